"""An open database: asks questions and carries out writes, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tasking_app.database.errors import is_foreign_key_failure, sorted_error
from tasking_app.database.work import Actor, Work
from tasking_app.rules.errors import AppError

T = TypeVar("T")
BROKEN = "There is half a character in this text, perhaps of an emoji. Take it out, then try again."


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

    def ask(self, actor: Actor, question: Callable[[Work], T]) -> T:
        """The answer to a question, read in one transaction that writes nothing."""
        with self._session(writes=False) as session:
            return question(Work(session, actor, self.clock()))

    def write(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        """Carry out a deed in one transaction, all or nothing; once more if a parent row moved."""
        try:
            return self._write(actor, deed)
        except DBAPIError as error:
            if is_foreign_key_failure(error):
                return self._write(actor, deed)
            raise

    def _write(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        with self._session(writes=True) as session:
            work = Work(session, actor, self.clock())
            session.info["work"] = work
            return deed(work)

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        bound = self.engine.execution_options(writes=writes)
        try:
            with Session(bound, expire_on_commit=False, autoflush=writes) as session:
                yield session
                if writes:
                    session.commit()
        except DBAPIError as error:
            known = sorted_error(error)
            if known is not None:
                raise known from error
            raise
        except UnicodeEncodeError as error:
            raise AppError(BROKEN) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
