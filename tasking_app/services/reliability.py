"""How agencies keep what they take away over twelve months, and the ledger of dates that moved."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.expressions import day_of
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.records.papers import Head
from tasking_app.records.reliability import AgencyKept, Move, Moved, Reliability, ReliabilityPaper
from tasking_app.rules import action as rule
from tasking_app.rules import days
from tasking_app.rules.references import ACTION, written
from tasking_app.services import action_rows, home, paper_head, setting

PERIOD = timedelta(days=365)


def reliability(work: Work, agency: UUID | None = None) -> Reliability:
    """The last twelve months, for everybody or one agency, in a fixed number of statements."""
    since = work.today - PERIOD
    ledger, left_out = _ledger(work, since, agency)
    agencies = tuple(one for one in _agencies(work, since) if agency in (None, one.agency))
    return Reliability(
        since=since,
        until=work.today,
        agencies=agencies,
        ledger=ledger,
        left_out=left_out,
        sentence=_sentence(agencies, len(ledger) + left_out),
    )


def paper(work: Work, agency: Agency | None, at: datetime | None) -> ReliabilityPaper:
    """The page as a paper."""
    page = reliability(work, agency.id if agency is not None else None)
    known = setting.values(work)
    moment = at or paper_head.actions_changed(work, work.today)
    head = Head(
        partnership=known["partnership.name"],
        title=agency.name if agency is not None else "All agencies",
        reference="All actions",
        marking=known["marking"],
        status="Actions as they stand",
        as_at=moment,
        when=f"{days.full(page.since)} to {days.full(page.until)}",
    )
    return ReliabilityPaper(head=head, page=page)


def _sentence(agencies: tuple[AgencyKept, ...], moved: int) -> str:
    done = sum(one.done for one in agencies)
    if not done:
        return "No action was finished in the last 12 months."
    on_time = sum(one.on_time for one in agencies)
    dates = "1 action has had its date moved" if moved == 1 else f"{moved} actions have had their date moved"
    if done == 1:
        return f"The one action that was finished was {'on time' if on_time else 'late'}. {dates}."
    return f"{round(100 * on_time / done)} % of {done:,} finished actions were on time. {dates}."


def _agencies(work: Work, since: date) -> list[AgencyKept]:
    start = datetime.combine(since, time(0), LONDON)
    is_open = action_rows.is_open()
    done = and_(Action.status == rule.Status.DONE.value, Action.closed_at >= start)
    heard = select(ActionUpdate.action_id).where(
        ActionUpdate.said_at >= (home.last_end(work) or start), ActionUpdate.withdrawn_at.is_(None)
    )
    last = home.last_held_on(work) or work.today

    def count(condition: Any) -> Any:  # expressions of the query builder
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    rows = work.session.execute(
        select(
            Agency.id,
            Agency.short_name,
            count(is_open).label("open"),
            count(is_open & (Action.due < work.today)).label("late"),
            count(is_open & (Action.raised_on < last) & Action.id.not_in(heard)).label("quiet"),
            count(done).label("done"),
            count(done & (Action.due >= day_of(Action.closed_at))).label("on_time"),
        )
        .join(Action, (Action.lead_agency_id == Agency.id) & Action.withdrawn_at.is_(None))
        .where(is_open | done)
        .group_by(Agency.id)
        .order_by(Agency.order_key, Agency.name)
    )
    moved = _moved_by_agency(work, start)
    return [
        AgencyKept(
            agency=row.id,
            name=row.short_name,
            open=int(row.open),
            late=int(row.late),
            quiet=int(row.quiet),
            done=int(row.done),
            on_time=int(row.on_time),
            moved=moved.get(row.id, 0),
        )
        for row in rows
    ]


def _moved_by_agency(work: Work, start: datetime) -> dict[UUID, int]:
    rows = work.session.execute(
        select(Action.lead_agency_id, func.count())
        .join(Deferral, Deferral.action_id == Action.id)
        .where(Deferral.withdrawn_at.is_(None), Deferral.made_at >= start, Action.withdrawn_at.is_(None))
        .group_by(Action.lead_agency_id)
    )
    return {agency: int(moved) for agency, moved in rows}


def _ledger(work: Work, since: date, agency: UUID | None) -> tuple[tuple[Moved, ...], int]:
    start = datetime.combine(since, time(0), LONDON)
    moved = select(Deferral.action_id).where(Deferral.withdrawn_at.is_(None), Deferral.made_at >= start)
    where: list[ColumnElement[bool]] = [Action.id.in_(moved), Action.withdrawn_at.is_(None)]
    if agency is not None:
        where.append(Action.lead_agency_id == agency)
    left_out = work.session.scalar(select(func.count()).where(*where, Action.restricted.is_(True))) or 0
    moves = _moves(work, moved)
    soon = setting.number(work, "limit.due_soon")
    instead = aliased(Action)
    rows = work.session.execute(
        select(Action, Agency.short_name, Officer.name, instead.number)
        .join(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .outerjoin(instead, instead.id == Action.replaced_by)
        .where(*where, Action.restricted.is_(False))
    )
    ledger = [
        _moved(row, name, officer or "", number, moves[row.id], work.today, soon)
        for row, name, officer, number in rows
    ]
    ledger.sort(key=lambda one: (-len(one.moves), one.due, one.reference))
    return tuple(ledger), int(left_out)


def _moves(work: Work, actions: Any) -> dict[UUID, list[Move]]:
    rows = work.session.execute(
        select(Deferral, Meeting.reference)
        .outerjoin(Meeting, Meeting.id == Deferral.meeting_id)
        .where(Deferral.action_id.in_(actions), Deferral.withdrawn_at.is_(None))
        .order_by(Deferral.made_at, Deferral.new_due)
    )
    found: dict[UUID, list[Move]] = defaultdict(list)
    for row, reference in rows:
        move = Move(
            old=row.old_due, new=row.new_due, reason=row.reason, agreed=reference or "Between meetings"
        )
        found[row.action_id].append(move)
    return found


def _moved(
    row: Action, agency: str, officer: str, replaced: int | None, moves: list[Move], today: date, soon: int
) -> Moved:
    instead = written(ACTION, replaced) if replaced is not None else None
    status = rule.show(row.status, row.due, today, due_soon_days=soon, replaced_by=instead)
    return Moved(
        id=row.id,
        reference=written(ACTION, row.number),
        text=row.short_text or row.text,
        agency_id=row.lead_agency_id,
        agency=agency,
        officer=officer,
        original_due=row.original_due,
        due=row.due,
        kind=status.kind.value,
        status=status.words,
        moves=tuple(moves),
    )
