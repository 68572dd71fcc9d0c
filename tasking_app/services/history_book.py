"""The whole history for people, sheet by sheet; what is restricted is only counted, names stand in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionUpdate, Deferral, Outcome
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.records.history_book import BookRow, BookSheet, HistoryBook, Value
from tasking_app.records.papers import Head
from tasking_app.rules import action as actions
from tasking_app.rules import meeting as stages
from tasking_app.rules import referral as referrals
from tasking_app.rules.counting import counted
from tasking_app.rules.progress import Went, part, unwatched
from tasking_app.rules.references import ACTION, DECISION, REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import paper_head, setting

Rows = Iterable[Any]
AT_ONCE = 1_000


def history_book(work: Work, at: datetime | None = None, went: Went = unwatched) -> HistoryBook:
    """Every meeting, minute, decision, action, update, date moved and referral, oldest first.

    Raises Stopped when `went` does.
    """
    known = setting.values(work)
    hidden = select(func.count()).where(Referral.restricted.is_(True), Referral.withdrawn_at.is_(None))
    left_out = int(work.session.scalar(hidden) or 0)
    words = counted(left_out, "restricted referral is", "restricted referrals are")
    head = Head(
        partnership=known["partnership.name"],
        title="Whole history",
        reference="All meetings",
        marking=known["marking"],
        status="As it stands",
        as_at=at or paper_head.actions_changed(work, work.today),
    )
    sheets = []
    for number, gather in enumerate(SHEETS):
        sheets.append(gather(work, part(went, number / len(SHEETS), (number + 1) / len(SHEETS))))
    return HistoryBook(
        head=head, sheets=tuple(sheets), left_out=f"{words} left out with all about them." if left_out else ""
    )


def _sheet(
    name: str, columns: tuple[tuple[str, int], ...], rows: Rows, went: Went, about: int = 0
) -> BookSheet:
    """A sheet of rows; `about` is the column with the case or action each row is about."""
    found = []
    for row in rows:
        found.append(BookRow(str(row[about]), tuple(row)))
        if len(found) % AT_ONCE == 0:
            went(len(found) / (len(found) + AT_ONCE))  # how many there are is known at the end
    went(1)
    return BookSheet(name=name, columns=columns, rows=tuple(found))


def _each(work: Work, wanted: Select[*tuple[Any, ...]]) -> Rows:
    """Rows as they come: ten years are not read in one go."""
    return work.session.execute(wanted.execution_options(yield_per=AT_ONCE))


def _meetings(work: Work, went: Went) -> BookSheet:
    chair = aliased(Officer)
    wanted = (
        select(Meeting, Series.name, chair.name)
        .join(Series, Series.id == Meeting.of_series)
        .outerjoin(chair, chair.id == Meeting.chair_id)
        .where(Meeting.withdrawn_at.is_(None))
        .order_by(Meeting.held_on, Meeting.reference)
    )
    rows = (
        (
            meeting.reference,
            stages.title(series, extraordinary=meeting.extraordinary),
            meeting.held_on,
            meeting.place,
            name or "",
            stages.WORDS[stages.Stage(meeting.stage)],
            meeting.why,
        )
        for meeting, series, name in _each(work, wanted)
    )
    columns = (("Meeting", 18), ("Series", 30), ("Day", 13), ("Place", 26), ("Chair", 22), ("Stage", 20))
    return _sheet("Meetings", (*columns, ("Why", 30)), rows, went)


def _minutes(work: Work, went: Went) -> BookSheet:
    wanted = (
        select(
            Meeting.reference,
            Meeting.held_on,
            AgendaItem.title,
            Referral.number,
            Line.kind,
            func.coalesce(Action.text, Line.text),
            Action.number,
            Decision.number,
            Decision.rationale,
        )
        .join(Meeting, Meeting.id == Line.meeting_id)
        .join(AgendaItem, AgendaItem.id == Line.item_id)
        .outerjoin(Action, Action.id == Line.action_id)
        .outerjoin(Decision, Decision.line_id == Line.id)
        .outerjoin(Referral, Referral.id == Line.folder_id)
        .where(
            Line.withdrawn_at.is_(None),
            Line.restricted.is_(False),
            or_(Action.id.is_(None), Action.restricted.is_(False)),
        )
        .order_by(Meeting.held_on, Meeting.reference, AgendaItem.order_key, Line.order_key)
    )
    rows = (
        (
            meeting,
            day,
            item,
            written(REFERRAL, case) if case else "",
            kind.capitalize(),
            written(ACTION, action) if action else written(DECISION, decision) if decision else "",
            text,
            why or "",
        )
        for meeting, day, item, case, kind, text, action, decision, why in _each(work, wanted)
    )
    columns = (("Meeting", 18), ("Day", 13), ("Item", 26), ("Referral", 10), ("Kind", 10), ("Ref", 9))
    return _sheet("Minutes", (*columns, ("Text", 80), ("Because", 40)), rows, went, about=3)


def _about_actions(*more: Any) -> Select[Any]:
    return (
        select(Action, Agency.short_name, Officer.name, *more)
        .join(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .where(Action.withdrawn_at.is_(None), Action.restricted.is_(False))
    )


def _actions(work: Work, went: Went) -> BookSheet:
    result = (
        select(Outcome.action_id, func.max(Outcome.result).label("result"))
        .where(Outcome.withdrawn_at.is_(None))
        .group_by(Outcome.action_id)
        .subquery()
    )
    wanted = (
        _about_actions(result.c.result)
        .outerjoin(result, result.c.action_id == Action.id)
        .order_by(Action.number)
    )
    rows = (
        (
            written(ACTION, one.number),
            BY_CODE[one.theme].name if one.theme in BY_CODE else "",
            one.text,
            agency,
            officer or "",
            one.raised_on,
            one.original_due,
            one.due,
            one.status.replace("_", " ").capitalize(),
            one.status_reason,
            _day(one.closed_at),
            actions.RESULTS.get(came or "", ""),
        )
        for one, agency, officer, came in _each(work, wanted)
    )
    columns = (("Ref", 9), ("Theme", 20), ("Action", 60), ("Agency", 18), ("Officer", 22), ("Raised", 13))
    dates = (("First due", 13), ("Due", 13), ("Status", 14), ("Why", 30), ("Closed", 13), ("Result", 18))
    return _sheet("Actions", (*columns, *dates), rows, went)


def _updates(work: Work, went: Went) -> BookSheet:
    said = aliased(Officer)
    wanted = (
        _about_actions(ActionUpdate.said_at, said.name, ActionUpdate.text)
        .join(ActionUpdate, ActionUpdate.action_id == Action.id)
        .outerjoin(said, said.id == func.coalesce(ActionUpdate.on_behalf_of, ActionUpdate.said_by))
        .where(ActionUpdate.withdrawn_at.is_(None))
        .order_by(ActionUpdate.said_at, ActionUpdate.id)
    )
    rows = (
        (written(ACTION, one.number), _day(at), name or "", agency, text)
        for one, agency, _, at, name, text in _each(work, wanted)
    )
    columns = (("Action", 9), ("Day", 13), ("Said by", 22), ("Agency", 18), ("Update", 90))
    return _sheet("Updates", columns, rows, went)


def _moves(work: Work, went: Went) -> BookSheet:
    wanted = (
        _about_actions(Deferral, Meeting.reference)
        .join(Deferral, Deferral.action_id == Action.id)
        .outerjoin(Meeting, Meeting.id == Deferral.meeting_id)
        .where(Deferral.withdrawn_at.is_(None))
        .order_by(Deferral.made_at, Deferral.id)
    )
    rows = (
        (written(ACTION, one.number), agency, move.old_due, move.new_due, move.reason, meeting or "")
        for one, agency, _, move, meeting in _each(work, wanted)
    )
    columns = (("Action", 9), ("Agency", 18), ("From", 13), ("To", 13), ("Why", 60), ("Agreed at", 18))
    return _sheet("Dates moved", columns, rows, went)


def _cases(work: Work, went: Went) -> BookSheet:
    wanted = (
        select(Referral, Agency.short_name, Officer.name)
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .outerjoin(Officer, Officer.id == Referral.case_officer_id)
        .where(Referral.withdrawn_at.is_(None), Referral.restricted.is_(False))
        .order_by(Referral.number)
    )
    rows = (
        (
            written(REFERRAL, one.number),
            one.title,
            referrals.KINDS.get(one.kind, one.kind),
            BY_CODE[one.theme].name if one.theme in BY_CODE else "",
            one.theme_kind,
            one.area,
            referrals.STATES.get(one.status, one.status),
            agency,
            officer or "",
            _day(one.made_at),
            _day(one.closed_at),
            one.reason_closed,
        )
        for one, agency, officer in _each(work, wanted)
    )
    columns = (("Ref", 9), ("Title", 50), ("About", 12), ("Theme", 20), ("Kind", 20), ("Place", 26))
    more = (("State", 14), ("Agency", 18), ("Officer", 22), ("Since", 13), ("Closed", 13), ("Why", 40))
    return _sheet("Referrals", (*columns, *more), rows, went)


def _day(moment: datetime | None) -> Value:
    return moment.astimezone(LONDON).date() if moment is not None else None


SHEETS = (_meetings, _minutes, _actions, _updates, _moves, _cases)
"""What gathers each sheet, in the order of the workbook."""
