"""Fixtures every test may use: fresh files of both kinds, a clock, a partnership, people in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasking_app.database import postgres
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.database.upgrade import upgrade_file
from tests.partnership import Partnership, begin
from tests.postgres.cluster import running
from tests.postgres.server import Server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
KEY = bytes(range(32))
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def empty_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One migrated file of each kind, copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    made = {}
    for kind, key in (("plain", None), ("encrypted", KEY)):
        made[kind] = folder / f"{kind}.db"
        upgrade_file(made[kind], key, create=True)
    return made


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The tests' own PostgreSQL, one for each worker, with a migrated database to copy."""
    with running() as cluster, closing(Server(cluster)) as made:
        yield made


@pytest.fixture(params=["encrypted", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A fresh database on each engine, with a clock that stands at NOW until a test moves it."""
    if request.param == "postgres":
        server: Server = request.getfixturevalue("server")
        with server.copy() as address:
            yield from _told(postgres.open_store(address, server.password))
        return
    yield from of_file(request, tmp_path)


def of_file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A fresh file of the kind the parameter names; folders of tests that are about files have only these."""
    path = tmp_path / "tasking.db"
    path.write_bytes(request.getfixturevalue("empty_files")[request.param].read_bytes())
    yield from _told(open_store(path, KEY if request.param == "encrypted" else None))


def _told(opened: Store) -> Iterator[Store]:
    opened.clock = lambda: NOW
    yield opened
    opened.close()


@pytest.fixture
def partnership(store: Store) -> Partnership:
    """A made-up partnership with officers in three agencies, at the co-ordinator's desk."""
    return begin(store)
