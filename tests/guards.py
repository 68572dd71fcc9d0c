"""What somebody does who opens the database with another program."""

from __future__ import annotations

from sqlalchemy import Connection, text


def without_guards(connection: Connection, table: str) -> None:
    """Take the guards of a table away."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER USER'))
        return
    guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    for (name,) in connection.execute(guards, {"table": table}).all():
        connection.execute(text(f'DROP TRIGGER "{name}"'))
