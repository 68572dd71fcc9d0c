"""What every paper says about itself, and the moment its content last changed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionSupport, ActionUpdate, Deferral, Outcome
from tasking_app.models.attendance import Attendance, Conflict, StatementReading
from tasking_app.models.incident import IncidentLoad
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.referral import Referral
from tasking_app.models.settings import GoAhead
from tasking_app.rules import days

OF_MEETING = (Line, ActionUpdate, Placing, AgendaItem, Attendance, StatementReading, Conflict, GoAhead)
OF_ACTIONS = (ActionUpdate, Deferral, Outcome, ActionSupport)


def meeting_title(series: str) -> str:
    """Tasking meeting, Plan review, Case conference."""
    return series if " " in series else f"{series} meeting"


def when(held_on: date, starts: str, ends: str) -> str:
    """Thursday 19 November 2026, 10:00 to 11:52."""
    until = f" to {ends}" if ends else ""
    return f"{days.full(held_on)}, {starts}{until}"


def person(work: Work, key: object) -> str:
    """An officer as papers name them: name, job, agency."""
    if key is None:
        return ""
    row = work.session.execute(
        select(Officer.name, Officer.job, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.id == key)
    ).one_or_none()
    return ", ".join(part for part in row if part) if row else ""


def start_of(day: date) -> datetime:
    """The first moment of a day in London."""
    return datetime.combine(day, time(), LONDON)


def meeting_changed(work: Work, meeting: Meeting) -> datetime:
    """When anything an agenda or draft minutes print last changed; never the clock."""
    moments = [meeting.changed_at, meeting.made_at, _latest(work, IncidentLoad)]
    moments += [_latest(work, model, model.meeting_id == meeting.id) for model in OF_MEETING]
    placed = select(Placing.referral_id).where(Placing.meeting_id == meeting.id)
    said = select(Line.id).where(Line.meeting_id == meeting.id)
    moments += [
        _latest(work, Referral, Referral.id.in_(placed)),
        _latest(work, Decision, Decision.line_id.in_(said)),
        _latest(work, Action, Action.raised_in == meeting.id),
    ]
    return _last(work, moments)


def actions_changed(work: Work, day: date, *of_actions: ColumnElement[bool]) -> datetime:
    """When anything an action plan prints last changed: the actions, or the day on which they are late."""
    keys = select(Action.id).where(*of_actions)
    moments = [_latest(work, Action, *of_actions)]
    moments += [_latest(work, model, model.action_id.in_(keys)) for model in OF_ACTIONS]
    return _last(work, [*moments, start_of(day)])


def _latest(work: Work, model: Any, *where: ColumnElement[bool]) -> datetime | None:
    row = work.session.execute(
        select(func.max(model.changed_at), func.max(model.made_at)).where(*where)
    ).one()
    known = [moment for moment in row if moment is not None]
    return max(known, default=None)


def _last(work: Work, moments: list[datetime | None]) -> datetime:
    return max((moment for moment in moments if moment is not None), default=work.now)
