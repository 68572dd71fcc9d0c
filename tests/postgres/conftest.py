"""Fixtures: databases on the tests' server, and stores on them as people have them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.store import Store
from tests.conftest import NOW
from tests.postgres.server import Server
from tests.postgres.world import World, world


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
