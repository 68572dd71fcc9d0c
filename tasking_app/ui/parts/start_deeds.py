"""What is done at the start of a meeting: substitutes, guests, going on without, conflicts, not today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tasking_app.commands.attendance import (
    AddGuest,
    DeclareConflict,
    GoOnWithout,
    Mark,
    MarkRestAbsent,
    ReadStatement,
)
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.change import Withdraw
from tasking_app.commands.meeting import Cancel, Postpone, StartMeeting
from tasking_app.commands.partnership import AddOfficer
from tasking_app.records.running import ConflictRow, Present, Start, StartAgency
from tasking_app.services import starting
from tasking_app.ui.dialogs import attend, conflict, guest, meeting_facts
from tasking_app.ui.dialogs.attend import Saved
from tasking_app.ui.dialogs.confirm import nothing
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.screen import Place


def missing(shown: Start) -> list[StartAgency]:
    """Agencies that must be here, have nobody here, and are not gone on without."""
    return [one for one in shown.agencies if one.name in shown.missing and not one.went_on_without]


class StartDeeds(QObject):
    """From what is pressed to the command it means, asking where something is missing."""

    go = Signal(object)

    def __init__(self, jobs: Jobs, opener: QWidget) -> None:
        super().__init__(opener)
        self._jobs, self._opener = jobs, opener
        self._meeting: UUID | None = None
        self._shown: Start | None = None

    def set_start(self, shown: Start) -> None:
        """The reading the deeds are about."""
        self._meeting, self._shown = shown.head.id, shown

    def _do(self, command: Command, words: str = "", saved: Saved = nothing) -> None:
        self._jobs.do(command, lambda _: saved(), self, words=words)

    def ask_substitute(self, person: Present | None) -> None:
        """Ask who comes instead of somebody."""
        if person is None or person.officer is None or self._meeting is None:
            return
        meeting, away = self._meeting, person.officer
        self._jobs.ask(
            lambda work: starting.stand_ins(work, meeting, away),
            lambda known: attend.ask(
                self._opener.window(),
                self._jobs,
                f"attend:{meeting}:{away}",
                person.name,
                known,
                lambda key, saved: self._stand_in(key, person, saved),
                lambda name, saved: self._new_stand_in(name, person, saved),
            ),
            self,
        )

    def _stand_in(self, officer: UUID, person: Present, saved: Saved) -> None:
        assert self._meeting is not None
        now = datetime.now(UTC)
        command = Mark(
            meeting=self._meeting, officer=officer, seen="", status="here", at=now, instead_of=person.officer
        )
        self._do(command, f"Here for {person.name}", saved)

    def _new_stand_in(self, name: str, person: Present, saved: Saved) -> None:
        agency = next(one.id for one in (self._shown.agencies if self._shown else ()) if person in one.people)
        officer = new_id()
        self._do(AddOfficer(officer=officer, agency=agency, name=name))
        self._stand_in(officer, person, saved)

    def ask_guest(self) -> None:
        """Ask who the guest is."""
        if self._meeting is not None:
            guest.ask(self._opener.window(), self._jobs, self._meeting, self._add_guest)

    def _add_guest(self, name: str, agency: str, saved: Saved) -> None:
        if self._meeting is not None:
            now = datetime.now(UTC)
            command = AddGuest(attendance=new_id(), meeting=self._meeting, name=name, agency=agency, at=now)
            self._do(command, f"{name} is here", saved)

    def drop_guest(self, person: Present) -> None:
        """A guest is not here after all."""
        if person.attendance is not None:
            self._do(Withdraw(kind="attendance", row=person.attendance), f"{person.name} taken off")

    def rest_absent(self) -> None:
        """Everyone not marked is absent."""
        if self._meeting is not None:
            self._do(MarkRestAbsent(meeting=self._meeting), "Everyone not marked is absent")

    def without(self, what: str, agency: UUID | None = None) -> None:
        """Go on without the quorum, the statement or an agency; who said so is kept."""
        if self._meeting is not None:
            now = datetime.now(UTC)
            command = GoOnWithout(
                go_ahead=new_id(), meeting=self._meeting, without=what, at=now, agency=agency
            )
            self._do(command, "Written in the minutes")

    def without_agencies(self, missing: list[StartAgency]) -> None:
        """Go on without these agencies."""
        for one in missing:
            self.without("agency", one.id)

    def agree(self) -> None:
        """The statement was read and agreed."""
        if self._meeting is not None:
            self._do(ReadStatement(reading=new_id(), meeting=self._meeting, at=datetime.now(UTC)))

    def undo_statement(self) -> None:
        """It was not read after all."""
        if self._shown is not None and self._shown.reading is not None:
            self._do(Withdraw(kind="statement_reading", row=self._shown.reading))

    def ask_conflict(self) -> None:
        """Ask who has an interest in what."""
        shown = self._shown
        if shown is None or self._meeting is None:
            return
        people = [
            (person.officer, f"{person.name}, {one.name}")
            for one in shown.agencies
            for person in one.people
            if person.officer is not None and person.status in ("here", "")
        ]
        window = self._opener.window()
        conflict.ask(window, self._jobs, self._meeting, people, shown.referrals, self._declare)

    def _declare(self, said: conflict.Declared, saved: Saved = nothing) -> None:
        if self._meeting is not None:
            command = DeclareConflict(
                conflict=new_id(),
                meeting=self._meeting,
                officer=said.officer,
                referral=said.referral,
                what=said.what,
                leaves=said.leaves,
            )
            self._do(command, "Conflict of interest added", saved)

    def change_conflict(self, one: ConflictRow, leaves: bool) -> None:
        """Somebody leaves instead of staying, or the other way round."""
        if leaves != one.leaves:
            self._do(Withdraw(kind="conflict", row=one.id))
            self._declare(conflict.Declared(one.officer_id, one.referral, one.what, leaves))

    def begin_without(self) -> None:
        """Start, and keep what the meeting goes on without."""
        shown = self._shown
        if shown is None:
            return
        if shown.read_at is None:
            self.without("statement")
        if shown.here < shown.needed and not shown.quorum_waived:
            self.without("quorum")
        self.without_agencies(missing(shown))
        self.begin()

    def begin(self) -> None:
        """Start with the first item."""
        if self._meeting is None:
            return
        meeting = self._meeting
        command = StartMeeting(meeting=meeting, at=datetime.now(UTC))
        self._jobs.do(
            command, lambda _: self.go.emit(Place("meeting", meeting)), self, words="Meeting started"
        )

    def ask_not_today(self) -> None:
        """Another day, or not at all."""
        if self._shown is not None:
            meeting_facts.change(self._opener.window(), self._jobs, self._shown.head, self._not_held)

    def _not_held(self, what: str, why: str, day: date | None) -> None:
        if self._meeting is None:
            return
        old = self._meeting
        if what == "postpone" and day is not None:
            new = new_id()
            command = Postpone(meeting=old, why=why, new_meeting=new, held_on=day)
            self._jobs.do(command, lambda _: self.go.emit(Place("prepare", new)), self, words="Postponed")
        else:
            cancel = Cancel(meeting=old, why=why)
            self._jobs.do(cancel, lambda _: self.go.emit(Place("home")), self, words="Cancelled")

    def drop_conflict(self, one: ConflictRow) -> None:
        """There is no such conflict."""
        self._do(Withdraw(kind="conflict", row=one.id), "Taken back")
