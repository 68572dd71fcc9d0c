"""What others write is heard at once, by kind and never by text, also after the line was gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import psycopg
import pytest

from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.database import listener as listening
from tasking_app.database import postgres
from tasking_app.database.listener import Listener
from tasking_app.database.store import Store
from tasking_app.models.base import Base
from tasking_app.models.referral import Referral
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import between
from tests.postgres.server import Server
from tests.postgres.world import World

WAIT = 20.0


@dataclass
class Ear:
    """What a listener was told."""

    kinds: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def missed(self) -> None:
        self.gaps.append(time.monotonic())


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def open_ear(store: Store) -> Iterator[tuple[Ear, Listener]]:
    ear = Ear()
    made = store.listener(ear.kinds.append, ear.missed)
    assert made is not None
    made.start()
    until(lambda: ear.gaps)
    yield ear, made
    made.stop()


def rename(p: Partnership, own: World, wanted: str) -> None:
    """Change the title of a referral."""
    seen = p.row(Referral, own.words["flat"]).title
    p.do(Edit(kind="referral", row=own.words["flat"], changes=(Change("title", seen, wanted),)))


def cut_listeners(server: Server, database: str) -> int:
    """End the lines that listen at present; how many there were."""
    with server.cluster.as_superuser(database) as superuser:
        return superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE '%i_am_here($1)%' AND pid <> pg_backend_pid()"
        ).rowcount


def _dead(made: Listener) -> bool:
    """Look after a line as the window does; whether it was let go."""
    made.watch()
    return made._connection is None


def test_others_are_heard_by_kind_and_oneself_not(desks: Mapping[str, Partnership], own: World) -> None:
    jo, helen = desks["Jo"], desks["Helen"]
    with open_ear(helen.store) as (ear, _):
        rename(helen, own, "By Helen herself")
        rename(jo, own, "By somebody else")
        until(lambda: "referral" in ear.kinds)
        assert ear.kinds.count("referral") == 1
        assert set(ear.kinds) <= {*Base.metadata.tables, "here"}


def test_a_line_that_was_cut_is_there_again_and_says_that_something_was_missed(
    desks: Mapping[str, Partnership], own: World, server: Server
) -> None:
    with open_ear(desks["Helen"].store) as (ear, _):
        until(lambda: cut_listeners(server, own.address.database) == 1)
        until(lambda: len(ear.gaps) == 2)
        rename(desks["Jo"], own, "After the gap")
        until(lambda: "referral" in ear.kinds)


def test_a_line_that_is_open_and_dead_is_noticed(
    desks: Mapping[str, Partnership], own: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "BEAT", 0.2)
    monkeypatch.setattr(listening, "TURN", 0.1)
    monkeypatch.setattr(listening, "DEADLINE", 0.3)
    (_, port), *_ = own.address.servers
    with between(port) as (door, frozen):
        there = replace(
            own.address, servers=(("localhost", door),), login=login_of("Helen", own.address.database)
        )
        store = postgres.open_store(there, PASSWORD)
        with open_ear(store) as (ear, made):
            frozen.set()
            rename(desks["Jo"], own, "Nobody hears of it")
            until(partial(_dead, made))
            assert "referral" not in ear.kinds
            frozen.clear()
            until(lambda: len(ear.gaps) == 2)
            rename(desks["Jo"], own, "Heard again")
            until(lambda: "referral" in ear.kinds)
        store.close()


def test_a_listener_ends_at_once_also_without_a_server(own: World) -> None:
    nobody = replace(own.address, servers=(("localhost", 1),))

    def connect() -> psycopg.Connection:
        return postgres.connect(nobody, PASSWORD)

    ear = Ear()
    made = Listener(listening.Line(connect, (psycopg.Error, OSError), set()), ear.kinds.append, ear.missed)
    made.start()
    made.stop()
    assert not made._thread.is_alive()
    assert not ear.gaps


def test_a_file_has_no_listener(store: Store) -> None:
    assert Store(store.engine, "", encrypted=False).listener(print, print) is None
