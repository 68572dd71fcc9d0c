"""What the server refused somebody, told to its record afterwards: a refusal takes its own word back with it.

The kind of thing and its key are told, never a text. The server writes its own log of refusals besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tasking_app.commands.base import Command
from tasking_app.commands.change import Batch, BringBack, Edit, PutBack, Settle, Withdraw
from tasking_app.commands.referral import ReadNames
from tasking_app.database.errors import Denied, Overtaken
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.rules.errors import AppError, NotAllowed, NotFound, NotYours

NAMED_BY = ("action", "referral", "meeting", "line", "item", "proposal", "officer", "series", "agency")
OF_A_READING = (NotAllowed, NotFound)
"""What cannot be seen was asked for all the same."""
MOST = 60


@contextmanager
def noted(store: Store, actor: Actor, what: str, key: UUID | None) -> Iterator[None]:
    """Tell the record when the server, or the program's own rule before it, refuses what is done here.

    The refusal goes on to whoever asked.
    """
    try:
        yield
    except (Denied, Overtaken, NotYours):
        note(store, actor, what, key)
        raise


@contextmanager
def noted_of(store: Store, actor: Actor, command: Command) -> Iterator[None]:
    """The same for a command; a reading that finds nothing is a refusal too."""
    try:
        with noted(store, actor, *about(command)):
            yield
    except OF_A_READING as error:
        if isinstance(command, ReadNames) and not isinstance(error, NotYours):
            note(store, actor, *about(command))
        raise


def note(store: Store, actor: Actor, what: str, key: UUID | None) -> None:
    """One line for the record. Where none can be written, the server's own log still has the refusal."""
    if store.shared:
        said = func.audit.note_refused(what[:MOST], str(key or ""))
        with suppress(AppError, DBAPIError):  # a database not upgraded since has no such function
            store.write(actor, lambda work: work.session.execute(select(said)))


def about(command: Command) -> tuple[str, UUID | None]:
    """What was tried, in words, and the key of what it was tried on."""
    if isinstance(command, Batch):
        return about_step(command.steps[0]) if command.steps else ("batch", None)
    if isinstance(command, Edit | PutBack | Withdraw | BringBack | Settle):
        return about_step(command)
    if isinstance(command, ReadNames):
        return f"read {command.what}", command.referral
    found = (getattr(command, name, None) for name in NAMED_BY)
    return _spoken(command), next((one for one in found if isinstance(one, UUID)), None)


def about_step(step: Edit | PutBack | Withdraw | BringBack | Settle) -> tuple[str, UUID]:
    """One change of one row."""
    return f"{_spoken(step)} {step.kind}".replace("_", " "), step.row


def _spoken(command: Command) -> str:
    """AnswerMoreTime as people say it: answer more time."""
    return re.sub(r"(?<=.)([A-Z])", r" \1", type(command).__name__).lower()
