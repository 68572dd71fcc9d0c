"""An open database: asks questions and carries out writes, each in a transaction of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, ResourceClosedError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tasking_app.commands.base import Command
from tasking_app.commands.done import Done
from tasking_app.database.errors import OF_OTHERS, Denied, Moved, Overtaken, sorted_error, tries_left
from tasking_app.database.listener import Line, Listener
from tasking_app.database.work import Actor, Work
from tasking_app.rules.access import Viewer
from tasking_app.rules.errors import AppError

T = TypeVar("T")
PAUSE = 0.002
"""Seconds; the longest wait before the first further try of a write, doubled with each one after it."""
BROKEN = "There is half a character in this text, perhaps of an emoji. Take it out, then try again."
OVERTAKEN = (
    "Somebody else changed this meanwhile, or you may no longer see it. Nothing was changed; look again."
)
GONE = "This is no longer there, or no longer yours to see. Nothing was changed; look again."
MOVED = "Somebody else changed this meanwhile. Nothing was changed; look again, then do it once more."
REFUSED = "You may read this, and the database does not let you change it. Nothing was changed."


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


class Talk(Protocol):
    """The connections to a server, and how long it has not answered."""

    def waits(self) -> float:
        """For how many seconds an answer has been waited for; 0 when none is."""

    def cut(self) -> None:
        """End every talk, and begin none."""

    def begin_anew(self) -> None:
        """The server is tried again."""


@dataclass(slots=True)
class Store:
    """An engine, where it lives, and a clock. Used by one worker thread and by the command line."""

    engine: Engine
    where: str
    encrypted: bool
    clock: Callable[[], datetime] = field(default=utc_now)
    line: Line | None = None
    talk: Talk | None = None
    info: Mapping[str, object] = field(default_factory=dict)
    """What every work on it is told."""
    post: Callable[[Actor, Command], Done] | None = None
    """What takes commands where the line to the database may be lost; see `tasking_app.outbox`."""
    as_viewer: Viewer | None = None
    """As whom everything here is asked and done: set over a local copy of a server's data."""

    @property
    def shared(self) -> bool:
        """Whether it lies on a server that decides who sees and changes what."""
        return self.engine.dialect.name == "postgresql"

    @property
    def away(self) -> bool:
        """Whether it lies on a server that does not answer: only what this computer keeps is there."""
        return False

    def ask(self, actor: Actor, question: Callable[[Work], T]) -> T:
        """The answer to a question, read in one transaction that writes nothing."""
        with _sorted(), self._session(writes=False) as session:
            return question(self._begun(session, actor))

    def write(
        self,
        actor: Actor,
        deed: Callable[[Work], T],
        at: datetime | None = None,
        *,
        sees_others: bool = False,
    ) -> T:
        """Carry out a deed in one transaction, all or nothing; again if rows moved or others wrote.

        `at` is the moment it is done as of, where that is not now. With `sees_others` a deed that waited for
        somebody on a server sees what they wrote meanwhile.
        """
        with _sorted():
            tried = 0
            while True:
                try:
                    return self._write(actor, deed, at, sees_others=sees_others)
                except DBAPIError as error:
                    if tried >= tries_left(error):
                        raise
                except Moved:
                    if tried >= OF_OTHERS:
                        raise
                tried += 1
                # Those who met in the same rows do not meet again at the same moment.
                time.sleep(random.uniform(0, PAUSE * 2**tried))

    def listener(self, heard: Callable[[str], None], missed: Callable[[], None]) -> Listener | None:
        """What hears of the changes of others at once, not yet begun; a file has none."""
        return Listener(self.line, heard, missed) if self.line is not None else None

    def seen_version(self) -> int:
        """A number that another program's write to the file changes; -1 on a server, or unreadable."""
        if self.shared:
            return -1
        try:
            with self.engine.connect() as connection:
                return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
        except SQLAlchemyError:
            return -1  # the next real question says what is wrong

    def _write(self, actor: Actor, deed: Callable[[Work], T], at: datetime | None, *, sees_others: bool) -> T:
        with self._session(writes=True, sees_others=sees_others) as session:
            work = self._begun(session, actor, at)
            session.info["work"] = work
            try:
                done = deed(work)
                session.commit()
            except StaleDataError as error:
                session.rollback()
                raise self._looked_again(work, actor) from error
        return done

    def _looked_again(self, work: Work, actor: Actor) -> AppError:
        """Why no row was found to write: gone, changed or not allowed look alike until it is read again."""
        written = work.writing
        if written is None:
            return Overtaken(OVERTAKEN)
        row = self.ask(actor, lambda now: now.session.get(written.table, written.key))
        if row is None:
            return Overtaken(GONE)
        if getattr(row, "version", written.version) != written.version:
            return Moved(MOVED)
        return Denied(REFUSED)

    def write_after_others(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        """A deed that waits for those who write now and has to see what they wrote; only on a server."""
        bound = self.engine.execution_options(writes=True, upgrades=True)
        with _sorted(), Session(bound, expire_on_commit=False) as session:
            done = deed(self._begun(session, actor))
            session.commit()
        return done

    def _begun(self, session: Session, actor: Actor, at: datetime | None = None) -> Work:
        return Work(session, actor, at or self.clock(), as_viewer=self.as_viewer)

    def _session(self, *, writes: bool, sees_others: bool = False) -> Session:
        bound = self.engine.execution_options(writes=writes, upgrades=sees_others)
        return Session(bound, expire_on_commit=False, autoflush=writes, info=dict(self.info))

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


@contextmanager
def _sorted() -> Iterator[None]:
    """Errors that are not bugs of ours as the sentence to show."""
    try:
        yield
    except (DBAPIError, ResourceClosedError) as error:
        known = sorted_error(error)
        if known is not None:
            raise known from error
        raise
    except StaleDataError as error:
        raise Overtaken(OVERTAKEN) from error
    except UnicodeEncodeError as error:
        raise AppError(BROKEN) from error
