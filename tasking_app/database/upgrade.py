"""Bringing a file to the newest revision: a copy first, then one transaction, then a check."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from tasking_app.database.sqlite import make_engine, raw_connection
from tasking_app.rules.errors import AppError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for one connection; there is no file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade_file(path: Path, key: bytes | None, *, create: bool = False, to: str = "head") -> None:
    """Run the revisions missing in a file, all or none. The caller has copied the file before.

    Raises AppError when rows would be left pointing at nothing.
    """
    engine = make_engine(path, key, create=create)
    try:
        with engine.execution_options(writes=True).connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")  # a batch would delete children
            with connection.begin():
                command.upgrade(configuration(connection), to)
                left = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if left:
                    raise AppError(
                        "The file could not be upgraded: some rows point at nothing. It was left as it was."
                    )
            raw.execute("PRAGMA foreign_keys = ON")
    finally:
        engine.dispose()


def revision_of(path: Path, key: bytes | None) -> str | None:
    """The revision a file is at, or None when it holds no table of ours."""
    connection = raw_connection(path, key)
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in tables:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    finally:
        connection.close()
