"""The part of the minutes that belongs to no referral: who was there, on what terms, and the items."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.approval import Correction
from tasking_app.models.attendance import Attendance, Conflict, StatementReading
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.models.settings import GoAhead
from tasking_app.records.minutes import GeneralPart, PartAttendance, PartConflict, PartItem, PartReview
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import chairing, quorum, setting
from tasking_app.services.attendance import STATES
from tasking_app.services.meeting import last_held


def gather(
    work: Work, meeting: Meeting, *, items: tuple[PartItem, ...], review: tuple[PartReview, ...]
) -> GeneralPart:
    """The general part of a meeting as it stands."""
    series = work.get(Series, meeting.of_series)
    known = setting.values(work)
    reading = work.session.scalars(
        select(StatementReading)
        .where(StatementReading.meeting_id == meeting.id, StatementReading.withdrawn_at.is_(None))
        .order_by(StatementReading.read_at.desc())
        .limit(1)
    ).first()
    state = quorum.of(work, meeting)
    return GeneralPart(
        meeting=meeting.id,
        reference=meeting.reference,
        partnership=known["partnership.name"],
        series=stages.title(series.name, extraordinary=meeting.extraordinary),
        held_on=meeting.held_on,
        starts=meeting.starts,
        started=_clock(meeting.started_at),
        ended=_clock(meeting.ended_at),
        place=meeting.place,
        chair=chairing.words(work, meeting),
        minutes_by=_officer(work, meeting.minutes_by),
        next_meeting=_next(work, meeting),
        marking=known["marking"],
        statement=reading.statement if reading else "",
        statement_read=_read(work, reading),
        quorum=f"{state.here} here, {state.needed} needed."
        + ("" if state.met else " The quorum was not met."),
        absent_required=state.missing,
        went_on_without=_without(work, meeting.id),
        last_minutes=_last_minutes(work, meeting),
        attendance=tuple(_attendance(work, meeting.id)),
        conflicts=tuple(_conflicts(work, meeting.id)),
        items=items,
        review=review,
    )


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}" if moment else ""


def _officer(work: Work, key: UUID | None) -> str:
    if key is None:
        return ""
    row = work.session.execute(
        select(Officer.name, Officer.job, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.id == key)
    ).one_or_none()
    return ", ".join(part for part in row if part) if row else ""


def _read(work: Work, reading: StatementReading | None) -> str:
    if reading is None:
        return ""
    by = work.session.scalar(select(Officer.name).where(Officer.id == reading.read_by)) or "the chair"
    return f"Read at {_clock(reading.read_at)} by {by} and agreed by {reading.people} people."


def _next(work: Work, meeting: Meeting) -> str:
    row = work.session.execute(
        select(Meeting.held_on, Meeting.starts)
        .where(
            Meeting.of_series == meeting.of_series,
            Meeting.held_on >= meeting.held_on,
            Meeting.id != meeting.id,
            Meeting.stage.not_in([stage.value for stage in stages.NOT_HELD]),
        )
        .order_by(Meeting.held_on)
        .limit(1)
    ).one_or_none()
    return f"{days.full(row.held_on)}, {row.starts}" if row else ""


def _without(work: Work, meeting: UUID) -> str:
    rows = work.session.execute(
        select(GoAhead.without, Agency.short_name, Officer.name, GoAhead.said_at)
        .outerjoin(Agency, Agency.id == GoAhead.agency_id)
        .outerjoin(Officer, Officer.id == GoAhead.said_by)
        .where(GoAhead.meeting_id == meeting, GoAhead.withdrawn_at.is_(None))
        .order_by(GoAhead.said_at)
    )
    what = {"quorum": "a quorum", "statement": "agreeing the confidentiality statement"}
    return " ".join(
        f"The meeting went on without {what.get(without, agency or '')}: "
        f"{name or 'the chair'}, {_clock(said_at)}."
        for without, agency, name, said_at in rows
    )


def _last_minutes(work: Work, meeting: Meeting) -> str:
    row = work.session.execute(
        select(Meeting.id, Meeting.held_on, Meeting.agreed_at).where(Meeting.agreed_in == meeting.id).limit(1)
    ).one_or_none()
    if row is None:
        earlier = last_held(work, meeting.of_series, meeting.held_on)
        if earlier is None:
            return ""
        held = earlier.held_on
        said = f"{held.day} {days.MONTHS[held.month - 1]} {held.year}"
        return f"The minutes of {said} were not agreed at this meeting."
    count = len(
        work.session.scalars(
            select(Correction.id).where(
                Correction.meeting_id == row.id,
                Correction.agreed_at.is_not(None),
                Correction.withdrawn_at.is_(None),
            )
        ).all()
    )
    day = f"{row.held_on.day} {days.MONTHS[row.held_on.month - 1]} {row.held_on.year}"
    if count == 0:
        return f"The minutes of {day} were agreed as they stand."
    words = "1 correction" if count == 1 else f"{count} corrections"
    return f"The minutes of {day} were agreed with {words}."


def _attendance(work: Work, meeting: UUID) -> list[PartAttendance]:
    other = aliased(Officer)
    rows = work.session.execute(
        select(Attendance, Officer.name, Officer.job, Agency.name, other.name)
        .outerjoin(Officer, Officer.id == Attendance.officer_id)
        .outerjoin(Agency, Agency.id == Officer.agency_id)
        .outerjoin(other, other.id == Attendance.instead_of)
        .where(Attendance.meeting_id == meeting, Attendance.withdrawn_at.is_(None), Attendance.status != "")
        .order_by(Agency.order_key.is_(None), Agency.order_key, Officer.name, Attendance.guest)
    )
    found = []
    for row, name, job, agency, instead in rows:
        words = STATES[row.status]
        if instead:
            words += f", for {instead}"
        if row.left_at:
            words += f", left {_clock(row.left_at)}"
        found.append(
            PartAttendance(
                name=name or row.guest,
                role=job or ("Guest" if row.guest else ""),
                agency=agency or row.guest_of,
                attendance=words,
            )
        )
    return found


def _conflicts(work: Work, meeting: UUID) -> list[PartConflict]:
    rows = work.session.execute(
        select(Conflict, Officer.name, Agency.short_name, Referral.number, Referral.restricted)
        .join(Officer, Officer.id == Conflict.officer_id)
        .join(Agency, Agency.id == Officer.agency_id)
        .outerjoin(Referral, Referral.id == Conflict.folder_id)
        .where(Conflict.meeting_id == meeting, Conflict.withdrawn_at.is_(None))
        .order_by(Officer.name)
    )
    found = []
    for row, name, agency, number, restricted in rows:
        case = "a restricted item" if restricted else written(REFERRAL, number) if number else ""
        matter = ", ".join(part for part in (case, "" if restricted else row.what) if part)
        done = "Left for the item" if row.leaves else "Stayed"
        found.append(PartConflict(name=name, agency=agency, matter=matter, done=done, referral=row.folder_id))
    return found
