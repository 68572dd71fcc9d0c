"""The action plan and the action log: every action with all that is asked of it; restricted ones counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionSupport, Outcome
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Series
from tasking_app.models.referral import Referral
from tasking_app.models.settings import Objective
from tasking_app.records import papers
from tasking_app.records.action import ActionRow
from tasking_app.rules import action as rule
from tasking_app.rules import days, marking
from tasking_app.rules import meeting as stages
from tasking_app.services import action_rows, need_to_know, paper_head, setting

Where = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class _More:
    """What a plan says about an action beyond its row."""

    agency: str
    success: str
    resources: str
    supporting: tuple[str, ...]
    outcome: str


def action_plan(
    work: Work,
    meeting: Meeting | None = None,
    agency: Agency | None = None,
    *,
    blank_column: bool = False,
    black_and_white: bool = False,
    at: datetime | None = None,
) -> papers.ActionPlan:
    """Open actions and those closed since the last meeting, for everybody or for one agency."""
    since = _since(work, meeting)
    closed = and_(~action_rows.is_open(), Action.closed_at > since) if since else ~action_rows.is_open()
    where = [*_scope(meeting, agency), or_(action_rows.is_open(), closed)]
    rows, left_out, head = _gather(work, meeting, where, at)
    return papers.ActionPlan(
        head=head,
        totals=_totals(rows),
        rows=rows,
        agency=agency.name if agency else "",
        blank_column=blank_column,
        black_and_white=black_and_white,
        left_out=need_to_know.actions_left_out(left_out),
    )


def action_log(
    work: Work, meeting: Meeting | None = None, agency: Agency | None = None, at: datetime | None = None
) -> papers.ActionLog:
    """Every action there ever was, to filter and to keep."""
    rows, left_out, head = _gather(work, meeting, _scope(meeting, agency), at)
    return papers.ActionLog(
        head=head,
        rows=rows,
        agency=agency.name if agency else "",
        left_out=need_to_know.actions_left_out(left_out),
    )


def _scope(meeting: Meeting | None, agency: Agency | None) -> Where:
    where: Where = [Action.withdrawn_at.is_(None)]
    if meeting is not None:
        where.append(Action.series_id == meeting.of_series)
    if agency is not None:
        where.append(Action.lead_agency_id == agency.id)
    return where


def _since(work: Work, meeting: Meeting | None) -> datetime | None:
    """The end of the meeting before; without a meeting, of the one before the last that was held."""
    held = Meeting.stage.in_([stage.value for stage in stages.HELD])
    wanted = select(Meeting).where(held).order_by(Meeting.held_on.desc(), Meeting.starts.desc())
    if meeting is not None:
        wanted = wanted.where(Meeting.of_series == meeting.of_series, Meeting.held_on < meeting.held_on)
    rows = work.session.scalars(wanted.limit(2)).all()
    place = 0 if meeting is not None else 1
    if len(rows) <= place:
        return None
    before = rows[place]
    return before.ended_at or paper_head.start_of(before.held_on + timedelta(days=1))


def _gather(
    work: Work, meeting: Meeting | None, where: Where, at: datetime | None
) -> tuple[tuple[papers.PlanRow, ...], int, papers.Head]:
    day = at.astimezone(LONDON).date() if at else work.today
    shown = [*where, Action.restricted.is_(False)]
    left_out = work.session.scalar(select(func.count()).where(*where, Action.restricted.is_(True))) or 0
    wanted = action_rows.statement().where(*shown).order_by(Action.number)
    more, objectives = _more(work, shown), _objectives(work)
    rows = tuple(_row(row, more[row.id], objectives) for row in action_rows.rows(work, wanted, day))
    markings = work.session.scalars(
        select(Referral.marking).join(Action, Action.folder_id == Referral.id).where(*shown).distinct()
    ).all()
    moment = at or paper_head.actions_changed(work, day, *where)
    return rows, left_out, _head(work, meeting, tuple(markings), moment)


def _head(work: Work, meeting: Meeting | None, markings: tuple[str, ...], moment: datetime) -> papers.Head:
    known = setting.values(work)
    title = "All meetings"
    if meeting is not None:
        title = paper_head.meeting_title(work.get(Series, meeting.of_series).name)
    return papers.Head(
        partnership=known["partnership.name"],
        title=title,
        reference=meeting.reference if meeting else "All actions",
        marking=marking.highest(markings, known["marking"]),
        status="Actions as they stand",
        as_at=moment,
        when=days.full(meeting.held_on if meeting else moment.astimezone(LONDON).date()),
    )


def _more(work: Work, where: Where) -> dict[UUID, _More]:
    keys = select(Action.id).where(*where)
    helping: dict[UUID, list[str]] = defaultdict(list)
    for key, name in work.session.execute(
        select(ActionSupport.action_id, Agency.name)
        .join(Agency, Agency.id == ActionSupport.agency_id)
        .where(ActionSupport.action_id.in_(keys), ActionSupport.withdrawn_at.is_(None))
        .order_by(Agency.order_key, Agency.name)
    ):
        helping[key].append(name)
    results = {
        one.action_id: one
        for one in work.session.scalars(
            select(Outcome)
            .where(Outcome.action_id.in_(keys), Outcome.withdrawn_at.is_(None))
            .order_by(Outcome.made_at, Outcome.id)
        )
    }
    rows = work.session.execute(
        select(Action.id, Agency.name, Action.success, Action.resources)
        .join(Agency, Agency.id == Action.lead_agency_id)
        .where(*where)
    )
    return {
        row.id: _More(
            agency=row.name,
            success=row.success,
            resources=row.resources,
            supporting=tuple(helping.get(row.id, ())),
            outcome=_outcome(results.get(row.id)),
        )
        for row in rows
    }


def _outcome(one: Outcome | None) -> str:
    if one is None:
        return ""
    said = (rule.RESULTS.get(one.result, one.result), one.effect, one.evidence, one.learning)
    return ". ".join(part.rstrip(".") for part in said if part)


def _objectives(work: Work) -> dict[str, str]:
    rows = work.session.execute(
        select(Objective.number, Objective.title).where(Objective.withdrawn_at.is_(None))
    )
    return {row.number: f"{row.number} {row.title}" for row in rows}


def _row(row: ActionRow, more: _More, objectives: dict[str, str]) -> papers.PlanRow:
    reason = row.status_reason if row.stored in ("blocked", "dropped") else ""
    return papers.PlanRow(
        reference=row.reference,
        theme=row.theme,
        text=row.text,
        agency=more.agency,
        raised=row.raised_on,
        due=row.due,
        kind=row.status.kind.value,
        status=row.status.words,
        objective=objectives.get(row.objective, row.objective),
        success_measure=more.success,
        officer=row.officer,
        supporting=more.supporting,
        resources=more.resources,
        original_due=row.original_due if row.original_due != row.due else None,
        times_deferred=row.moved,
        update=row.update or reason,
        updated_on=row.updated_on,
        outcome=more.outcome or (reason if row.stored == "dropped" else ""),
    )


def _totals(rows: tuple[papers.PlanRow, ...]) -> papers.PlanTotals:
    closed = sum(1 for row in rows if row.kind in ("done", "dropped"))
    return papers.PlanTotals(
        open=len(rows) - closed,
        due_soon=sum(1 for row in rows if row.kind == "due_soon"),
        late=sum(1 for row in rows if row.kind == "late"),
        closed_since_last=closed,
    )
