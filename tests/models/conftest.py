"""A database with rows in every table, written to by raw SQL as any other program could; on each engine."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlcipher3 import dbapi2

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.sqlite import raw_connection
from tests.migrations.earlier import fill, fill_store
from tests.postgres.server import Server

Refused = (dbapi2.IntegrityError, psycopg.IntegrityError)
# The name SQLite has for a new key, so that one statement does for both.
NEW_KEY = "CREATE FUNCTION app.randomblob(integer) RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'"
RESERVED = re.compile(r"\bplacing\b")  # a word of PostgreSQL's language


class Raw:
    """A connection that takes SQLite's marks on either engine; each statement stands or falls alone."""

    def __init__(self, connection: dbapi2.Connection | psycopg.Connection) -> None:
        self._connection = connection
        self.server = isinstance(connection, psycopg.Connection)

    def execute(self, sql: str, values: Sequence[object] = ()) -> Any:
        """A cursor over the answer."""
        sql = RESERVED.sub(r'"\g<0>"', sql)
        if isinstance(self._connection, psycopg.Connection):
            return self._connection.execute(sql.replace("?", "%s").encode(), values or None)
        return self._connection.execute(sql, values)

    def key(self, key: UUID) -> UUID | bytes:
        """A key as the engine takes it."""
        return key if self.server else key.bytes


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two meetings played through, one of them approved."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def full_database(server: Server) -> Iterator[Address]:
    """The same on a server."""
    with server.copy() as address:
        fill_store(postgres.open_store(address, server.password))
        yield address


@pytest.fixture(params=["file", "server"])
def raw(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Raw]:
    """A connection to a copy of it, with foreign keys as every program of ours has them."""
    if request.param == "file":
        path = shutil.copy(request.getfixturevalue("full_file"), tmp_path / "full.db")
        with closing(raw_connection(Path(path), None)) as file:
            yield Raw(file)
        return
    server: Server = request.getfixturevalue("server")
    with (
        server.database(request.getfixturevalue("full_database").database) as address,
        closing(postgres.connect(address, server.password)) as connection,
    ):
        connection.autocommit = True
        connection.execute(NEW_KEY)
        yield Raw(connection)
