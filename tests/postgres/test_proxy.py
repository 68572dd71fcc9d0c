"""The tests' line to the server goes wrong as a network does: frozen, torn off, refused, an answer lost."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import Engine, text

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tests.postgres.proxy import PATIENCE, Proxy, proxy, tells_of_commits
from tests.postgres.server import Server

WRITE = text("INSERT INTO app.counter (kind, last) VALUES (:kind, 1)")
COUNT = text("SELECT count(*) FROM app.counter WHERE kind = :kind")


@pytest.fixture
def line(address: Address) -> Iterator[Proxy]:
    with proxy(address.servers[0][1]) as made:
        yield made


@pytest.fixture
def through(address: Address, line: Proxy) -> Address:
    return replace(address, servers=(("localhost", line.door),))


@pytest.fixture
def engine(through: Address, line: Proxy, server: Server) -> Iterator[Engine]:
    made = postgres.make_engine(through, server.password).execution_options(upgrades=True)
    tells_of_commits(made, line.orders)
    yield made
    made.dispose()


def there(engine: Engine, kind: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(COUNT, {"kind": kind}).scalar_one())


def answered(connection: psycopg.Connection) -> bool:
    """Whether the answer is here; a look lets other threads work."""
    time.sleep(0.005)
    connection.pgconn.flush()
    connection.pgconn.consume_input()
    return not connection.pgconn.is_busy()


def test_what_is_asked_of_a_frozen_line_is_answered_once_it_moves(
    line: Proxy, through: Address, server: Server
) -> None:
    with closing(postgres.connect(through, server.password)) as connection:
        connection.autocommit = True
        line.freeze()
        connection.pgconn.send_query(b"SELECT 7")
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            assert not answered(connection)
        line.heal()
        while not answered(connection):  # asking for the answer before would keep the line's thread out
            assert time.monotonic() < end + 20
        answer = connection.pgconn.get_result()
        assert answer is not None
        assert answer.get_value(0, 0) == b"7"


def test_a_line_that_is_torn_off_ends_and_another_comes_through(
    line: Proxy, through: Address, server: Server
) -> None:
    with closing(postgres.connect(through, server.password)) as connection:
        line.reset()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    with closing(postgres.connect(through, server.password)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("frozen", [False, True])
def test_nobody_comes_through_until_it_heals(
    line: Proxy, through: Address, server: Server, *, frozen: bool
) -> None:
    with closing(postgres.connect(through, server.password)) as connection:
        if frozen:
            line.freeze()
        line.refuse()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="refused"):
        postgres.connect(through, server.password)
    line.heal()
    with closing(postgres.connect(through, server.password)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_commit_whose_answer_is_lost_stands_on_the_server(line: Proxy, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(WRITE, {"kind": "before"})
    line.lose_answers(1)
    with (
        pytest.raises(Exception, match=r"closed the connection|reset by peer|terminated"),
        engine.begin() as connection,
    ):
        connection.execute(WRITE, {"kind": "unknown"})
    assert line.lost == 1
    assert there(engine, "unknown") == 1
    with engine.begin() as connection:
        connection.execute(WRITE, {"kind": "after"})
    assert (there(engine, "before"), there(engine, "after"), line.lost) == (1, 1, 1)


def test_who_is_killed_while_telling_keeps_nobody_from_it(line: Proxy, engine: Engine) -> None:
    for _ in range(3):
        socket.create_connection(("127.0.0.1", line.orders)).close()
    began = time.monotonic()
    with engine.begin() as connection:
        connection.execute(WRITE, {"kind": "after"})
    assert time.monotonic() - began < PATIENCE


def test_only_the_line_that_commits_loses_its_answer(line: Proxy, engine: Engine) -> None:
    with engine.connect() as other:
        assert other.execute(text("SELECT 1")).scalar_one() == 1
        line.lose_answers(1)
        with (
            pytest.raises(Exception, match=r"closed the connection|reset by peer|terminated"),
            engine.begin() as connection,
        ):
            connection.execute(WRITE, {"kind": "one"})
        assert other.execute(text("SELECT 2")).scalar_one() == 2


def test_without_a_server_the_line_is_torn_and_the_next_that_finds_one_comes_through(
    through: Address, server: Server
) -> None:
    with proxy(1) as nowhere:
        there = replace(through, servers=(("localhost", nowhere.door),))
        for _ in range(2):
            with pytest.raises(psycopg.OperationalError):
                postgres.connect(there, server.password)
        nowhere.port = server.cluster.port
        with closing(postgres.connect(there, server.password)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
