"""The tests' own server: there or the tests fail, believed by its certificate only, gone with its tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tasking_app.database import postgres
from tasking_app.database.errors import CannotOpen
from tests.postgres import cluster
from tests.postgres.certificates import new_authority
from tests.postgres.cluster import Cluster, NoServer, running
from tests.postgres.server import Server

ROOT = Path(__file__).parents[2]
# A run of tests that says where its server is and is then killed.
RUN = """
import time
from tests.postgres.cluster import running
with running() as made:
    print(made.folder, made.port, flush=True)
    time.sleep(600)
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
