"""Officers with logins on a database of the tests, and what the server answers each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency, AddOfficer
from tasking_app.database.address import Address
from tests.partnership import Partnership
from tests.postgres.cluster import Cluster

GROUPS = {
    "Jo": "coordinator",
    "Helen": "chair",
    "Rowan": "officer",
    "Callum": "officer",
    "Marta": "officer",
    "Sade": "officer",
    "Outside": "officer",
    "Ana": "analyst",
    "Gwen": "governance",
}
PASSWORD = "Made-up-password-1"


def add_people(p: Partnership) -> None:
    """An agency that sits nowhere with an officer, an analyst, and who looks after information governance."""
    p.agencies["Outside"] = new_id()
    p.do(AddAgency(agency=p.agencies["Outside"], name="Canal and River Trust", short_name="Canals"))
    for short, agency, role in (
        ("Outside", "Outside", "officer"),
        ("Ana", "Police", "analyst"),
        ("Gwen", "Council", "officer"),
    ):
        p.officers[short] = new_id()
        p.do(
            AddOfficer(
                officer=p.officers[short], agency=p.agencies[agency], name=f"{short} Madeup", role=role
            )
        )


def login_of(short: str, database: str) -> str:
    """Logins belong to the whole server, so each copy of a database has its own."""
    return f"{short.lower()}_{database}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a statement: the code of a refusal, or how many rows it touched or gave."""

    refused: str
    rows: int
    words: str = ""


class Person:
    """One officer's own line to the server; each statement is tried and then taken back."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def tries(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Answer:
        """What the server answers; nothing of it stays."""
        with self.connection.transaction(force_rollback=True):
            return self._tried(statement, values)

    def does(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Answer:
        """What the server answers; what was done stays."""
        with self.connection.transaction():
            return self._tried(statement, values)

    def _tried(self, statement: str, values: Sequence[Any] | Mapping[str, Any]) -> Answer:
        try:
            with self.connection.transaction():
                done = self.connection.execute(_sql(statement), values or None)
                self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
                return Answer("", done.rowcount)
        except psycopg.Error as error:
            return Answer(error.sqlstate or "?", 0, str(error).partition("\n")[0])

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.connection.execute(_sql(statement), values or None).fetchone()
        return row[0] if row else None

    def verifier(self, password: str, login: str) -> str:
        """What is sent instead of a password."""
        made = self.connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
        return made.decode()


def _sql(statement: str) -> sql.SQL:
    return sql.SQL(statement)


@contextmanager
def line(cluster: Cluster, login: str, database: str, password: str) -> Iterator[Person]:
    """A line of one login over TLS."""
    with psycopg.connect(
        host="localhost",
        port=cluster.port,
        user=login,
        password=password,
        dbname=database,
        sslmode="verify-full",
        sslrootcert=str(cluster.trusted),
        autocommit=True,
    ) as connection:
        yield Person(connection)


@contextmanager
def everybody(
    cluster: Cluster, address: Address, officers: Mapping[str, UUID]
) -> Iterator[dict[str, Person]]:
    """A login and a line for each officer of GROUPS, and `keeper` for whoever looks after the database."""
    with ExitStack() as stack:
        keeper = stack.enter_context(line(cluster, address.login, address.database, cluster.password))
        found = {"keeper": keeper}
        for short, group in GROUPS.items():
            login = login_of(short, address.database)
            verifier = keeper.verifier(PASSWORD, login)
            keeper.one("SELECT app.give_login(%s, %s, %s, %s)", (officers[short], login, group, verifier))
        for short in GROUPS:
            login = login_of(short, address.database)
            found[short] = stack.enter_context(line(cluster, login, address.database, PASSWORD))
        yield found
