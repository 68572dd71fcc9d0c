"""Meetings: planned, moved, issued, started, stepped through, postponed and cancelled."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import (
    Cancel,
    GoToItem,
    IssueAgenda,
    MoveMeeting,
    PlanMeeting,
    Postpone,
    StartMeeting,
)
from tasking_app.database.work import Work
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Chair, Officer, Series
from tasking_app.models.settings import TemplateItem
from tasking_app.rules import meeting as stages
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import Stage
from tasking_app.services import carry_over, filing


def plan(work: Work, command: PlanMeeting) -> None:
    """A meeting with the standing items and the five themes; open business comes along.

    Raises NotAllowed for a day in the past.
    """
    if command.held_on < work.today:
        raise NotAllowed("A meeting cannot be planned for a day that is over. Choose today or a later day.")
    if command.extraordinary and not command.why.strip():
        raise NotAllowed("Say what the extraordinary meeting is for. Its papers say so too.")
    series = work.get(Series, command.series, "The series")
    _insert(work, series, command)
    carry_over.carry(work, series.id)


def _insert(work: Work, series: Series, command: PlanMeeting) -> None:
    meeting = Meeting(
        id=command.meeting,
        of_series=series.id,
        reference=_reference(work, series.code, command.held_on),
        held_on=command.held_on,
        starts=command.starts or series.starts,
        minutes=command.minutes or series.minutes,
        place=series.place if command.place is None else command.place,
        chair_id=command.chair or _first(work, series.id, "chair"),
        minutes_by=_first(work, series.id, "co-ordinator"),
        instead_of=command.instead_of,
        extraordinary=command.extraordinary,
        why=command.why.strip(),
    )
    work.add(meeting)
    _standing_items(work, meeting)


def _standing_items(work: Work, meeting: Meeting) -> None:
    template = work.session.scalars(
        select(TemplateItem)
        .where(TemplateItem.of_series == meeting.of_series, TemplateItem.withdrawn_at.is_(None))
        .order_by(TemplateItem.order_key)
    ).all()
    filed = filing.folder(work, None, meeting.of_series)
    for line in template:
        item = AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            order_key=line.order_key,
            kind=line.kind,
            title=line.title,
            theme=line.theme,
            minutes=line.minutes,
            presenter_id=meeting.chair_id,
            fixed=line.fixed,
            **filed,
        )
        work.add(item)


def _reference(work: Work, code: str, day: date, instead: str | None = None) -> str:
    pattern = f"{code}-{day:%Y-%m-%d}%"
    taken = set(work.session.scalars(select(Meeting.reference).where(Meeting.reference.like(pattern))))
    return stages.reference(code, day, taken - {instead} if instead else taken)


def _first(work: Work, series: UUID, part: str) -> UUID | None:
    return work.session.scalar(
        select(Chair.officer_id)
        .join(Officer, Officer.id == Chair.officer_id)
        .where(
            Chair.of_series == series,
            Chair.part == part,
            Chair.withdrawn_at.is_(None),
            Officer.left_on.is_(None),
        )
        .order_by(Chair.made_at, Officer.name)
        .limit(1)
    )


def move(work: Work, command: MoveMeeting) -> None:
    """Another day for a meeting to come. Once the agenda is issued the reference stays as it is."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    if Stage(meeting.stage) not in stages.TO_COME:
        raise NotAllowed("Only a meeting that has not started can get another day. Plan a new one instead.")
    if command.held_on < work.today:
        raise NotAllowed("That day is over. Choose today or a later day.")
    work.change(meeting, {"held_on": command.seen}, {"held_on": command.held_on})
    if meeting.stage == Stage.PLANNED:
        series = work.get(Series, meeting.of_series)
        work.set(meeting, reference=_reference(work, series.code, command.held_on, meeting.reference))
    carry_over.carry(work, meeting.of_series)


def issue(work: Work, command: IssueAgenda) -> None:
    """Issue the agenda; doing so again makes the next version. Raises NotAllowed for an empty one."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    if meeting.stage != Stage.AGENDA_ISSUED:
        stages.step(meeting.stage, Stage.AGENDA_ISSUED)
    if not items(work, meeting.id):
        raise NotAllowed("This agenda has no items. Add one before it is issued.")
    work.set(
        meeting,
        stage=Stage.AGENDA_ISSUED.value,
        agenda_version=meeting.agenda_version + 1,
        agenda_issued_at=work.now,
    )


def items(work: Work, meeting: UUID) -> list[AgendaItem]:
    """The agenda items of a meeting in order."""
    return list(
        work.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting, AgendaItem.withdrawn_at.is_(None))
            .order_by(AgendaItem.order_key, AgendaItem.id)
        )
    )


def start(work: Work, command: StartMeeting) -> None:
    """Start at the first item. Raises NotAllowed while another meeting of the series is under way."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.IN_PROGRESS)
    check_no_other(work, meeting)
    agenda = items(work, meeting.id)
    if not agenda:
        raise NotAllowed("This meeting has no items. Add one to its agenda first.")
    work.set(meeting, stage=Stage.IN_PROGRESS.value, started_at=command.at, current_item=agenda[0].id)
    work.set(agenda[0], started_at=command.at)


def check_no_other(work: Work, meeting: Meeting) -> None:
    """One meeting of a series at a time. Raises NotAllowed."""
    other = work.session.scalar(
        select(Meeting.reference).where(
            Meeting.of_series == meeting.of_series,
            Meeting.stage == Stage.IN_PROGRESS,
            Meeting.id != meeting.id,
        )
    )
    if other is not None:
        raise NotAllowed(f"{other} is still in progress. Close it first.")


def go_to_item(work: Work, command: GoToItem) -> None:
    """Move the meeting to an item, unless somebody else has moved it in the meantime."""
    meeting = filing.open_meeting(work, command.meeting)
    if meeting.stage != Stage.IN_PROGRESS:
        raise NotAllowed("The meeting is not in progress. Start it, or reopen it, first.")
    item = work.get(AgendaItem, command.item, "That item")
    if item.meeting_id != meeting.id:
        raise NotAllowed("That item belongs to another meeting.")
    if meeting.current_item is not None and meeting.current_item != item.id:
        left = work.get(AgendaItem, meeting.current_item)
        work.set(left, ended_at=command.at)
    work.change(meeting, {"current_item": command.seen}, {"current_item": command.item})
    if item.started_at is None:
        work.set(item, started_at=command.at)


def postpone(work: Work, command: Postpone) -> None:
    """Not held on its day: a new meeting names the old one and takes its business."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.POSTPONED)
    if not command.why.strip():
        raise NotAllowed("Say why the meeting is postponed.")
    work.set(meeting, stage=Stage.POSTPONED.value, why=command.why.strip())
    series = work.get(Series, meeting.of_series)
    new = PlanMeeting(
        meeting=command.new_meeting,
        series=series.id,
        held_on=command.held_on,
        starts=meeting.starts,
        minutes=meeting.minutes,
        place=meeting.place,
        chair=meeting.chair_id,
        instead_of=meeting.id,
    )
    plan(work, new)


def cancel(work: Work, command: Cancel) -> None:
    """Not held at all: its business waits for the next meeting of the series."""
    meeting = work.get(Meeting, command.meeting, "The meeting")
    stages.step(meeting.stage, Stage.CANCELLED)
    if not command.why.strip():
        raise NotAllowed("Say why the meeting is cancelled.")
    work.set(meeting, stage=Stage.CANCELLED.value, why=command.why.strip())
    carry_over.carry(work, meeting.of_series)


def next_of(work: Work, series: UUID, after: date | None = None) -> Meeting | None:
    """The next meeting to come of a series, by day; an extraordinary one takes nobody's place."""
    wanted = [
        Meeting.extraordinary.is_(False),
        Meeting.of_series == series,
        Meeting.stage.in_([stage.value for stage in stages.TO_COME]),
        Meeting.withdrawn_at.is_(None),
    ]
    if after is not None:
        wanted.append(Meeting.held_on >= after)
    return work.session.scalar(
        select(Meeting).where(*wanted).order_by(Meeting.held_on, Meeting.starts, Meeting.reference).limit(1)
    )


def last_held(work: Work, series: UUID, before: date | None = None) -> Meeting | None:
    """The latest meeting of a series that was held."""
    wanted = [Meeting.of_series == series, Meeting.stage.in_([stage.value for stage in stages.HELD])]
    if before is not None:
        wanted.append(Meeting.held_on < before)
    return work.session.scalar(
        select(Meeting).where(*wanted).order_by(Meeting.held_on.desc(), Meeting.reference.desc()).limit(1)
    )
