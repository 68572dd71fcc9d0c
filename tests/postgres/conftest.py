"""One database with everybody's lines for all tests that leave nothing behind in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres.server import Server
from tests.postgres.world import World, world


@pytest.fixture(scope="session")
def everyone(server: Server) -> Iterator[World]:
    """The world, for statements that are tried and taken back."""
    with world(server) as made:
        yield made
