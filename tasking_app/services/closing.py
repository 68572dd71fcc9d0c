"""Closing a meeting: draft minutes at once, closed cases closed, the rest carried over; and the way back."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import CloseMeeting, PlanMeeting, ReopenDraft
from tasking_app.database.work import Work
from tasking_app.models.history import TextVersion
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Series
from tasking_app.models.referral import Referral
from tasking_app.rules import meeting as stages
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.services import carry_over, filing, rhythm
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
        _keep_status(work, meeting, referral)
        work.set(referral, status="closed", reason_closed=rationale, closed_at=work.now)


def _keep_status(work: Work, meeting: Meeting, referral: Referral) -> None:
    """What a referral was before this closing closes it, for when the meeting is opened again."""
    if referral.status == "closed":
        return
    kept = TextVersion(
        id=new_id(),
        referral_id=referral.id,
        field=_status_before(meeting),
        text=referral.status,
        of_version=referral.version,
        saved_at=work.now,
        saved_by=work.actor.officer,
        **filing.like(referral),
    )
    work.add(kept)


def _status_before(meeting: Meeting) -> str:
    return f"status before {meeting.id}"


def reopen(work: Work, command: ReopenDraft) -> None:
    """Back into the meeting from draft minutes. Raises NotAllowed while another one is under way."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.IN_PROGRESS)
    meetings.check_no_other(work, meeting)
    _open_cases(work, meeting)
    work.set(meeting, stage=Stage.IN_PROGRESS.value, ended_at=None)


def _open_cases(work: Work, meeting: Meeting) -> None:
    """Referrals this meeting closed are what they were, unless somebody changed their status since."""
    rows = work.session.execute(
        select(Referral, TextVersion.text)
        .join(TextVersion, TextVersion.referral_id == Referral.id)
        .where(
            TextVersion.field == _status_before(meeting),
            TextVersion.text != "",
            TextVersion.saved_at == Referral.closed_at,
            Referral.status == "closed",
        )
        .order_by(TextVersion.of_version)
    ).all()
    for referral, status in rows:
        work.set(referral, status=status, reason_closed="", closed_at=None)


def _next_meeting(work: Work, meeting: Meeting, command: CloseMeeting) -> None:
    """The next of the rhythm is planned unless it is there already; never after an extraordinary one."""
    if meeting.extraordinary:
        return
    if command.next_meeting is None or meetings.next_of(work, meeting.of_series, meeting.held_on) is not None:
        return
    series = work.get(Series, meeting.of_series)
    day = rhythm.next_day(work, series, meeting.held_on)
    if day is None:
        return
    meetings.plan(
        work,
        PlanMeeting(meeting=command.next_meeting, series=series.id, held_on=day, chair=meeting.chair_id),
    )
