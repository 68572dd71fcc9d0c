"""Who is in the chair: one or several jointly, and who took it over when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.meeting import TakeChair
from tasking_app.database.work import LONDON, Work
from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Chair, Officer
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.services import filing
from tasking_app.services.attendance import row_of

AWAY = ("apologies", "absent")


def take(work: Work, command: TakeChair) -> None:
    """Take the chair. Raises NotAllowed: the meeting is not on, or that person is not marked as here."""
    meeting = filing.open_meeting(work, command.meeting)
    officer = work.get(Officer, command.officer, "That officer")
    if meeting.stage != Stage.IN_PROGRESS:
        raise NotAllowed("The meeting is not in progress. Choose its chair where it is prepared.")
    row = row_of(work, meeting.id, officer.id)
    if row is None or row.status != "here":
        raise NotAllowed(f"{officer.name} is not marked as here. Mark them first.")
    if meeting.chair_id == officer.id:
        raise NotAllowed(f"{officer.name} is in the chair already.")
    before = row_of(work, meeting.id, meeting.chair_id) if meeting.chair_id is not None else None
    if before is not None and before.status == "here":
        begun = before.chaired_from or meeting.started_at or command.at
        work.set(before, chaired_from=begun, chaired_until=command.at)
    work.change(meeting, {"chair_id": command.seen}, {"chair_id": command.officer})
    work.set(row, chaired_from=command.at, chaired_until=None)


def words(work: Work, meeting: Meeting) -> str:
    """Who is or was in the chair, as papers name them; several in turn with the times, or jointly."""
    turns = _turns(work, meeting)
    if turns:
        return "; ".join(_turn(name, since, until) for name, since, until in turns)
    names = [_name(work, key) for key in _chairs(work, meeting)]
    known = [name for name in names if name]
    return f"{'; '.join(known)} (joint chairs)" if len(known) > 1 else "".join(known)


def _chairs(work: Work, meeting: Meeting) -> list[UUID]:
    """The chair of the meeting, and those who chair its series jointly unless they are away."""
    if meeting.chair_id is None:
        return []
    joint = work.session.scalars(
        select(Chair.officer_id)
        .join(Officer, Officer.id == Chair.officer_id)
        .where(
            Chair.of_series == meeting.of_series,
            Chair.part == "chair",
            Chair.withdrawn_at.is_(None),
            Officer.left_on.is_(None),
        )
        .order_by(Chair.made_at, Officer.name)
    ).all()
    if meeting.chair_id not in joint:
        return [meeting.chair_id]
    away = set(
        work.session.scalars(
            select(Attendance.officer_id).where(
                Attendance.meeting_id == meeting.id,
                Attendance.status.in_(AWAY),
                Attendance.withdrawn_at.is_(None),
            )
        )
    )
    others = [key for key in joint if key != meeting.chair_id and key not in away]
    return [meeting.chair_id, *others]


def _turns(work: Work, meeting: Meeting) -> list[tuple[str, datetime | None, datetime | None]]:
    rows = work.session.execute(
        select(Attendance.officer_id, Attendance.chaired_from, Attendance.chaired_until)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.chaired_from.is_not(None),
            Attendance.withdrawn_at.is_(None),
        )
        .order_by(Attendance.chaired_from)
    ).all()
    alone = len(rows) == 1 and rows[0].chaired_until is None
    if alone and rows[0].chaired_from == meeting.started_at:
        return []
    return [(_name(work, key), since, until) for key, since, until in rows if key is not None]


def _turn(name: str, since: datetime | None, until: datetime | None) -> str:
    begun = f"from {_clock(since)}" if until is None and since is not None else ""
    ended = f"until {_clock(until)}" if until is not None else ""
    return f"{name}, {begun or ended}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}"


def _name(work: Work, key: UUID | None) -> str:
    row = work.session.execute(
        select(Officer.name, Officer.job, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.id == key)
    ).one_or_none()
    return ", ".join(part for part in row if part) if row else ""
