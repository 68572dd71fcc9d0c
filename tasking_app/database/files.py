"""One-computer files: made, opened, and told apart when they cannot be opened."""

from __future__ import annotations

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from tasking_app.database.errors import Damaged, Foreign, Missing, Newer, Older
from tasking_app.database.sqlite import make_engine, raw_connection
from tasking_app.database.store import Store

HEAD = "0003"
PLAIN_HEADER = b"SQLite format 3\x00"


def is_plain(path: Path) -> bool:
    """Whether a file is an open SQLite file. Raises Missing."""
    if not path.is_file():
        raise Missing(f"There is no file at {path}.")
    with path.open("rb") as file:
        return file.read(16) == PLAIN_HEADER


def open_store(path: Path, key: bytes | None) -> Store:
    """Open a file that is at the revision of this program.

    Raises Missing, Foreign, Older, Newer or Damaged, each with its own sentence. Creates nothing.
    """
    if not path.is_file():
        raise Missing(f"There is no file at {path}.")
    check_revision(path, key)
    return Store(make_engine(path, key), str(path), encrypted=key is not None)


def check_revision(path: Path, key: bytes | None) -> None:
    """Raises Foreign, Older or Newer when the file is not at the revision of this program."""
    revision = _revision(path, key)
    if revision is None:
        raise Foreign(f"{path.name} is not a Tasking file. It was left as it is.")
    if revision > HEAD:
        raise Newer(f"{path.name} was written by a newer version of Tasking. Update the program to open it.")
    if revision < HEAD:
        raise Older(f"{path.name} was written by an older version of Tasking and has to be upgraded first.")


def _revision(path: Path, key: bytes | None) -> str | None:
    try:
        connection = raw_connection(path, key)
        try:
            names = {
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if "alembic_version" not in names or "folder" not in names:
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
        finally:
            connection.close()
    except dbapi2.DatabaseError as error:
        if key is None and "not a database" in str(error):
            raise Foreign(f"{path.name} is not a Tasking file. It was left as it is.") from error
        raise Damaged(f"{path.name} is damaged. Restore the last backup of it.") from error


def make_private(path: Path) -> None:
    """Only the owner may open the file, where the system knows owners."""
    if os.name == "posix":
        path.chmod(0o600)
