"""An open database: asks questions and carries out writes, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tasking_app.database.errors import Overtaken, sorted_error, tries_left
from tasking_app.database.listener import Line, Listener
from tasking_app.database.work import Actor, Work
from tasking_app.rules.errors import AppError

T = TypeVar("T")
BROKEN = "There is half a character in this text, perhaps of an emoji. Take it out, then try again."
OVERTAKEN = (
    "Somebody else changed this meanwhile, or you may no longer see it. Nothing was changed; look again."
)


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Store:
    """An engine, where it lives, and a clock. Used by one worker thread and by the command line."""

    engine: Engine
    where: str
    encrypted: bool
    clock: Callable[[], datetime] = field(default=utc_now)
    line: Line | None = None

    @property
    def shared(self) -> bool:
        """Whether it lies on a server that decides who sees and changes what."""
        return self.engine.dialect.name == "postgresql"

    def ask(self, actor: Actor, question: Callable[[Work], T]) -> T:
        """The answer to a question, read in one transaction that writes nothing."""
        with _sorted(), self._session(writes=False) as session:
            return question(Work(session, actor, self.clock()))

    def write(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        """Carry out a deed in one transaction, all or nothing; again if rows moved or others wrote."""
        with _sorted():
            tried = 0
            while True:
                try:
                    return self._write(actor, deed)
                except DBAPIError as error:
                    if tried >= tries_left(error):
                        raise
                tried += 1

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

    def _write(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        with self._session(writes=True) as session:
            work = Work(session, actor, self.clock())
            session.info["work"] = work
            done = deed(work)
            session.commit()
        return done

    def write_after_others(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        """A deed that waits for those who write now and has to see what they wrote; only on a server."""
        bound = self.engine.execution_options(writes=True, upgrades=True)
        with _sorted(), Session(bound, expire_on_commit=False) as session:
            done = deed(Work(session, actor, self.clock()))
            session.commit()
        return done

    def _session(self, *, writes: bool) -> Session:
        bound = self.engine.execution_options(writes=writes)
        return Session(bound, expire_on_commit=False, autoflush=writes)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


@contextmanager
def _sorted() -> Iterator[None]:
    """Errors that are not bugs of ours as the sentence to show."""
    try:
        yield
    except DBAPIError as error:
        known = sorted_error(error)
        if known is not None:
            raise known from error
        raise
    except StaleDataError as error:
        raise Overtaken(OVERTAKEN) from error
    except UnicodeEncodeError as error:
        raise AppError(BROKEN) from error
