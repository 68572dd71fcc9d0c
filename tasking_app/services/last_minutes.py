"""The question behind the item about the last minutes: what stands in them and what is asked to change."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.approval import Correction
from tasking_app.models.attendance import Attendance
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.records.action import ActionRow
from tasking_app.records.last_minutes import Heading, LastMinutes, Paragraph
from tasking_app.records.minutes import CorrectionRow, PartLine, ReferralPart, StoredMinutes
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.counting import counted
from tasking_app.services import action_rows, approval, attendance, meeting_head, need_to_know
from tasking_app.services.meeting import last_held
from tasking_app.services.need_to_know import Gate

HELD_OVER = "held over to the next meeting"


def last_minutes(work: Work, meeting_id: UUID) -> LastMinutes | None:
    """The minutes of the meeting before this one; None where there was none."""
    now = work.get(Meeting, meeting_id, "The meeting")
    last = _last(work, now)
    if last is None:
        return None
    stored = approval.stored(work, last)
    gate = need_to_know.of_minutes(work, last.id, stored)
    then, here = _people(work, last.id), _people(work, now.id)
    head = meeting_head.head(work, now)
    beside = tuple(one for one in approval.corrections(work, last.id) if not gate.hides(one.folder))
    return LastMinutes(
        meeting=last.id,
        reference=last.reference,
        held_on=last.held_on,
        stage=last.stage,
        approved_at=last.approved_at,
        headings=tuple(_headings(stored, gate, _parts(work, last), last.of_series)),
        restricted=len(gate.numbers),
        corrections=beside,
        arising=_arising(work, last, now),
        people=tuple(here.items()) or tuple(then.items()),
        here=attendance.here(work, now.id),
        here_then=len(set(then) & set(here)),
        chair=head.chair,
        agreed_words=_agreed(work, last, beside),
        held_over=_held_over(work, now.id),
        before=_before(work, last),
        may=head.may,
    )


def _last(work: Work, now: Meeting) -> Meeting | None:
    """The meeting whose minutes this one agrees or has agreed; else the latest held before it."""
    agreed_here = work.session.scalar(select(Meeting).where(Meeting.agreed_in == now.id).limit(1))
    return agreed_here or last_held(work, now.of_series, now.held_on)


def _parts(work: Work, meeting: Meeting) -> dict[UUID, UUID]:
    """The stored part of each folder; the general one is under the series."""
    return {row.folder_id: row.id for row in approval.part_rows(work, meeting.id)}


def _headings(stored: StoredMinutes, gate: Gate, parts: dict[UUID, UUID], series: UUID) -> Iterable[Heading]:
    for item in stored.general.items:
        shown = [one for one in stored.referrals if one.item == item.id and not gate.hides(one.folder)]
        said = [_paragraph(line, parts.get(series, item.id), "") for line in item.lines]
        for part in shown:
            said += [_paragraph(line, parts.get(part.folder, item.id), _named(part)) for line in part.lines]
        if said:
            yield Heading(number=item.number, title=item.title, theme=item.theme, paragraphs=tuple(said))


def _named(part: ReferralPart) -> str:
    return f"{part.reference} {part.title}"


def _paragraph(line: PartLine, part: UUID, referral: str) -> Paragraph:
    due = f", by {days.long(line.due)}" if line.due else ""
    why = f" Because {line.rationale.rstrip('.')}." if line.rationale else ""
    return Paragraph(
        line=line.id,
        part=part,
        number=line.paragraph,
        kind=line.kind,
        text=f"{line.text}{due}{why}",
        who=line.agency,
        reference=line.reference,
        referral=referral,
    )


def _people(work: Work, meeting: UUID) -> dict[UUID, str]:
    """Who was there: officer and name with agency."""
    rows = work.session.execute(
        select(Officer.id, Officer.name, Agency.short_name)
        .join(Attendance, Attendance.officer_id == Officer.id)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(
            Attendance.meeting_id == meeting, Attendance.status == "here", Attendance.withdrawn_at.is_(None)
        )
        .order_by(Officer.name)
    )
    return {key: f"{name}, {agency}" for key, name, agency in rows}


def _arising(work: Work, last: Meeting, now: Meeting) -> tuple[ActionRow, ...]:
    """Actions that meeting gave which are late or done by now."""
    given = action_rows.statement().where(Action.raised_in == last.id, Action.restricted.is_(False))
    day = max(work.today, now.held_on)
    rows = action_rows.rows(work, given.order_by(Action.due, Action.number), day)
    return tuple(row for row in rows if row.status.kind.value in ("late", "blocked", "done"))


def _agreed(work: Work, last: Meeting, beside: tuple[CorrectionRow, ...]) -> str:
    if last.agreed_in is None:
        return ""
    later = work.session.scalar(select(Meeting.held_on).where(Meeting.id == last.agreed_in))
    count = sum(1 for one in beside if one.agreed_at is not None)
    how = f"with {counted(count, 'correction')}" if count else "as they stand"
    return f"Agreed {how} on {days.long(later)}" if later else f"Agreed {how}"


def _held_over(work: Work, meeting: UUID) -> bool:
    """Whether this meeting wrote down that it does not agree them yet."""
    return (
        work.session.scalar(
            select(Line.id)
            .join(AgendaItem, AgendaItem.id == Line.item_id)
            .where(
                Line.meeting_id == meeting,
                Line.withdrawn_at.is_(None),
                AgendaItem.kind == "minutes",
                Line.text.contains(HELD_OVER),
            )
            .limit(1)
        )
        is not None
    )


def _before(work: Work, last: Meeting) -> str:
    """How the minutes before those were agreed, in a sentence; empty where there were none."""
    earlier = last_held(work, last.of_series, last.held_on)
    if earlier is None or earlier.stage != stages.Stage.AGREED:
        return ""
    count = (
        work.session.scalar(
            select(func.count()).where(
                Correction.meeting_id == earlier.id,
                Correction.agreed_at.is_not(None),
                Correction.withdrawn_at.is_(None),
            )
        )
        or 0
    )
    words = "no correction" if count == 0 else counted(count, "correction")
    return f"Before that: {words} to the minutes of {days.long(earlier.held_on)}"
