"""Many rows at once: foreign keys looked at when all are there, and rows that pass no session by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, text

LATER = {"sqlite": "PRAGMA defer_foreign_keys = ON", "postgresql": "SET CONSTRAINTS ALL DEFERRED"}
MARKS = {"qmark": "?", "pyformat": "%s", "format": "%s"}


def put_off_foreign_keys(connection: Connection) -> None:
    """Until the transaction ends, a row may point at one that comes later."""
    connection.execute(text(LATER[connection.dialect.name]))


def points_at_nothing(connection: Connection) -> bool:
    """Whether a row points at one that is not there; raises IntegrityError instead where the engine does.

    The commit would find it too, and SQLite would leave the transaction open.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        return False
    return connection.execute(text("PRAGMA foreign_key_check")).first() is not None


def add_rows(
    connection: Connection, columns: Sequence[Column[Any]], rows: Iterable[Sequence[object]]
) -> None:
    """Add rows of values for these columns of one table, without a call for each value.

    Values are as the engine takes them; keys go through `as_bound`.
    """
    quote = connection.dialect.identifier_preparer.quote
    table: Table = columns[0].table
    names = ", ".join(quote(column.name) for column in columns)
    marks = ", ".join([MARKS[connection.dialect.paramstyle]] * len(columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608 -- names of our own
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])


def as_bound(connection: Connection, column: Column[Any], value: object) -> object:
    """A value as the engine takes it."""
    processor = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return value if processor is None else processor(value)
