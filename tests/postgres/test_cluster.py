"""The tests' own server: there or the tests fail, believed by its certificate only, gone with its tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.errors import CannotOpen
from tests.postgres import cluster
from tests.postgres.certificates import new_authority
from tests.postgres.cluster import SUPERUSER, Cluster, NoServer, running
from tests.postgres.processes import children, ended
from tests.postgres.proxy import proxy
from tests.postgres.server import Server
from tests.postgres.standby import following

ROOT = Path(__file__).parents[2]
# A run of tests that says where its server is and is then killed.
RUN = """
import time
from tests.postgres.cluster import running
with running() as made:
    print(made.folder, made.port, flush=True)
    time.sleep(600)
"""
PAIR = """
import time
from tests.postgres.cluster import Cluster, running
from tests.postgres.standby import following
with running(Cluster(durable=True)) as made, following(made, made.port) as standby:
    print(made.folder, standby.cluster.folder, flush=True)
    time.sleep(600)
"""
MAKE = """
from tests.postgres.cluster import Cluster
made = Cluster()
made.prepare()
print(made.folder, flush=True)
made._initialise()
"""


def test_without_postgresql_the_tests_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(NoServer, match="install the package `postgresql`"):
        Cluster().make()


def test_who_signs_in_knows_the_password_and_the_line_is_protected(server: Server) -> None:
    address = server.address("postgres")
    with closing(postgres.connect(address, server.password)) as connection:
        asked = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert connection.execute(asked).fetchone() == ("TLSv1.3",)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        postgres.connect(address, "something else")
    with server.cluster.as_superuser() as all_powerful:
        kept = (
            "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%') FROM pg_authid WHERE rolpassword IS NOT NULL"
        )
        assert all_powerful.execute(kept).fetchone() == (True,)


def test_a_line_without_protection_is_refused(server: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(
            host="localhost",
            port=server.cluster.port,
            user=cluster.ADMINISTRATOR,
            password=server.password,
            dbname="postgres",
            sslmode="disable",
        )


def test_an_authority_nobody_knows_is_not_believed(server: Server, tmp_path: Path) -> None:
    address = replace(server.address("postgres"), ca=new_authority("Somebody").write(tmp_path / "other.crt"))
    with pytest.raises(CannotOpen, match="not the one it says it is"):
        postgres.open_store(address, server.password)


def test_a_server_of_another_name_is_not_believed(server: Server) -> None:
    there = replace(server.address("postgres"), servers=(("127.0.0.1", server.cluster.port),))
    with pytest.raises(CannotOpen, match="not the one it says it is"):
        postgres.open_store(there, server.password)


def test_the_server_goes_when_the_tests_are_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", RUN], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder, port = run.stdout.readline().split()
        assert Path(folder).exists()
        socket.create_connection(("127.0.0.1", int(port))).close()
        run.send_signal(signal.SIGKILL)
    end = time.monotonic() + 30
    while Path(folder).exists():  # it goes last, after the server
        assert time.monotonic() < end
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)))


def test_the_server_is_never_root_and_leaves_nothing() -> None:
    with running() as made:
        owner = (made.folder / "data").stat().st_uid
    assert owner != 0 or os.geteuid() != 0
    assert not made.folder.exists()


@pytest.fixture
def durable() -> Iterator[Cluster]:
    """A server of a test's own, that may be killed."""
    with running(Cluster(durable=True)) as made:
        with made.as_superuser() as connection:
            connection.execute("CREATE TABLE kept (number int)")
        yield made


def kept(made: Cluster) -> list[int]:
    with made.as_superuser() as connection:
        return [number for (number,) in connection.execute("SELECT number FROM kept ORDER BY number")]


def test_a_killed_server_comes_back_with_what_it_confirmed(durable: Cluster) -> None:
    with durable.as_superuser() as connection:
        connection.execute("INSERT INTO kept VALUES (1)")
        processes = [durable.number, *children(durable.number)]
        durable.kill()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("INSERT INTO kept VALUES (2)")
    assert len(processes) > 5
    assert all(ended(one) for one in processes)
    with pytest.raises(psycopg.OperationalError, match="refused"), durable.as_superuser():
        pass
    assert (durable.folder / "data" / "postmaster.pid").exists()  # as a power cut leaves it
    port, number = durable.port, durable.number
    durable.restart()
    assert kept(durable) == [1]
    assert durable.port == port
    assert durable.number != number
    assert "was not properly shut down" in durable.log()


def test_a_server_that_is_shut_down_sends_everybody_away_and_comes_back(durable: Cluster) -> None:
    with durable.as_superuser() as connection:
        connection.execute("INSERT INTO kept VALUES (1)")
        durable.shut_down()
        with pytest.raises(psycopg.OperationalError, match="administrator command"):
            connection.execute("SELECT 1")
    durable.restart()
    assert kept(durable) == [1]
    assert "was not properly shut down" not in durable.log()


def test_clients_who_come_too_early_do_not_make_a_start_look_failed(durable: Cluster) -> None:
    """A server that mends itself answers "FATAL: the database system is starting up" to whoever comes."""
    with durable.as_superuser() as connection:
        connection.execute("INSERT INTO kept SELECT generate_series(1, 300000)")
    durable.kill()
    over = threading.Event()

    def come() -> None:
        while not over.is_set():
            with suppress(psycopg.OperationalError), durable.as_superuser():
                pass

    early = threading.Thread(target=come)
    early.start()
    try:
        durable.restart()
    finally:
        over.set()
        early.join()
    assert len(kept(durable)) == 300_000


def test_a_server_that_cannot_start_again_says_why(durable: Cluster) -> None:
    durable.kill()
    (durable.folder / "data" / "global" / "pg_control").unlink()
    with pytest.raises(NoServer, match="pg_control"):
        durable.restart()


def test_a_standby_takes_over_without_what_never_reached_it(durable: Cluster) -> None:
    with proxy(durable.port) as line, following(durable, line.door) as standby:
        with durable.as_superuser() as connection:
            connection.execute("INSERT INTO kept VALUES (1)")
            standby.caught_up()
            with (
                pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
                standby.cluster.as_superuser() as other,
            ):
                other.execute("INSERT INTO kept VALUES (2)")
            line.freeze()
            connection.execute("INSERT INTO kept VALUES (3)")
        durable.kill()
        standby.promote()
        assert kept(standby.cluster) == [1]
        address = Address(
            (("localhost", durable.port), ("localhost", standby.cluster.port)),
            "postgres",
            SUPERUSER,
            durable.trusted,
        )
        with closing(postgres.connect(address, durable.superuser_password)) as found:
            found.execute("INSERT INTO public.kept VALUES (4)")
            found.commit()
        assert kept(standby.cluster) == [1, 4]


def test_a_program_with_both_addresses_finds_the_one_that_takes_writes(durable: Cluster) -> None:
    with proxy(durable.port) as line, following(durable, line.door) as standby:
        address = Address(
            (("localhost", standby.cluster.port), ("localhost", durable.port)),
            "postgres",
            SUPERUSER,
            durable.trusted,
        )
        with closing(postgres.connect(address, durable.superuser_password)) as found:
            assert found.info.port == durable.port


def test_a_standby_goes_when_the_tests_are_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PAIR], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folders = [Path(one) for one in run.stdout.readline().split()]
        assert len(folders) == 2
        assert all(one.exists() for one in folders)
        run.send_signal(signal.SIGKILL)
    end = time.monotonic() + 30
    while any(one.exists() for one in folders):
        assert time.monotonic() < end


def test_a_server_goes_when_the_tests_are_killed_while_it_is_made() -> None:
    with subprocess.Popen([sys.executable, "-c", MAKE], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        run.send_signal(signal.SIGKILL)
    end = time.monotonic() + 30
    while folder.exists() or _writes_there(folder):
        assert time.monotonic() < end


def _writes_there(folder: Path) -> bool:
    """Whether a program that fills the folder still runs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_bytes())
    return any(str(folder).encode() in one for one in found)
