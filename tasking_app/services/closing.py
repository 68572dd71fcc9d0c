"""Closing a meeting: draft minutes at once, closed cases closed, open business carried over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tasking_app.commands.meeting import CloseMeeting, PlanMeeting
from tasking_app.database.work import Work
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Series
from tasking_app.models.referral import Referral
from tasking_app.rules import meeting as stages
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.services import carry_over
from tasking_app.services import meeting as meetings
from tasking_app.services.must_fix import must_fix


def close(work: Work, command: CloseMeeting) -> None:
    """End the meeting. Raises NotAllowed while the rules forbid it, naming the first thing to fix."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.DRAFT_MINUTES)
    left = must_fix(work, meeting)
    if left:
        raise NotAllowed(f"{left[0].title}. Put this right before the meeting closes.")
    for key in command.left_out:
        work.set(work.get(Placing, key), left_out="Left out at the end of the meeting")
    if meeting.current_item is not None:
        work.set(work.get(AgendaItem, meeting.current_item), ended_at=command.at)
    _close_cases(work, meeting)
    work.set(
        meeting,
        stage=Stage.DRAFT_MINUTES.value,
        ended_at=command.at,
        draft=meeting.draft + 1,
        current_item=None,
    )
    _next_meeting(work, meeting, command)
    carry_over.carry(work, meeting.of_series)


def _close_cases(work: Work, meeting: Meeting) -> None:
    """A decision to close closes its referral, with the decision's reason."""
    rows = work.session.execute(
        select(Referral, Decision.rationale)
        .join(Line, Line.folder_id == Referral.id)
        .join(Decision, Decision.line_id == Line.id)
        .where(
            Line.meeting_id == meeting.id,
            Line.withdrawn_at.is_(None),
            Decision.withdrawn_at.is_(None),
            Decision.kind == "close",
            Referral.status.in_(("active", "monitoring", "escalated", "referred")),
        )
    ).all()
    for referral, rationale in rows:
        work.set(referral, status="closed", reason_closed=rationale, closed_at=work.now)


def _next_meeting(work: Work, meeting: Meeting, command: CloseMeeting) -> None:
    """The next meeting of the rhythm is planned unless one is there already."""
    if command.next_meeting is None or meetings.next_of(work, meeting.of_series, meeting.held_on) is not None:
        return
    series = work.get(Series, meeting.of_series)
    day = stages.next_date(series.rhythm, meeting.held_on)
    if day is None:
        return
    while day < work.today:
        day = stages.next_date(series.rhythm, day) or work.today + timedelta(days=7)
    meetings.plan(
        work,
        PlanMeeting(meeting=command.next_meeting, series=series.id, held_on=day, chair=meeting.chair_id),
    )
