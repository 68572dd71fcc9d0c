"""A store on PostgreSQL: what it refuses to open, what it says of errors, and writers at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.done import Done
from tasking_app.database import postgres
from tasking_app.database import server as on_server
from tasking_app.database.address import Address
from tasking_app.database.errors import (
    CannotOpen,
    Denied,
    Foreign,
    Newer,
    NotThere,
    Older,
    Unreachable,
)
from tasking_app.database.files import HEAD
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Agency
from tasking_app.rules.errors import AppError, Clash
from tests.partnership import begin
from tests.postgres.server import Server

NOBODY = Actor()
T = TypeVar("T")


def test_a_database_with_nothing_in_it_names_the_command(server: Server) -> None:
    with server.database() as empty, pytest.raises(NotThere, match="tasking database create"):
        postgres.open_store(empty, server.password)


def test_a_database_that_is_not_there(address: Address, server: Server) -> None:
    with pytest.raises(CannotOpen, match="no database of this name"):
        postgres.open_store(replace(address, database="nowhere"), server.password)


def test_somebody_elses_database_is_left_alone(server: Server) -> None:
    with server.database() as other:
        with closing(postgres.connect(other, server.password)) as connection:
            connection.execute("CREATE TABLE public.theirs (a integer)")
            connection.commit()
        with pytest.raises(Foreign, match="belongs to another program"):
            postgres.open_store(other, server.password)


@pytest.mark.parametrize(("revision", "kind"), [("9999", Newer), ("0001", Older)])
def test_another_revision_says_who_does_what(
    address: Address, server: Server, revision: str, kind: type[AppError]
) -> None:
    with closing(postgres.connect(address, server.password)) as connection:
        connection.execute("UPDATE app.alembic_version SET version_num = %s", (revision,))
        connection.commit()
    with pytest.raises(kind, match="Update the program" if kind is Newer else "tasking database upgrade"):
        postgres.open_store(address, server.password)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"login": "stranger"}, "did not accept this login and password"),
        ({"servers": (("localhost", 1),)}, "does not answer"),
        ({"servers": (("no-such-server.invalid", 5432),)}, "no server of this name"),
        ({"ca": Path("nowhere.crt")}, "no file with the server's authority"),
    ],
)
def test_each_way_not_to_get_in_has_its_sentence(
    address: Address, server: Server, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(CannotOpen, match=sentence):
        postgres.open_store(replace(address, **change), server.password)  # type: ignore[arg-type]  # fields by name


def test_the_password_is_in_no_message(address: Address, server: Server) -> None:
    engine = postgres.make_engine(address, server.password)
    assert server.password not in repr(engine.url) + repr(address) + address.told
    engine.dispose()


def test_one_server_after_the_other_is_asked(address: Address, server: Server) -> None:
    pair = replace(address, servers=(("localhost", 1), *address.servers))
    store = postgres.open_store(pair, server.password)
    assert store.where == f"{address.database} on localhost or localhost"
    store.close()


def run(statement: str) -> Callable[[Work], object]:
    return lambda work: work.session.execute(text(statement))


def test_a_question_cannot_write(store: Store) -> None:
    with pytest.raises(Unreachable, match="takes no changes"):
        store.ask(NOBODY, run("UPDATE counter SET last = last"))


def test_what_the_database_does_not_allow_is_told_from_a_bug(store: Store) -> None:
    with pytest.raises(Denied, match="does not let you do this"):
        store.write(NOBODY, run("SELECT rolpassword FROM pg_authid"))
    with pytest.raises(ProgrammingError):
        store.write(NOBODY, run("SELECT nothing_of_the_kind FROM agency"))


def test_a_row_that_may_be_read_and_not_written_is_told_as_a_denial(store: Store) -> None:
    """A policy hides it from the write alone: no row is found, and the engine says nothing."""
    p = begin(store)

    def deed(work: Work) -> None:
        agency = work.get(Agency, p.agencies["Council"])
        for statement in ("ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY"):
            work.session.execute(text(f"ALTER TABLE agency {statement}"))
        work.session.execute(text("CREATE POLICY read ON agency FOR SELECT USING (true)"))
        work.set(agency, nicknames="Another")

    with pytest.raises(Denied, match="does not let you change it"):
        store.write(p.actor, deed)


def test_a_database_that_goes_away_is_said_and_comes_back(store: Store, server: Server) -> None:
    def cut(work: Work) -> None:
        mine = work.session.scalar(text("SELECT pg_backend_pid()"))
        with server.cluster.as_superuser() as other:
            other.execute("SELECT pg_terminate_backend(%s)", (mine,))
        work.session.execute(text("SELECT 1"))

    with pytest.raises(Unreachable, match=r"being stopped or started|line to the database is down"):
        store.write(NOBODY, cut)
    assert store.ask(NOBODY, lambda work: work.session.scalar(text("SELECT 1"))) == 1


def test_a_question_that_takes_too_long_ends(store: Store) -> None:
    def slow(work: Work) -> None:
        work.session.execute(text("SET LOCAL statement_timeout = 50"))
        work.session.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(Unreachable, match="took too long"):
        store.ask(NOBODY, slow)


def test_no_room_for_another_connection(store: Store, address: Address, server: Server) -> None:
    server.run(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT 0").format(sql.Identifier(address.database)))
    with pytest.raises(CannotOpen, match="no room for another connection"):
        postgres.open_store(address, server.password)


def at_once(many: int, deed: Callable[[int, Barrier], T]) -> list[T]:
    """Several writers that begin at the same moment; what each answered."""
    barrier = Barrier(many)
    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(lambda number: deed(number, barrier), range(many)))


def test_numbers_taken_at_the_same_time_differ(store: Store) -> None:
    """Also the first of a kind, when there is no counter yet."""

    def take(_number: int, barrier: Barrier) -> list[int]:
        barrier.wait(30)
        return [store.write(NOBODY, lambda work: work.next_number("A", new_id())) for _ in range(5)]

    assert sorted(number for taken in at_once(3, take) for number in taken) == list(range(1, 16))


def test_two_who_change_one_field_at_the_same_time_clash(store: Store) -> None:
    """Both read the row before either writes; the second is tried again and sees what the first wrote."""
    p = begin(store)
    key = p.agencies["Council"]
    before = p.row(Agency, key).name
    met: list[bool] = []

    def edit(number: int, barrier: Barrier) -> str:
        def deed(work: Work) -> str:
            row = work.get(Agency, key)
            if len(met) < 2:
                met.append(True)
                barrier.wait(30)
            work.change(row, {"name": before}, {"name": f"Council {number}"})
            return row.name

        try:
            return store.write(p.actor, deed)
        except Clash:
            return "clash"

    found = at_once(2, edit)
    assert "clash" in found
    assert p.row(Agency, key).name in found


def test_two_who_change_different_fields_both_succeed(store: Store) -> None:
    p = begin(store)
    key = p.agencies["Council"]
    row = p.row(Agency, key)
    seen = [("name", row.name), ("domain", row.domain)]

    def edit(number: int, barrier: Barrier) -> Done:
        field, value = seen[number]
        barrier.wait(30)
        return p.do(Edit(kind="agency", row=key, changes=(Change(field, value, "changed"),)))

    at_once(2, edit)
    after = p.row(Agency, key)
    assert (after.name, after.domain, after.version) == ("changed", "changed", row.version + 2)


def test_two_upgrades_at_once_wait_for_each_other(server: Server) -> None:
    with server.database() as empty:

        def upgrade(_number: int, barrier: Barrier) -> tuple[str, str]:
            barrier.wait(30)
            return on_server.upgrade(empty, server.password, create=True)

        assert sorted(at_once(3, upgrade)) == [("", HEAD), (HEAD, HEAD), (HEAD, HEAD)]
        postgres.open_store(empty, server.password).close()


def test_an_upgrade_that_fails_leaves_nothing(server: Server) -> None:
    with server.database() as empty:
        with closing(postgres.connect(empty, server.password)) as connection:
            connection.execute("CREATE SCHEMA app")
            connection.execute("CREATE FUNCTION app.line_stays() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
            connection.commit()
            with pytest.raises(DBAPIError):
                on_server.upgrade(empty, server.password, create=True)
            found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'app'").fetchone()
        assert found == (0,)


def test_a_database_that_sorts_in_another_way_is_refused(server: Server) -> None:
    with (
        server.database(locale="C.UTF-8") as other,
        pytest.raises(AppError, match=r"sorts texts by C\.UTF-8"),
    ):
        on_server.upgrade(other, server.password, create=True)
