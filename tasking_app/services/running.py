"""A meeting under way, item by item, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action
from tasking_app.models.attendance import Attendance, StatementReading
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.referral import Referral
from tasking_app.records.action import ActionRow
from tasking_app.records.running import LineRow, Present, RailItem, Running
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.references import ACTION, DECISION, REFERRAL, written
from tasking_app.services import action_rows, figures, setting
from tasking_app.services.meeting_head import head
from tasking_app.services.referral_cards import cards_of_item

FIRST = 15  # cards at the side of a meeting; the others are under Actions
LINES = frozenset({"line", "decision"})
ACTIONS = frozenset({"action", "action_update", "deferral"})
PEOPLE = frozenset({"attendance", "statement_reading"})
AGENDA = frozenset({"meeting", "agenda_item"})
PARTS = LINES | ACTIONS | PEOPLE | AGENDA
"""What is written all the time in a meeting, and shows in a part of the screen only."""


def running(work: Work, meeting_id: UUID, item_id: UUID | None = None) -> Running:
    """A meeting at one of its items (None: the current one). Raises NotFound."""
    meeting = work.get(Meeting, meeting_id, "The meeting")
    of_item = _of_item(work, meeting, item_id)
    return Running(
        **of_item,
        **_of_actions(work, meeting, of_item["item"].theme),
        **_of_people(work, meeting.id),
        added_today=_added(work, meeting),
        read_back=setting.number(work, "limit.read_back") == 1,
    )


def _of_item(work: Work, meeting: Meeting, item_id: UUID | None = None) -> dict[str, Any]:
    """The agenda, where the meeting is in it, and what belongs to that item."""
    rail = rail_of(work, meeting)
    wanted = item_id or meeting.current_item or rail[0].id
    place = next((n for n, one in enumerate(rail) if one.id == wanted), 0)
    item = rail[place]
    numbers = figures.themes(work, meeting.held_on) if item.theme or item.kind == "figures" else {}
    known = numbers.get(item.theme)
    return {
        "head": head(work, meeting),
        "rail": rail,
        "item": item,
        "following": rail[place + 1] if place + 1 < len(rail) else None,
        "referrals": cards_of_item(work, meeting, item.id),
        "lines": lines_of(work, item.id),
        "figures": known[0] if known else None,
        "figures_last_year": known[1] if known else (),
        "all_figures": tuple(one for one, _ in numbers.values()) if item.kind == "figures" else (),
        "last_minutes_on": _last_on(work, meeting),
    }


def running_again(work: Work, meeting: Meeting, shown: Running, touched: frozenset[str]) -> Running:
    """An earlier reading with the parts read again that show tables of `PARTS`."""
    fresh: dict[str, Any] = {}
    item = shown.item
    if touched & AGENDA:
        fresh |= _of_item(work, meeting)
        item = fresh["item"]
    elif touched & (LINES | ACTIONS):
        fresh["lines"] = lines_of(work, item.id)
        if {line.folder for line in fresh["lines"]} != {line.folder for line in shown.lines}:
            fresh["referrals"] = cards_of_item(work, meeting, item.id)
    if touched & ACTIONS or item.theme != shown.item.theme:
        fresh |= _of_actions(work, meeting, item.theme)
    if touched & ACTIONS:
        fresh["added_today"] = _added(work, meeting)
    if touched & PEOPLE:
        fresh |= _of_people(work, meeting.id)
    return replace(shown, **fresh)


def _of_actions(work: Work, meeting: Meeting, theme: str) -> dict[str, Any]:
    waiting = _open_actions(meeting, theme)
    return {
        "open_actions": action_rows.rows(
            work, waiting.order_by(Action.due, Action.number).limit(FIRST), max(work.today, meeting.held_on)
        ),
        "open_count": work.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0,
    }


def _of_people(work: Work, meeting: UUID) -> dict[str, Any]:
    people = present(work, meeting)
    return {
        "people": people,
        "here": sum(1 for one in people if one.status == "here"),
        "apologies": sum(1 for one in people if one.status == "apologies"),
        "statement_agreed": _agreed(work, meeting),
    }


def rail_of(work: Work, meeting: Meeting) -> tuple[RailItem, ...]:
    """The agenda as the rail shows it; the item about last minutes says which."""
    rows = work.session.execute(
        select(AgendaItem, Officer.name)
        .outerjoin(Officer, Officer.id == AgendaItem.presenter_id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
        .order_by(AgendaItem.order_key, AgendaItem.id)
    ).all()
    last = _last_on(work, meeting)
    now = next((n for n, (item, _) in enumerate(rows) if item.id == meeting.current_item), None)
    return tuple(
        RailItem(
            id=item.id,
            number=number + 1,
            title=item_title(item.kind, item.title, last),
            kind=item.kind,
            theme=item.theme or "",
            minutes=item.minutes,
            state=_state(number, now, item),
            started_at=item.started_at,
            ended_at=item.ended_at,
            presenter=name or "",
        )
        for number, (item, name) in enumerate(rows)
    )


def _state(number: int, now: int | None, item: AgendaItem) -> str:
    if now is None:
        return "done" if item.ended_at else "next"
    if number == now:
        return "now"
    return "done" if item.started_at or number < now else "next"


def item_title(kind: str, title: str, last_on: date | None) -> str:
    """Minutes of 15 October, for the item about the last minutes; otherwise the title as it is."""
    if kind == "minutes" and last_on is not None:
        return f"Minutes of {last_on.day} {days.MONTHS[last_on.month - 1]}"
    return title


def _last_on(work: Work, meeting: Meeting) -> date | None:
    return work.session.scalar(
        select(func.max(Meeting.held_on)).where(
            Meeting.of_series == meeting.of_series,
            Meeting.held_on <= meeting.held_on,
            Meeting.id != meeting.id,
            Meeting.stage.in_([stage.value for stage in stages.HELD]),
        )
    )


def lines_of(work: Work, item: UUID) -> tuple[LineRow, ...]:
    """The lines of an item in order."""
    rows = work.session.execute(
        select(
            Line,
            Decision,
            Action.number,
            Action.text,
            Action.due,
            Agency.short_name,
            Officer.name,
            Referral.id,
            Referral.number,
        )
        .outerjoin(Decision, Decision.line_id == Line.id)
        .outerjoin(Action, Action.id == Line.action_id)
        .outerjoin(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .outerjoin(Referral, Referral.id == Line.folder_id)
        .where(Line.item_id == item, Line.withdrawn_at.is_(None))
        .order_by(Line.order_key, Line.id)
    )
    return tuple(_line(*row) for row in rows)


def _line(
    line: Line,
    decision: Decision | None,
    number: int | None,
    text: str | None,
    due: date | None,
    agency: str | None,
    officer: str | None,
    referral: UUID | None,
    referral_number: int | None,
) -> LineRow:
    who = ", ".join(part for part in (agency, officer) if part)
    reference = written(ACTION, number) if number is not None else ""
    return LineRow(
        id=line.id,
        kind=line.kind,
        time=f"{line.said_at.astimezone(LONDON):%H:%M}" if line.said_at else "",
        text=text if text is not None else line.text,
        referral=referral,
        referral_label=written(REFERRAL, referral_number) if referral_number is not None else "",
        reference=written(DECISION, decision.number) if decision is not None else reference,
        decision=decision.id if decision is not None else None,
        rationale=decision.rationale if decision is not None else "",
        decision_kind=decision.kind if decision is not None else "",
        action=line.action_id,
        action_words=f"{who}, by {days.short(due)}" if due is not None else "",
        folder=line.folder_id,
        restricted=line.restricted,
        order_key=line.order_key,
    )


def _open_actions(meeting: Meeting, theme: str) -> Select[*tuple[Any, ...]]:
    """Actions of earlier meetings that are open, of one theme or of all."""
    wanted = action_rows.statement().where(
        Action.series_id == meeting.of_series,
        action_rows.is_open(),
        (Action.raised_in.is_(None)) | (Action.raised_in != meeting.id),
    )
    return wanted.where(Action.theme == theme) if theme else wanted


def _added(work: Work, meeting: Meeting) -> tuple[ActionRow, ...]:
    wanted = (
        action_rows.statement()
        .where(Action.raised_in == meeting.id)
        .order_by(Action.number.desc())
        .limit(200)
    )
    return action_rows.rows(work, wanted, max(work.today, meeting.held_on))


def present(work: Work, meeting: UUID) -> tuple[Present, ...]:
    """Everybody marked at a meeting, agencies in their order."""
    other = aliased(Officer)
    rows = work.session.execute(
        select(Attendance, Officer.name, Officer.job, Agency.short_name, other.name)
        .outerjoin(Officer, Officer.id == Attendance.officer_id)
        .outerjoin(Agency, Agency.id == Officer.agency_id)
        .outerjoin(other, other.id == Attendance.instead_of)
        .where(Attendance.meeting_id == meeting, Attendance.withdrawn_at.is_(None), Attendance.status != "")
        .order_by(Agency.order_key.is_(None), Agency.order_key, Officer.name, Attendance.guest)
    )
    return tuple(
        Present(
            attendance=row.id,
            officer=row.officer_id,
            name=name or row.guest,
            job=job or "",
            agency=agency or row.guest_of,
            status=row.status,
            instead_of=instead or "",
            left_at=row.left_at,
            may_decide=row.may_decide,
            agreed=row.agreed_at is not None,
        )
        for row, name, job, agency, instead in rows
    )


def _agreed(work: Work, meeting: UUID) -> str:
    read = work.session.scalar(
        select(func.max(StatementReading.read_at)).where(
            StatementReading.meeting_id == meeting, StatementReading.withdrawn_at.is_(None)
        )
    )
    return f"{read.astimezone(LONDON):%H:%M}" if read else ""
