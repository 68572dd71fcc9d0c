"""Bringing a file to the newest revision: a copy first, then one transaction, then a check."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from tasking_app.database import backup, files
from tasking_app.database.errors import Newer, sorted_error
from tasking_app.database.sqlite import make_engine
from tasking_app.paths import beside, only_owner
from tasking_app.rules.errors import AppError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
POINTLESS = "The file could not be upgraded: some rows point at nothing. It was left as it was."


def upgrade(path: Path, key: bytes | None) -> tuple[str, str]:
    """Bring a file to the newest revision; answers the revisions before and after.

    The file is copied first, to NAME.before-upgrade-REVISION; then all of it or nothing. Raises what
    `files.open_store` raises, but for Older.
    """
    path = path.resolve()
    before = files.revision_of(path, key)
    if before > files.HEAD:
        raise Newer(f"{path.name} was written by a newer version of Tasking. Update the program to open it.")
    if before == files.HEAD:
        return before, before
    own_key = None if files.is_plain(path) else key
    try:
        backup.copy(path, own_key, copy_before(path, before))
        upgrade_file(path, own_key)
    except DBAPIError as error:
        known = sorted_error(error)
        if known is None:
            raise
        raise known from error
    return before, files.HEAD


def copy_before(path: Path, revision: str) -> Path:
    """Where the copy of a file lies that was made before it left a revision."""
    return beside(path, f".before-upgrade-{revision}")


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
                if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise AppError(POINTLESS)
            raw.execute("PRAGMA foreign_keys = ON")
    finally:
        engine.dispose()
    only_owner(path)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for one connection; there is no file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
