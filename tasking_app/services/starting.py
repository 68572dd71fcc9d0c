"""The start of a meeting: agencies and their people, quorum, statement, conflicts."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import Work
from tasking_app.models.attendance import Attendance, Conflict, StatementReading
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Agency, Officer, Seat, Substitute
from tasking_app.models.referral import Referral
from tasking_app.models.settings import GoAhead
from tasking_app.records.running import ConflictRow, Present, Start, StartAgency
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import quorum, setting
from tasking_app.services.meeting_head import head
from tasking_app.services.running import present


def start(work: Work, meeting_id: UUID) -> Start:
    """Everything the start screen shows."""
    meeting = work.get(Meeting, meeting_id, "The meeting")
    state = quorum.of(work, meeting)
    waived = _waived(work, meeting.id)
    reading = work.session.scalars(
        select(StatementReading)
        .where(StatementReading.meeting_id == meeting.id, StatementReading.withdrawn_at.is_(None))
        .order_by(StatementReading.read_at.desc())
        .limit(1)
    ).first()
    known = setting.values(work)
    return Start(
        head=head(work, meeting),
        agencies=_agencies(work, meeting, waived),
        guests=tuple(one for one in present(work, meeting.id) if one.officer is None),
        here=state.here,
        needed=state.needed,
        missing=state.missing,
        quorum_waived=("quorum", None) in waived,
        statement=known["statement.text"],
        statement_version=known["statement.version"],
        read_at=reading.read_at if reading is not None else None,
        read_people=reading.people if reading is not None else 0,
        reading=reading.id if reading is not None else None,
        conflicts=_conflicts(work, meeting.id),
        referrals=_referrals(work, meeting.id),
        items=work.session.scalar(
            select(func.count()).where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
        )
        or 0,
    )


def _waived(work: Work, meeting: UUID) -> set[tuple[str, UUID | None]]:
    rows = work.session.execute(
        select(GoAhead.without, GoAhead.agency_id).where(
            GoAhead.meeting_id == meeting, GoAhead.withdrawn_at.is_(None)
        )
    )
    return {(without, agency) for without, agency in rows}


def _agencies(work: Work, meeting: Meeting, waived: set[tuple[str, UUID | None]]) -> tuple[StartAgency, ...]:
    people = _invited(work, meeting)
    rows = work.session.execute(
        select(Agency.id, Agency.short_name, Seat.required)
        .join(Seat, Seat.agency_id == Agency.id)
        .where(
            Seat.of_series == meeting.of_series, Seat.withdrawn_at.is_(None), Agency.withdrawn_at.is_(None)
        )
        .order_by(Agency.order_key)
    )
    found = [
        StartAgency(
            id=key,
            name=name,
            required=required,
            went_on_without=("agency", key) in waived,
            people=tuple(people.get(key, ())),
        )
        for key, name, required in rows
    ]
    return tuple(one for one in found if one.people or one.required)


def _invited(work: Work, meeting: Meeting) -> dict[UUID, list[Present]]:
    """Officers invited, and anybody else who was marked, by agency."""
    other = aliased(Officer)
    rows = work.session.execute(
        select(
            Officer.id,
            Officer.name,
            Officer.job,
            Officer.agency_id,
            Officer.may_decide,
            Agency.short_name,
            Attendance.id,
            Attendance.status,
            Attendance.left_at,
            Attendance.agreed_at,
            other.name,
        )
        .join(Agency, Agency.id == Officer.agency_id)
        .outerjoin(
            Attendance,
            (Attendance.officer_id == Officer.id)
            & (Attendance.meeting_id == meeting.id)
            & Attendance.withdrawn_at.is_(None),
        )
        .outerjoin(other, other.id == Attendance.instead_of)
        .where(
            Officer.withdrawn_at.is_(None),
            (Officer.invited.is_(True) & Officer.left_on.is_(None)) | (Attendance.status != ""),
        )
        .order_by(Officer.may_decide.desc(), Officer.name)
    )
    found: dict[UUID, list[Present]] = defaultdict(list)
    for key, name, job, agency_id, may, agency, attendance, status, left, agreed, instead in rows:
        found[agency_id].append(
            Present(
                attendance=attendance,
                officer=key,
                name=name,
                job=job,
                agency=agency,
                status=status or "",
                instead_of=instead or "",
                left_at=left,
                may_decide=may,
                agreed=agreed is not None,
            )
        )
    return found


def _conflicts(work: Work, meeting: UUID) -> tuple[ConflictRow, ...]:
    rows = work.session.execute(
        select(Conflict, Officer.name, Referral.number, Referral.restricted)
        .join(Officer, Officer.id == Conflict.officer_id)
        .outerjoin(Referral, Referral.id == Conflict.folder_id)
        .where(Conflict.meeting_id == meeting, Conflict.withdrawn_at.is_(None))
        .order_by(Conflict.made_at)
    )
    return tuple(
        ConflictRow(
            id=row.id,
            officer_id=row.officer_id,
            officer=name,
            referral=row.folder_id if number else None,
            matter=written(REFERRAL, number) if number else "No one case",
            what="" if restricted else row.what,
            leaves=row.leaves,
            restricted=bool(restricted),
        )
        for row, name, number, restricted in rows
    )


def _referrals(work: Work, meeting: UUID) -> tuple[tuple[UUID, str], ...]:
    rows = work.session.execute(
        select(Referral.id, Referral.number, Referral.title)
        .join(Placing, Placing.referral_id == Referral.id)
        .where(Placing.meeting_id == meeting, Placing.withdrawn_at.is_(None))
        .order_by(Referral.number)
        .distinct()
    )
    return tuple(
        (key, f"{written(REFERRAL, number)} {title or 'Restricted item'}") for key, number, title in rows
    )


def stand_ins(work: Work, meeting_id: UUID, officer: UUID) -> tuple[tuple[UUID, str, str], ...]:
    """Who may come instead of an officer, the usual substitutes first: key, name, job."""
    away = work.get(Officer, officer, "That officer")
    usual = select(Substitute.stands_in_id).where(
        Substitute.officer_id == officer, Substitute.withdrawn_at.is_(None)
    )
    here = select(Attendance.officer_id).where(
        Attendance.meeting_id == meeting_id,
        Attendance.status == "here",
        Attendance.officer_id.is_not(None),
        Attendance.withdrawn_at.is_(None),
    )
    rows = work.session.execute(
        select(Officer.id, Officer.name, Officer.job)
        .where(
            (Officer.agency_id == away.agency_id) | Officer.id.in_(usual),
            Officer.id != officer,
            Officer.id.not_in(here),
            Officer.left_on.is_(None),
            Officer.withdrawn_at.is_(None),
        )
        .order_by(Officer.id.not_in(usual), Officer.invited, Officer.name)
    )
    return tuple((row.id, row.name, row.job) for row in rows)
