"""The commands of one login that wait for the database, or went there within a day, in an encrypted file.

A command is on disk before it is sent, and stays until the database has answered, so it is never lost; the
database knows it by its id, so it is never done twice.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from tasking_app.commands.base import Command
from tasking_app.commands.codec import encode, kind_of
from tasking_app.database.work import Actor
from tasking_app.outbox.kept import OTHER_VERSION, Kept, Unknown, numbered, read
from tasking_app.paths import beside, only_owner
from tasking_app.rules.errors import AppError

ENDING = ".outbox"
OFFICER = "officer"
"""Under what name the book is told whose it is."""
KEPT = timedelta(hours=24)
"""How long what is done is kept, to be offered again to a server that does not know it."""
PATIENCE = 10.0
WAITING, TRIED, DONE, CLASH, REFUSED = "waiting", "tried", "done", "clash", "refused"
GOING = "going"
"""On its way, and may not wait: it is forgotten unless the database answers."""
_THERE = "state NOT IN ('done', 'going')"
_ALL_THERE = f"SELECT id, data FROM command WHERE {_THERE}"  # noqa: S608  # our own words
# What speaks of something that was counted here may wait over a weekend.
_OLD_TOKENS = (
    "DELETE FROM token WHERE at <= ? "  # noqa: S608  # our own words
    f"AND (reference IS NOT NULL OR NOT EXISTS (SELECT 1 FROM command WHERE {_THERE}))"
)
_TABLES = """
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS command (
  place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, data BLOB NOT NULL,
  officer TEXT, agency TEXT, name TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT '', numbers TEXT NOT NULL DEFAULT '{}', settled INTEGER, settled_at TEXT);
CREATE INDEX IF NOT EXISTS command_state ON command (state, place);
CREATE TABLE IF NOT EXISTS token (
  key TEXT PRIMARY KEY, token TEXT NOT NULL, reference TEXT, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS opened (referral TEXT PRIMARY KEY, day TEXT NOT NULL, words TEXT NOT NULL);
"""
NO_ROOM = (
    "This computer could not keep it: its disk may be full. Nothing was changed, and what you typed is still "
    "there. Make room, then try again."
)


class NotKept(AppError):
    """The disk of this computer did not take a command."""


class Book:
    """The file. Every call may come from any thread and returns once the disk has what it says."""

    def __init__(self, place: Path, key: bytes | None) -> None:
        self.path = beside(place, ENDING)
        self.set_aside: Path | None = None
        """Where a file that could not be read was put; its commands were never sent."""
        self._lock = threading.RLock()
        try:
            self._file = _opened(self.path, key)
        except dbapi2.DatabaseError as error:
            if isinstance(error, dbapi2.OperationalError) and "not a database" not in str(error):
                raise NotKept(NO_ROOM) from error
            self.set_aside = put_aside(self.path, "unreadable")
            self._file = _opened(self.path, key)
        self._set_unknown_apart()

    def _set_unknown_apart(self) -> None:
        """What only another version of the program can send holds nothing up; that one sends it."""
        for one in self.shown():
            if isinstance(one.command, Unknown) and one.state in (WAITING, TRIED):
                self.mark(one.command.id, REFUSED, OTHER_VERSION)
            elif not isinstance(one.command, Unknown) and one.told == OTHER_VERSION:
                self.mark(one.command.id, WAITING)

    # -- what waits

    def keep(self, command: Command, actor: Actor, at: datetime, state: str = WAITING) -> None:
        """Put a command at the end; one that is there already stays in its place. Raises NotKept."""
        who = (str(actor.officer or ""), str(actor.agency or ""), actor.name)
        values = (str(command.id), kind_of(command), encode(command), *who, at.isoformat(), state)
        with self._writing() as file:
            file.execute(
                "INSERT INTO command (id, kind, data, officer, agency, name, at, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = "
                "CASE WHEN state IN ('clash', 'refused') THEN 'waiting' ELSE state END",
                values,
            )

    def to_send(self) -> list[Kept]:
        """What waits to be sent, in order."""
        return self._read("state IN ('waiting', 'tried') ORDER BY place")

    def shown(self) -> list[Kept]:
        """What waits or did not go, in order, for people to look at."""
        return self._read(f"{_THERE} ORDER BY place")

    def counts(self) -> tuple[int, int]:
        """How many wait to be sent, and how many did not go."""
        found = self._one(
            "SELECT count(*) FILTER (WHERE state IN ('waiting', 'tried')), "
            "count(*) FILTER (WHERE state IN ('clash', 'refused')) FROM command"
        )
        waiting, stuck = found or (0, 0)
        return int(str(waiting)), int(str(stuck))

    def done_after(self, mark: int) -> list[Kept]:
        """What was done after a mark, in the order in which it was done."""
        return self._known("state = 'done' AND settled > ? ORDER BY settled", mark)

    def done_within(self, time: timedelta, now: datetime) -> list[Kept]:
        """What the database has answered within a time, in the order in which it was given."""
        return self._known("state = 'done' AND settled_at > ? ORDER BY place", (now - time).isoformat())

    def state(self, command: UUID) -> str:
        """How a command stands; nothing when the book does not know it."""
        found = self._one("SELECT state FROM command WHERE id = ?", str(command))
        return str(found[0]) if found else ""

    def mark(self, command: UUID, state: str, told: str = "") -> None:
        """A command was tried, clashed or was refused."""
        with self._writing() as file:
            file.execute("UPDATE command SET state = ?, told = ? WHERE id = ?", (state, told, str(command)))

    def settle(self, command: UUID, references: Mapping[str, str], now: datetime) -> dict[str, str]:
        """The database has it, and gave these references.

        They are written into all that waits in the place of those counted here; answers which.
        """
        with self._writing() as file:
            file.execute(
                "UPDATE command SET state = 'done', told = '', numbers = ?, settled_at = ?, "
                "settled = (SELECT coalesce(max(settled), 0) + 1 FROM command) WHERE id = ?",
                (json.dumps(dict(references)), now.isoformat(), str(command)),
            )
            given = _given(file, references, now)
            if given:
                for key, data in file.execute(_ALL_THERE).fetchall():
                    if (told := numbered(bytes(data), given)) != data:
                        file.execute("UPDATE command SET data = ? WHERE id = ?", (told, key))
        return given

    def last_mark(self) -> int:
        """The mark of what was done last."""
        found = self._one("SELECT coalesce(max(settled), 0) FROM command")
        return int(str(found[0])) if found else 0

    def drop(self, command: UUID) -> None:
        """A command is no longer to be sent: it was taken back, or decided otherwise."""
        with self._writing() as file:
            file.execute("DELETE FROM command WHERE id = ?", (str(command),))

    def forget_old(self, now: datetime) -> None:
        """Let go of what was done more than a day ago, and of what was opened on another day."""
        with self._writing() as file:
            old = (now - KEPT).isoformat()
            file.execute("DELETE FROM command WHERE state = 'done' AND settled_at <= ?", (old,))
            file.execute("DELETE FROM command WHERE state = 'going' AND at <= ?", (old,))
            file.execute(_OLD_TOKENS, (old,))
            file.execute("DELETE FROM opened WHERE day <> ?", (now.date().isoformat(),))

    # -- references that were counted here

    def count(self, kind: str, key: UUID, now: datetime) -> int:
        """The number of a new row of this kind until the database gives its own: -1, -2 ..."""
        with self._writing() as file:
            taken = file.execute("SELECT token FROM token WHERE key = ?", (str(key),)).fetchone()
            if taken is None:
                like = f"{kind}-new %"
                used = file.execute("SELECT token FROM token WHERE token LIKE ?", (like,)).fetchall()
                number = 1 + max((int(one[0].rsplit(" ", 1)[1]) for one in used), default=0)
                token = f"{kind}-new {number}"
                file.execute(
                    "INSERT INTO token (key, token, at) VALUES (?, ?, ?)", (str(key), token, now.isoformat())
                )
            else:
                token = str(taken[0])
        return -int(token.rsplit(" ", 1)[1])

    def numbers(self) -> dict[str, str]:
        """The references that were given within a day in place of those counted here."""
        with self._lock:
            found = self._file.execute("SELECT token, reference FROM token WHERE reference IS NOT NULL")
            return {str(token): str(reference) for token, reference in found}

    # -- what else is known

    def tell(self, name: str, value: str) -> None:
        """Note something about the database or the copy."""
        with self._writing() as file:
            file.execute("INSERT OR REPLACE INTO told (name, value) VALUES (?, ?)", (name, value))

    def told(self, name: str) -> str:
        """What was noted, or nothing."""
        found = self._one("SELECT value FROM told WHERE name = ?", name)
        return str(found[0]) if found else ""

    def open_words(self, referral: UUID, words: Mapping[str, object], now: datetime) -> None:
        """Keep the words of a restricted referral that was opened today, until tomorrow."""
        with self._writing() as file:
            file.execute(
                "INSERT OR REPLACE INTO opened (referral, day, words) VALUES (?, ?, ?)",
                (str(referral), now.date().isoformat(), json.dumps(words)),
            )

    def opened_today(self, now: datetime) -> dict[UUID, dict[str, object]]:
        """The words of the restricted referrals that were opened today."""
        with self._lock:
            rows = self._file.execute(
                "SELECT referral, words FROM opened WHERE day = ?", (now.date().isoformat(),)
            ).fetchall()
        return {UUID(key): json.loads(words) for key, words in rows}

    def wipe(self) -> None:
        """Let go of everything that was read from the database; what was never sent stays."""
        with self._writing() as file:
            file.execute("DELETE FROM command WHERE state = 'done'")
            file.execute("DELETE FROM opened")
            file.execute("DELETE FROM told WHERE name <> ?", (OFFICER,))  # whose it is that was never sent

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    # -- the file

    def _read(self, which: str, *values: object) -> list[Kept]:
        columns = "id, kind, data, officer, agency, name, at, state, told, numbers"
        with self._lock:
            rows = self._file.execute(f"SELECT {columns} FROM command WHERE {which}", values).fetchall()  # noqa: S608  # our own words
        return [read(*row) for row in rows]

    def _known(self, which: str, *values: object) -> list[Kept]:
        return [one for one in self._read(which, *values) if not isinstance(one.command, Unknown)]

    def _one(self, statement: str, *values: object) -> tuple[object, ...] | None:
        with self._lock:
            row: tuple[object, ...] | None = self._file.execute(statement, values).fetchone()
        return row

    @contextmanager
    def _writing(self) -> Iterator[dbapi2.Connection]:
        with self._lock:
            try:
                self._file.execute("BEGIN IMMEDIATE")
                yield self._file
                self._file.execute("COMMIT")
            except dbapi2.DatabaseError as error:
                self._undo()
                raise NotKept(NO_ROOM) from error
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        if self._file.in_transaction:
            self._file.execute("ROLLBACK")


def _given(file: dbapi2.Connection, references: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Which of the references are of rows that were counted here, from now on no longer."""
    given: dict[str, str] = {}
    for key, reference in references.items():
        found = file.execute("SELECT token FROM token WHERE key = ? AND reference IS NULL", (key,)).fetchone()
        if found is not None:
            given[str(found[0])] = reference
            file.execute(
                "UPDATE token SET reference = ?, at = ? WHERE key = ?", (reference, now.isoformat(), key)
            )
    return given


def put_aside(path: Path, why: str) -> Path:
    """Move a file out of the way, so that nothing in it is lost; answers where it is."""
    for ending in ("-wal", "-shm"):
        beside(path, ending).unlink(missing_ok=True)
    return path.replace(beside(path, f".{why}-{datetime.now(UTC):%Y%m%d-%H%M%S}"))


def _opened(path: Path, key: bytes | None) -> dbapi2.Connection:
    path.touch(mode=0o600)
    only_owner(path)
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection
