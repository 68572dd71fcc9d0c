"""Seals of the record of a shared database: after a meeting and every hour, told in the minutes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import func, select, text

from tasking_app.commands.base import Command
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.meeting import Meeting
from tasking_app.rules.errors import AppError
from tasking_app.rules.seal import written

AFTER = (CloseMeeting, ApproveMinutes)
EVERY = timedelta(hours=1)
OLD = text(
    "SELECT app.in_group('tasking_coordinator', 'tasking_chair') AND NOT EXISTS ("
    "SELECT 1 FROM audit.seal WHERE at > clock_timestamp() - CAST(:every AS interval))"
)


def make(store: Store, actor: Actor) -> str:
    """Seal the record as it stands, alone in a transaction that waits for those who write; answers the sign.

    Raises AppError for those who may not, or when others keep it waiting.
    """
    answer = store.write_after_others(actor, lambda work: work.session.scalar(select(func.audit.make_seal())))
    return str(answer)


def when_due(store: Store, actor: Actor) -> None:
    """Seal when the last one is an hour old, from a chair or co-ordinator; the server knows the time."""
    if store.shared and store.ask(actor, lambda work: work.session.scalar(OLD, {"every": EVERY})):
        make(store, actor)


def after(store: Store, actor: Actor, command: Command) -> None:
    """Seal once a meeting is closed or its minutes are approved. What was done stands without a seal too."""
    if store.shared and isinstance(command, AFTER):
        with suppress(AppError):  # the next hour's seal is over this as well
            make(store, actor)


def over(work: Work, meeting: Meeting) -> str:
    """The first seal over how far a meeting is, for its minutes; nothing without one, or on a file."""
    if not work.shared:
        return ""
    sign = work.session.scalar(select(func.audit.seal_over(meeting.id)))
    return written(sign) if sign else ""
