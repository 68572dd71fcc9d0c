"""SQLite and SQLCipher: how a file is opened, and what only this engine needs."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session, UOWTransaction
from sqlcipher3 import dbapi2

from tasking_app.models.base import Stamped

BUSY_SECONDS = 10.0
CACHE_KIB = 16 * 1024  # of pages: an encrypted page costs time each time it is read anew


def raw_connection(path: Path, key: bytes | None, *, create: bool = False) -> dbapi2.Connection:
    """A connection with the settings every use needs. `key` is 32 bytes, or 48 with the salt; None: plain.

    Without `create` a missing file is not made: sqlite3.OperationalError is raised instead.
    """
    mode = "rwc" if create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def make_engine(path: Path, key: bytes | None, *, create: bool = False) -> Engine:
    """An engine over one file; writers begin immediately, readers when they first read."""

    def connect() -> dbapi2.Connection:
        connection = raw_connection(path, key, create=create)
        connection.execute("PRAGMA journal_mode = WAL")
        return connection

    engine = sa.create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=sa.pool.QueuePool, pool_size=2, max_overflow=4
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Author and time of new and changed rows; on the other engine triggers do this."""
    work = session.info.get("work")
    if work is None:
        return
    for row in session.new:
        if isinstance(row, Stamped):
            row.made_at = row.made_at or work.now
            row.made_by = row.made_by or work.actor.officer
    for row in session.dirty:
        if isinstance(row, Stamped) and session.is_modified(row):
            row.changed_at = work.now
            row.changed_by = work.actor.officer
