"""Trying out what somebody asks for, so that what could never be accepted is refused when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from tasking_app.commands.base import Command
from tasking_app.database.errors import state_of
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.rules.errors import AppError, Clash, NotAllowed
from tasking_app.rules.references import ACTION, written
from tasking_app.services.sharing import MustShare

Do = Callable[[Work, Command], None]
REFUSED = "42501"
"""What PostgreSQL calls a right that is missing."""


def try_out(work: Work, asked: Sequence[tuple[Command, UUID | None]], do: Do) -> None:
    """Carry everything out as accepting it would, by the same functions, and take it back at once.

    Raises what they raise, in their words; among several rows the action is named. Where a shared database
    does not let whoever asks do it, which is why they ask, the trial ends: whoever accepts finds out.
    """
    trial = work.session.begin_nested()
    scratch = replace(work, references={}, touched=set(), steps=[])
    try:
        for command, action in asked:
            try:
                do(scratch, command)
            except MustShare:
                raise
            except Clash as error:
                about = _about(work, action, "This")
                raise NotAllowed(
                    f"{about} was changed by somebody else meanwhile. Look at it, then ask again."
                ) from error
            except AppError as error:
                about, words = _about(work, action, ""), str(error)
                named = len(asked) == 1 or not about or about in words
                raise NotAllowed(words if named else f"{about}: {words}") from error
    except (DBAPIError, StaleDataError) as error:
        if not work.shared or not _not_theirs(error):
            raise
    finally:
        trial.rollback()


def _not_theirs(error: DBAPIError | StaleDataError) -> bool:
    """Whether the database hid a row from the write, or refused it by right."""
    return isinstance(error, StaleDataError) or state_of(error) == REFUSED


def _about(work: Work, key: UUID | None, otherwise: str) -> str:
    return written(ACTION, work.get(Action, key).number) if key is not None else otherwise
