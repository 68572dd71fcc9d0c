"""Who is in the room, the statement read, conflicts of interest, and going on without."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.commands.attendance import (
    AddGuest,
    DeclareConflict,
    GoOnWithout,
    Leave,
    Mark,
    MarkRestAbsent,
    ReadStatement,
)
from tasking_app.commands.base import new_id
from tasking_app.database.work import Work
from tasking_app.models.attendance import Attendance, Conflict, StatementReading
from tasking_app.models.folder import Reader
from tasking_app.models.partnership import Officer, Seat
from tasking_app.models.settings import GoAhead
from tasking_app.rules.attendance import Presence
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import filing
from tasking_app.services.setting import value

STATES = {"here": "Present", "apologies": "Apologies", "absent": "Absent", "": "Not marked"}
WITHOUT = ("agency", "quorum", "statement")


def mark(work: Work, command: Mark) -> None:
    """Mark one officer; a substitute is here instead of somebody, who then has sent apologies."""
    filing.open_meeting(work, command.meeting)
    if command.status not in STATES:
        raise NotAllowed("Mark somebody as here, apologies or absent.")
    officer = work.get(Officer, command.officer, "That officer")
    row = row_for(work, command.meeting, officer)
    work.change(row, {"status": command.seen}, {"status": command.status})
    came = command.at if command.status == "here" else None
    work.set(row, came_at=came, instead_of=command.instead_of, note=command.note or row.note)
    if command.instead_of is not None and command.status == "here":
        _apologies(work, command.meeting, command.instead_of)


def _apologies(work: Work, meeting: UUID, officer: UUID) -> None:
    row = row_for(work, meeting, work.get(Officer, officer))
    if row.status != "apologies":
        work.set(row, status="apologies", came_at=None)


def row_of(work: Work, meeting: UUID, officer: UUID) -> Attendance | None:
    """An officer's attendance at a meeting, if it was marked."""
    row = _known(work, meeting, officer)
    return row if row is not None and row.withdrawn_at is None else None


def row_for(work: Work, meeting: UUID, officer: Officer) -> Attendance:
    """An officer's attendance at a meeting, to be written to; one whose mark was undone begins afresh."""
    row = _known(work, meeting, officer.id)
    if row is None:
        row = Attendance(
            id=new_id(), meeting_id=meeting, officer_id=officer.id, may_decide=officer.may_decide
        )
        work.add(row)
    elif row.withdrawn_at is not None:
        work.bring_back(row)
        work.set(row, **asdict(Presence(may_decide=officer.may_decide)))
    return row


def _known(work: Work, meeting: UUID, officer: UUID) -> Attendance | None:
    """There is at most one, also where its mark was undone."""
    return work.session.scalar(
        select(Attendance).where(Attendance.meeting_id == meeting, Attendance.officer_id == officer)
    )


def mark_rest_absent(work: Work, command: MarkRestAbsent) -> None:
    """Everyone invited and not marked is absent."""
    meeting = filing.open_meeting(work, command.meeting)
    marked = set(
        work.session.scalars(
            select(Attendance.officer_id).where(
                Attendance.meeting_id == meeting.id,
                Attendance.status != "",
                Attendance.withdrawn_at.is_(None),
            )
        )
    )
    invited = work.session.scalars(
        select(Officer)
        .join(Seat, Seat.agency_id == Officer.agency_id)
        .where(
            Seat.of_series == meeting.of_series,
            Seat.withdrawn_at.is_(None),
            Officer.invited.is_(True),
            Officer.left_on.is_(None),
            Officer.withdrawn_at.is_(None),
        )
    ).all()
    for officer in invited:
        if officer.id not in marked:
            work.set(row_for(work, meeting.id, officer), status="absent")


def add_guest(work: Work, command: AddGuest) -> None:
    """A guest, by name and agency as typed."""
    filing.open_meeting(work, command.meeting)
    if not command.name.strip():
        raise NotAllowed("Type the guest’s name.")
    row = Attendance(
        id=command.attendance,
        meeting_id=command.meeting,
        guest=command.name.strip(),
        guest_of=command.agency.strip(),
        status="here",
        came_at=command.at,
    )
    work.add(row)


def leave(work: Work, command: Leave) -> None:
    """Somebody leaves before the end (a moment), or is back (None)."""
    row = work.get(Attendance, command.attendance, "That person")
    filing.check_not_frozen(work, row.meeting_id)
    work.change(row, {"left_at": command.seen}, {"left_at": command.at})


def read_statement(work: Work, command: ReadStatement) -> None:
    """The statement as it stands today was read; those here agreed to it."""
    meeting = filing.open_meeting(work, command.meeting)
    here = work.session.scalars(
        select(Attendance).where(
            Attendance.meeting_id == meeting.id,
            Attendance.status == "here",
            Attendance.withdrawn_at.is_(None),
        )
    ).all()
    row = StatementReading(
        id=command.reading,
        meeting_id=meeting.id,
        statement=value(work, "statement.text"),
        statement_version=value(work, "statement.version"),
        read_at=command.at,
        read_by=meeting.chair_id or work.actor.officer,
        people=len(here),
    )
    work.add(row)
    for person in here:
        if person.agreed_at is None:
            work.set(person, agreed_at=command.at)


def declare_conflict(work: Work, command: DeclareConflict) -> None:
    """An officer's interest in a case; leaving also takes them off the list of a restricted one."""
    meeting = filing.open_meeting(work, command.meeting)
    work.get(Officer, command.officer, "That officer")
    row = Conflict(
        id=command.conflict,
        meeting_id=meeting.id,
        officer_id=command.officer,
        what=command.what.strip(),
        leaves=command.leaves,
        **filing.folder(work, command.referral, meeting.of_series),
    )
    work.add(row)
    if command.leaves and row.restricted:
        reader = work.session.scalar(
            select(Reader).where(
                Reader.folder_id == row.folder_id,
                Reader.officer_id == command.officer,
                Reader.withdrawn_at.is_(None),
            )
        )
        if reader is not None:
            work.withdraw(reader)


def go_on_without(work: Work, command: GoOnWithout) -> None:
    """Go on without an agency, the quorum or the statement; who said so is in the minutes."""
    meeting = filing.open_meeting(work, command.meeting)
    if command.without not in WITHOUT:
        raise NotAllowed("Say what the meeting goes on without.")
    row = GoAhead(
        id=command.go_ahead,
        meeting_id=meeting.id,
        without=command.without,
        agency_id=command.agency,
        said_by=meeting.chair_id or work.actor.officer,
        said_at=command.at,
    )
    work.add(row)


def here(work: Work, meeting: UUID) -> int:
    """How many people are marked as here."""
    return (
        work.session.scalar(
            select(func.count()).where(
                Attendance.meeting_id == meeting,
                Attendance.status == "here",
                Attendance.withdrawn_at.is_(None),
            )
        )
        or 0
    )
