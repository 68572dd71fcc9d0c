"""Seals of the record of a shared database: after a meeting and every hour, told in the minutes."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from tasking_app.commands.base import Command
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting
from tasking_app.database.errors import Denied
from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor, Work
from tasking_app.models.meeting import Meeting
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.rules.seal import written
from tasking_app.services import refused

AFTER = (CloseMeeting, ApproveMinutes)
EVERY = timedelta(hours=1)
LATE_AFTER = timedelta(hours=2)
DENIED, KEPT_WAITING = "seal", "seal kept waiting"
ALL_READ = "SELECT app.in_group('tasking_coordinator', 'tasking_chair', 'tasking_governance')"
# The oldest that is not sealed counts too: after a quiet week the first change is not late at once.
LATE = text(
    "SELECT coalesce((SELECT max(at) FROM audit.seal), min(l.at)) FROM audit.log l "
    "WHERE l.id > coalesce((SELECT max(upto) FROM audit.seal), 0) "
    "HAVING min(l.at) < clock_timestamp() - CAST(:most AS interval)"
)
TRIED = text(
    "SELECT at, what FROM audit.log WHERE kind = 'refuse' AND what = ANY (:whats) AND at > :since "
    "ORDER BY id DESC LIMIT 1"
)
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
    """Seal when the last one is an hour old, from a chair or co-ordinator; the server knows the time.

    Raises AppError when it could not be made; the record is told of it.
    """
    if not store.shared or store.away:
        return
    if store.ask(actor, lambda work: work.shared and work.session.scalar(OLD, {"every": EVERY})):
        _make_or_tell(store, actor)


def after(store: Store, actor: Actor, command: Command) -> None:
    """Seal once a meeting is closed or its minutes are approved. What was done stands without a seal too."""
    if store.shared and isinstance(command, AFTER):
        with suppress(AppError):  # the next hour's seal is over this as well
            _make_or_tell(store, actor)


def _make_or_tell(store: Store, actor: Actor) -> None:
    try:
        make(store, actor)
    except AppError as error:
        refused.note(store, actor, DENIED if isinstance(error, Denied) else KEPT_WAITING, None)
        raise


def late(work: Work) -> str:
    """When nothing was sealed for hours though there is something to seal: since when, and why.

    Empty while all is well, and for those who read only their own entries.
    """
    if not work.shared or not work.session.scalar(text(ALL_READ)):
        return ""
    since = work.session.scalar(LATE, {"most": LATE_AFTER})
    if since is None:
        return ""
    tried = work.session.execute(TRIED, {"since": since, "whats": [DENIED, KEPT_WAITING]}).first()
    why = "No chair or co-ordinator had Tasking open since, or it could not reach the database."
    if tried is not None:
        reason = (
            "others kept the database busy" if tried.what == KEPT_WAITING else "the database did not let it"
        )
        why = f"It was tried {when(tried.at)} and not made: {reason}."
    return f"Nothing was sealed since {when(since)}. {why}"


def when(moment: datetime) -> str:
    """10 Dec 2026 14:06:31, in London."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {days.MONTHS[there.month - 1][:3]} {there.year} {there:%H:%M:%S}"


def over(work: Work, meeting: Meeting) -> str:
    """The first seal over how far a meeting is, for its minutes; nothing without one, or on a file."""
    if not work.shared:
        return ""
    sign = work.session.scalar(select(func.audit.seal_over(meeting.id)))
    return written(sign) if sign else ""
