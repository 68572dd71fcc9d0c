"""Databases on the tests' server: one made by the revisions, and quick copies of it for single tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from typing import Any, TypeVar

import psycopg
from psycopg import sql

from tasking_app.database import server
from tasking_app.database.address import Address
from tests.postgres.cluster import ADMINISTRATOR, SUPERUSER, Cluster

EMPTY = "empty"
T = TypeVar("T")
OF_THE_WHOLE = (
    "REVOKE ALL ON DATABASE {} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {} TO tasking_everyone",
)


class Server:
    """Copies of an empty, migrated database on one cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.password = cluster.password
        self._number = count(1)
        self._filled: dict[str, Any] = {}

    def address(self, database: str) -> Address:
        """The administrator's way to a database."""
        return Address((("localhost", self.cluster.port),), database, ADMINISTRATOR, self.cluster.trusted)

    def once(self, name: str, fill: Callable[[Address, str], T]) -> tuple[str, T]:
        """A database to copy that is filled the first time it is asked for, and what filling it answered."""
        if name not in self._filled:
            self._make(name, self._migrated)
            self._filled[name] = fill(self.address(name), self.password)
        return name, self._filled[name]

    @contextmanager
    def copy(self, of: str = "") -> Iterator[Address]:
        """A fresh copy of the migrated database or of another, for the length of a block."""
        with self.database(of or self._migrated) as address:
            for statement in OF_THE_WHOLE:  # a copy of a database comes without the rights to it
                self.run(sql.SQL(statement).format(sql.Identifier(address.database)))
            yield address

    @contextmanager
    def database(self, of: str = "template0", locale: str = "C") -> Iterator[Address]:
        """A database that is empty, or a copy, for the length of a block."""
        with self.room() as name:
            self._make(name, of, locale)
            yield self.address(name)

    @contextmanager
    def room(self) -> Iterator[str]:
        """A name no database has; one that got it meanwhile is gone after the block."""
        name = f"test_{next(self._number)}"
        try:
            yield name
        finally:
            # A superuser may still be on its way out of it, whom nobody else sends away.
            dropped = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            self._superuser.execute(dropped)

    def run(self, statement: sql.Composed) -> None:
        """One statement of the administrator that stands at once."""
        self._administrator.execute(statement)

    def _make(self, name: str, of: str, locale: str = "C") -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE {}")
        self.run(statement.format(sql.Identifier(name), sql.Identifier(of), sql.Literal(locale)))

    @cached_property
    def _migrated(self) -> str:
        self._make(EMPTY, "template0")
        server.upgrade(self.address(EMPTY), self.password, create=True)
        return EMPTY

    @cached_property
    def _administrator(self) -> psycopg.Connection:
        return self._signed_in(ADMINISTRATOR, self.password)

    @cached_property
    def _superuser(self) -> psycopg.Connection:
        return self._signed_in(SUPERUSER, self.cluster.superuser_password)

    def _signed_in(self, login: str, password: str) -> psycopg.Connection:
        return psycopg.connect(
            host="localhost",
            port=self.cluster.port,
            user=login,
            password=password,
            dbname="postgres",
            sslmode="verify-full",
            sslrootcert=str(self.cluster.trusted),
            autocommit=True,
        )

    def begin_anew(self) -> None:
        """The server was killed or stopped meanwhile, and what was signed in with it."""
        for name in ("_administrator", "_superuser"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    def close(self) -> None:
        """Let go of the server."""
        self._administrator.close()
        self._superuser.close()
