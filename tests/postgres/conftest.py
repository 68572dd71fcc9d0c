"""Fixtures: databases on the tests' server, and stores on them as people have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace

import pytest

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.postgres.people import GROUPS, PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world

OFFICERS = {
    "Jo": "Council",
    "Helen": "Council",
    "Rowan": "Police",
    "Callum": "Fire and rescue",
    "Marta": "Housing",
}


@pytest.fixture
def address(server: Server) -> Iterator[Address]:
    """The way to a migrated database without a row."""
    with server.copy() as made:
        yield made


@pytest.fixture
def store(server: Server, address: Address) -> Iterator[Store]:
    """It, open."""
    opened = postgres.open_store(address, server.password)
    opened.clock = lambda: NOW
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def everyone(server: Server) -> Iterator[World]:
    """The world, for statements that are tried and taken back."""
    with world(server) as made:
        yield made


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    """A world of a test's own, that it may change."""
    with world(server) as made:
        yield made


@pytest.fixture
def desks(own: World) -> Iterator[Mapping[str, Partnership]]:
    """The program at the desks of five officers."""
    told = own.words
    officers = {name: told[f"o_{name}"] for name in GROUPS}
    agencies = {name.removeprefix("g_"): key for name, key in told.items() if name.startswith("g_")}
    with ExitStack() as stack:
        found = {}
        for name, agency in OFFICERS.items():
            address = replace(own.address, login=login_of(name, own.address.database))
            store = postgres.open_store(address, PASSWORD)
            stack.callback(store.close)
            actor = Actor(officers[name], agencies[agency], name)
            found[name] = Partnership(store, actor, agencies, {"MAT": told["series"]}, officers)
        yield found
