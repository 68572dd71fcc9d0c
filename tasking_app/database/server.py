"""A partnership's database made and brought to the newest revision: all of it or nothing, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import sqlalchemy as sa
from alembic import command
from psycopg import sql
from sqlalchemy import Connection, Engine

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.errors import Newer, NotThere, Taken, sorted_error
from tasking_app.database.files import HEAD
from tasking_app.database.security import apply as security
from tasking_app.database.security.roles import OWNER
from tasking_app.database.upgrade import configuration
from tasking_app.rules.errors import AppError

# Everybody who upgrades takes this lock first; the number is ours and says nothing.
LOCK = 7_201_604
COLLATION = "C"
MAINTENANCE = "postgres"  # a database every server has


def create(address: Address, password: str) -> None:
    """Make our tables in an empty database, and the database too where the server has none of the name.

    Raises Taken when there is something in it; otherwise what `postgres.open_store` raises.
    """
    make_room(address, password)
    upgrade(address, password, create=True)


def make_room(address: Address, password: str) -> None:
    """Make a database of this name unless one is there and empty. Raises what `create` does."""
    with told_by(address, password) as engine:
        try:
            postgres.revision_of(engine, address)
        except NotThere:
            pass
        else:
            raise Taken(f"There is a partnership's database at {address.told} already. It was left as it is.")
    if not _exists(address, password):
        _make(address, password)


def prepare_roles(address: Address, password: str) -> None:
    """The roles of a database whose tables come from elsewhere."""
    with (
        told_by(address, password) as engine,
        engine.execution_options(upgrades=True).begin() as connection,
    ):
        _alone(connection)
        _fit(connection, address)
        security.make_roles(connection)


def check(address: Address, password: str) -> None:
    """Raises what `postgres.open_store` raises, or AppError when texts are sorted otherwise than here."""
    with told_by(address, password) as engine:
        postgres.check_revision(engine, address)
        with engine.connect() as connection:
            _fit(connection, address)


def _exists(address: Address, password: str) -> bool:
    try:
        postgres.connect(address, password).close()
    except psycopg.OperationalError:
        return False
    return True


def _make(address: Address, password: str) -> None:
    """The one statement that no transaction can hold."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE {}")
    with told_by(replace(address, database=MAINTENANCE), password) as engine, engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection  # psycopg's own
        raw.autocommit = True
        raw.execute(statement.format(sql.Identifier(address.database), sql.Literal(COLLATION)))


@contextmanager
def told_by(address: Address, password: str) -> Iterator[Engine]:
    """An engine for the length of a block, and its errors as sentences."""
    engine = postgres.make_engine(address, password)
    try:
        yield engine
    except sa.exc.DBAPIError as error:
        known = sorted_error(error)
        if known is None:
            raise
        raise known from error
    finally:
        engine.dispose()


def upgrade(address: Address, password: str, *, create: bool = False) -> tuple[str, str]:
    """Bring a database to the newest revision; answers the revisions before and after, "" for none.

    Without `create` an empty database is left as it is. Raises what `postgres.open_store` raises, but Older.
    """
    with told_by(address, password) as engine:
        if not create:
            postgres.revision_of(engine, address)
        return upgrade_on(engine, address)


def upgrade_on(engine: Engine, address: Address, to: str = "head") -> tuple[str, str]:
    """Run the revisions that are missing, in one transaction; who comes second waits."""
    with engine.execution_options(upgrades=True).begin() as connection:
        _alone(connection)
        before = postgres.read_revision(connection) or ""
        if before > HEAD:
            raise Newer(f"{address.told} belongs to a newer version of Tasking. Update the program.")
        _fit(connection, address)
        security.prepare(connection)
        if before < HEAD:
            with security.acting_as(connection, OWNER):
                command.upgrade(configuration(connection), to)
        after = postgres.read_revision(connection) or ""
        if after == HEAD:
            security.apply(connection)
        return before, after


def _alone(connection: Connection) -> None:
    connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _fit(connection: Connection, address: Address) -> None:
    """Raises AppError where texts would be sorted otherwise than in the program, or the server is too old."""
    version = int(connection.execute(sa.text("SHOW server_version_num")).scalar_one())
    if version < postgres.OLDEST * 10_000:
        raise AppError(
            f"The server of {address.told} is PostgreSQL {version // 10_000}. "
            f"Tasking needs {postgres.OLDEST} or newer."
        )
    sorted_by, encoding = connection.execute(
        sa.text(
            "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database "
            "WHERE datname = current_database()"
        )
    ).one()
    if (sorted_by, encoding) != (COLLATION, "UTF8"):
        raise AppError(
            f"{address.told} sorts texts by {sorted_by} in {encoding}. Make it anew with: CREATE DATABASE "
            "name TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        )
