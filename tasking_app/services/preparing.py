"""The next agenda while it is prepared: items with times, referrals waiting, what is still to be done."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer, Seat
from tasking_app.models.referral import Referral
from tasking_app.records.meeting_head import MeetingHead
from tasking_app.records.prepare import AgendaRow, PlacedReferral, Prepare, Waiting
from tasking_app.records.ready import Ready
from tasking_app.rules import figures
from tasking_app.rules import meeting as stages
from tasking_app.rules import referral as referrals
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import action_rows, holidays, readiness, setting
from tasking_app.services import figures as counted
from tasking_app.services.deciding import decides
from tasking_app.services.meeting_head import head
from tasking_app.services.running import item_title

STANDING = ("review", "figures", "welcome", "minutes", "other")


def prepare(work: Work, meeting_id: UUID) -> Prepare:
    """Everything the prepare screen shows, in a fixed number of statements."""
    meeting = work.get(Meeting, meeting_id, "The meeting")
    facts = head(work, meeting)
    rows = _rows(work, meeting, facts)
    officers = _officers(work, meeting)
    numbers = {row.theme: row.number for row in rows if row.theme}
    out_days = setting.number(work, "limit.agenda_out")
    total = sum(row.minutes for row in rows)
    carried = sum(1 for row in rows for one in row.referrals if one.carried)
    standing = [row for row in rows if row.kind in STANDING]
    longest = max(standing, key=lambda row: row.minutes, default=None)
    return Prepare(
        head=facts,
        invited=len(officers),
        rows=rows,
        total=total,
        waiting=_waiting(work, meeting, numbers),
        ready=(*readiness.lines(work, meeting, total, carried), *_holidays(meeting.held_on)),
        out_by=holidays.before(meeting.held_on, out_days),
        longest=longest.id if longest is not None else None,
        officers=officers,
        decides=work.actor.officer is None or decides(work, meeting.of_series),
    )


def _officers(work: Work, meeting: Meeting) -> tuple[tuple[UUID, str], ...]:
    rows = work.session.execute(
        select(Officer.id, Officer.name)
        .join(Seat, Seat.agency_id == Officer.agency_id)
        .where(
            Seat.of_series == meeting.of_series,
            Seat.withdrawn_at.is_(None),
            Officer.left_on.is_(None),
            Officer.withdrawn_at.is_(None),
            Officer.invited.is_(True),
        )
        .order_by(Officer.name)
    )
    return tuple((key, name) for key, name in rows)


def _rows(work: Work, meeting: Meeting, facts: MeetingHead) -> tuple[AgendaRow, ...]:
    placed = _placed(work, meeting.id)
    notes = _notes(work, meeting)
    last = _last(work, meeting)
    hour, minute = (int(part) for part in facts.starts.split(":"))
    clock = hour * 60 + minute
    found = []
    for number, (item, presenter) in enumerate(_items(work, meeting.id), 1):
        there = tuple(placed.get(item.id, ()))
        note, late = notes.get(item.kind, ("", 0))
        if item.theme and there:
            note = _referral_words(item.theme, there)
        found.append(
            AgendaRow(
                id=item.id,
                number=number,
                title=item_title(item.kind, item.title, last),
                kind=item.kind,
                theme=item.theme or "",
                minutes=item.minutes,
                starts=f"{clock // 60 % 24:02}:{clock % 60:02}",
                presenter_id=item.presenter_id,
                presenter=presenter or "",
                fixed=item.fixed,
                urgent=item.urgent,
                order_key=item.order_key,
                note=note,
                note_late=late,
                reason=item.reason,
                referrals=there,
            )
        )
        clock += item.minutes
    return tuple(found)


def _referral_words(theme: str, there: tuple[PlacedReferral, ...]) -> str:
    count = "1 referral" if len(there) == 1 else f"{len(there)} referrals"
    if theme != "hate":
        return count
    return f"{count}, on its own" if len(there) == 1 else f"{count}, each on its own"


def _items(work: Work, meeting: UUID) -> list[tuple[AgendaItem, str | None]]:
    rows = work.session.execute(
        select(AgendaItem, Officer.name)
        .outerjoin(Officer, Officer.id == AgendaItem.presenter_id)
        .where(AgendaItem.meeting_id == meeting, AgendaItem.withdrawn_at.is_(None))
        .order_by(AgendaItem.order_key, AgendaItem.id)
    )
    return [(item, name) for item, name in rows]


def _placed(work: Work, meeting: UUID) -> dict[UUID, list[PlacedReferral]]:
    rows = work.session.execute(
        select(Placing, Referral.number, Referral.title, Referral.kind)
        .join(Referral, Referral.id == Placing.referral_id)
        .where(Placing.meeting_id == meeting, Placing.withdrawn_at.is_(None), Placing.left_out == "")
        .order_by(Placing.order_key, Placing.id)
    )
    found: dict[UUID, list[PlacedReferral]] = defaultdict(list)
    for placing, number, title, kind in rows:
        found[placing.item_id].append(
            PlacedReferral(
                placing=placing.id,
                referral=placing.referral_id,
                reference=written(REFERRAL, number),
                title=title or "Restricted item",
                kind=kind,
                reason=placing.reason,
                carried=placing.carried_from is not None,
            )
        )
    return found


def _notes(work: Work, meeting: Meeting) -> dict[str, tuple[str, int]]:
    """What stands beside the standing items: open and late actions, the month of the figures."""
    open_, late = work.session.execute(
        select(func.count(), func.count().filter(Action.due < max(work.today, meeting.held_on))).where(
            Action.series_id == meeting.of_series, action_rows.is_open(), Action.withdrawn_at.is_(None)
        )
    ).one()
    latest = counted.latest_month(work, meeting.held_on)
    month = f"{figures.month_name(latest)} figures" if latest else "No figures loaded"
    return {"review": (f"{open_} open", late), "figures": (month, 0)}


def _last(work: Work, meeting: Meeting) -> date | None:
    return work.session.scalar(
        select(func.max(Meeting.held_on)).where(
            Meeting.of_series == meeting.of_series,
            Meeting.held_on <= meeting.held_on,
            Meeting.id != meeting.id,
            Meeting.stage.in_([stage.value for stage in stages.HELD]),
        )
    )


def _waiting(work: Work, meeting: Meeting, numbers: dict[str, int]) -> tuple[Waiting, ...]:
    """Open referrals of the series that are on no agenda yet and were never heard, newest first."""
    ever = select(Placing.referral_id).where(Placing.withdrawn_at.is_(None))
    rows = work.session.execute(
        select(Referral, Agency.short_name)
        .join(Agency, Agency.id == Referral.lead_agency_id)
        .where(
            Referral.series_id == meeting.of_series,
            Referral.withdrawn_at.is_(None),
            Referral.status.in_(referrals.OPEN),
            (Referral.next_review <= meeting.held_on) | Referral.id.not_in(ever),
            Referral.id.not_in(ever.where(Placing.meeting_id == meeting.id)),
        )
        .order_by(Referral.number.desc())
        .limit(50)
    )
    return tuple(
        Waiting(
            referral=row.id,
            reference=written(REFERRAL, row.number),
            title=row.title or "Restricted item",
            kind=row.kind,
            theme=row.theme,
            risk=row.risk,
            agency=agency,
            taken_in=row.made_at.astimezone(LONDON).date() if row.made_at is not None else None,
            item_number=numbers.get(row.theme, 0),
            restricted=row.restricted,
        )
        for row, agency in rows
    )


def _holidays(day: date) -> tuple[Ready, ...]:
    """A line only when bank holidays after the meeting are not known."""
    words = holidays.calendar().runs_out(day)
    return (Ready(what="holidays", words=words, good=False),) if words else ()
