"""Text being typed, kept on this computer's disk by a thread of its own, and where somebody stood.

The file lies beside the database (NAME.drafts), has its key, and is written within half a second of a change,
whatever the database is doing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from tasking_app.paths import beside, only_owner

ENDING = ".drafts"
GATHER = 0.1  # seconds in which changes are gathered, so that not every key waits for the disk
AGAIN = 2.0  # seconds before a write that failed is tried again
PATIENCE = 10.0
STANDING = ""  # the place under which the place itself is kept
NOT_KEPT = (
    "What you type is not being kept on this disk: it may be full. Make room, and do not close the program."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A text that was being typed: where, what it was before, and when it was last kept."""

    place: str
    text: str
    base: str = ""
    kept_at: datetime


class Drafts:
    """Keeps what is typed. No call waits for the disk but `flush`, `close` and the first `all`.

    `trouble` is told a sentence, in the thread of the drafts, when a write fails, and "" when it works again.
    """

    def __init__(self, database: Path, key: bytes | None) -> None:
        self.path = beside(database, ENDING)
        self.trouble: Callable[[str], None] = lambda _sentence: None
        self._key = key
        self._now: dict[str, Draft] = {}
        self._waiting: dict[str, Draft | None] = {}
        self._known: set[str] = set()
        self._stop = False
        self._hurry = False
        self._failed = False
        self._change = threading.Condition()
        self._read = threading.Event()
        self._thread = threading.Thread(target=self._work, name="drafts", daemon=True)
        self._thread.start()

    # -- called from anywhere

    def keep(self, place: str, text: str, base: str = "") -> None:
        """Keep a text; `base` is what stood there when typing began. The last of several in a row counts."""
        self._put(place, Draft(place=place, text=_whole(text), base=_whole(base), kept_at=datetime.now(UTC)))

    def drop(self, place: str) -> None:
        """Forget the text of a place: it was saved or given up."""
        self._put(place, None)

    def all(self) -> list[Draft]:
        """Every text kept, the oldest first."""
        self._read.wait(PATIENCE)
        with self._change:
            kept = [draft for place, draft in self._now.items() if place != STANDING]
        return sorted(kept, key=lambda draft: draft.kept_at)

    def known(self) -> bool:
        """Whether what was kept before is read by now."""
        return self._read.is_set()

    def stand_at(self, where: str) -> None:
        """Note where somebody is (screen, meeting, item), to come back there."""
        self._put(STANDING, Draft(place=STANDING, text=where, kept_at=datetime.now(UTC)))

    def stood_at(self) -> str:
        """Where somebody was last; empty at first."""
        self._read.wait(PATIENCE)
        with self._change:
            last = self._now.get(STANDING)
        return last.text if last is not None else ""

    def flush(self, timeout: float = PATIENCE) -> bool:
        """Wait until all that was kept is on disk; False when it is not within the time."""
        with self._change:
            self._hurry = True
            self._change.notify_all()
            return self._change.wait_for(lambda: not self._waiting, timeout)

    def close(self, timeout: float = PATIENCE) -> bool:
        """Write what is left and end the thread; False when something could not be written."""
        with self._change:
            self._stop = True
            self._change.notify_all()
        self._thread.join(timeout)
        return not self._waiting

    def _put(self, place: str, draft: Draft | None) -> None:
        with self._change:
            self._known.add(place)
            if draft is None:
                self._now.pop(place, None)
            else:
                self._now[place] = draft
            self._waiting[place] = draft
            self._change.notify_all()

    # -- in the thread of the drafts

    def _work(self) -> None:
        try:
            connection = self._open()
        except (dbapi2.DatabaseError, OSError):
            connection = None
        self._read.set()
        while self._wait_for_change():
            connection = self._write(connection)
        connection = self._write(connection)
        if connection is not None:
            connection.close()

    def _wait_for_change(self) -> bool:
        """Wait until there is something to write, then a moment for more of it; False at the end."""
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._stop)
            pause = AGAIN if self._failed else GATHER
            self._change.wait_for(lambda: self._stop or self._hurry, pause)
            self._hurry = False
            return not self._stop

    def _write(self, connection: dbapi2.Connection | None) -> dbapi2.Connection | None:
        with self._change:
            batch = dict(self._waiting)
        try:
            connection = connection or self._open()
            _store(connection, batch)
        except (dbapi2.DatabaseError, OSError):
            self._tell(failed=True)
            return connection
        with self._change:
            for place, draft in batch.items():
                if self._waiting.get(place) is draft:
                    del self._waiting[place]
            self._change.notify_all()
        self._tell(failed=False)
        return connection

    def _tell(self, *, failed: bool) -> None:
        if failed != self._failed:
            self._failed = failed
            self.trouble(NOT_KEPT if failed else "")

    def _open(self) -> dbapi2.Connection:
        """Open the file and learn what it holds; one that cannot be read is kept aside and a new one made."""
        try:
            connection, kept = _opened(self.path, self._key)
        except dbapi2.DatabaseError as error:
            if isinstance(error, dbapi2.OperationalError) and "not a database" not in str(error):
                raise  # a full disk or a missing right: the file itself may be sound
            for ending in ("-wal", "-shm"):
                beside(self.path, ending).unlink(missing_ok=True)
            self.path.replace(beside(self.path, f".unreadable-{datetime.now(UTC):%Y%m%d-%H%M%S}"))
            connection, kept = _opened(self.path, self._key)
        with self._change:
            for draft in kept:
                if draft.place not in self._known:
                    self._now[draft.place] = draft
        return connection


def _whole(text: str) -> str:
    """The text with half a character shown as one that is broken: the disk takes whole ones only."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _opened(path: Path, key: bytes | None) -> tuple[dbapi2.Connection, list[Draft]]:
    path.touch(mode=0o600)
    only_owner(path)
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS draft "
            "(place TEXT PRIMARY KEY, text TEXT NOT NULL, base TEXT NOT NULL, kept_at TEXT NOT NULL)"
        )
        rows = connection.execute("SELECT place, text, base, kept_at FROM draft").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection, [
        Draft(place=place, text=text, base=base, kept_at=datetime.fromisoformat(kept_at))
        for place, text, base, kept_at in rows
    ]


def _store(connection: dbapi2.Connection, batch: dict[str, Draft | None]) -> None:
    """Write one batch in one transaction: all of it is on disk when this returns."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for place, draft in batch.items():
            if draft is None:
                connection.execute("DELETE FROM draft WHERE place = ?", (place,))
            else:
                connection.execute(
                    "INSERT INTO draft (place, text, base, kept_at) VALUES (?, ?, ?, ?) ON CONFLICT (place) "
                    "DO UPDATE SET text = excluded.text, base = excluded.base, kept_at = excluded.kept_at",
                    (place, draft.text, draft.base, draft.kept_at.isoformat()),
                )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
