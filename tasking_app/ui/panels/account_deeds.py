"""What is done about one account or its officer: each asks what it needs to know, then sends its command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.commands.account import DisableLogin, SetLastDay, SetLoginKind
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.officer import SetSubstitute
from tasking_app.commands.partnership import AddOfficer
from tasking_app.records.account import AccountRow, FirstPassword
from tasking_app.records.settings import AgencyRow, OfficerRow
from tasking_app.rules import dates, days
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.ui import account_desk
from tasking_app.ui.dialogs import ask_words, choose, confirm
from tasking_app.ui.dialogs.choose import Pick
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.panels.account_columns import MAY
from tasking_app.ui.panels.settings_section import edit_row
from tasking_app.ui.printing import AskPrinter, ask_printer, print_lines


class AccountDeeds(QObject):
    """Opens its questions over a section."""

    def __init__(self, jobs: Jobs, opener: QWidget, printer: AskPrinter = ask_printer) -> None:
        super().__init__(opener)
        self._jobs, self._opener, self.ask_printer = jobs, opener, printer

    def _do(self, command: Command, words: str) -> None:
        self._jobs.do(command, owner=self, words=words)

    def do(self, what: str, one: AccountRow) -> None:
        """disable, last_day, works_on, training."""
        deeds = {
            "disable": self._ask_disable,
            "last_day": self._ask_last_day,
            "works_on": self._work_on,
            "training": self._ask_training,
        }
        deeds[what](one)

    def ask_agency(self, one: AccountRow, agencies: Sequence[AgencyRow]) -> None:
        """Another agency for the officer."""

        def move(to: AgencyRow) -> None:
            command = edit_row("officer", one.officer, "agency_id", str(one.agency_id), str(to.id))
            self._do(command, f"{one.name} works for {to.short_name}")

        others = [agency for agency in agencies if agency.id != one.agency_id]
        picks = [Pick(agency.short_name, partial(move, agency), "building") for agency in others]
        about = "What they see changes at once. Actions they lead stay with the agency that leads them."
        choose.ask(self._opener.window(), f"Where does {one.name} work now?", about, picks)

    def choose_kind(self, one: AccountRow, kind: str) -> None:
        """An officer or an analyst from now on."""
        if kind != one.group:
            self._do(SetLoginKind(officer=one.officer, kind=kind), f"{one.name}: {MAY[kind].lower()}")

    # -- its end

    def _ask_disable(self, one: AccountRow) -> None:
        open_ones = counted(one.open_actions, "open action stays", "open actions stay")
        left = f" {open_ones} with {one.agency}; give them to another officer." if one.open_actions else ""
        text = f"{one.name} is out at once, even where it is open now.{left} The name stays in the record."
        command = DisableLogin(officer=one.officer)
        disable = partial(self._do, command, f"{one.name} signs in no more")
        confirm.ask(self._opener.window(), "Disable this account?", text, "Disable now", disable)

    def _ask_last_day(self, one: AccountRow) -> None:
        def said(words: str) -> None:
            day = self._read(words, one.today, may_be_past=False)
            if day is not None:
                self._do(SetLastDay(officer=one.officer, day=day), f"{one.name} works until {days.long(day)}")

        question = "The last day: 4 dec, fri or in 2 weeks. From the day after nothing more is read."
        ask_words.ask(
            self._opener.window(),
            f"Until when does {one.name} work here?",
            question,
            "Set the day",
            said,
            about=one.officer,
        )

    def _work_on(self, one: AccountRow) -> None:
        self._do(SetLastDay(officer=one.officer, day=None), f"{one.name} works on")

    # -- the officer

    def _ask_training(self, one: AccountRow) -> None:
        def said(words: str) -> None:
            day = self._read(words, one.today, may_be_past=True)
            if day is not None:
                seen = one.trained_on.isoformat() if one.trained_on is not None else None
                command = edit_row("officer", one.officer, "trained_on", seen, day.isoformat())
                self._do(command, f"{one.name} was trained on {days.long(day)}")

        question = "The day of the last training in sharing information, for example 4 nov."
        ask_words.ask(
            self._opener.window(),
            f"When was {one.name} trained?",
            question,
            "Note it",
            said,
            about=one.officer,
        )

    def _read(self, words: str, today: date, *, may_be_past: bool) -> date | None:
        try:
            return dates.read_either_way(words, today) if may_be_past else dates.read(words, today)
        except AppError as error:
            self._jobs.say(error)
            return None

    def ask_deputy(self, one: AccountRow, officers: Sequence[OfficerRow]) -> None:
        """Who usually comes to the meeting instead. It gives nobody a right: each signs in as themselves."""
        known = next((who for who in officers if who.id == one.officer), None)
        there = {who.officer: who.name for who in known.stand_ins} if known is not None else {}

        def set_to(who: OfficerRow, *, wanted: bool) -> None:
            command = SetSubstitute(officer=one.officer, stands_in=who.id, wanted=wanted)
            verb = "comes instead of" if wanted else "no longer comes instead of"
            self._do(command, f"{who.name} {verb} {one.name}")

        here = [who for who in officers if who.left_on is None and who.id != one.officer]
        gone = [
            Pick(f"No longer {who.name}", partial(set_to, who, wanted=False), "x")
            for who in here
            if who.id in there
        ]
        nearest = sorted(here, key=lambda who: who.agency_id != one.agency_id)
        free = [
            Pick(f"{who.name}, {who.agency}", partial(set_to, who, wanted=True), "user")
            for who in nearest
            if who.id not in there
        ]
        about = "The deputy is offered first when the register is taken, and may do what their own login may."
        choose.ask(self._opener.window(), f"Who comes instead of {one.name}?", about, [*gone, *free])

    def ask_officer(self, agencies: Sequence[AgencyRow]) -> None:
        """Somebody new: the agency, then name and job."""
        picks = [Pick(one.short_name, partial(self._ask_name, one), "building") for one in agencies]
        choose.ask(self._opener.window(), "Add an officer", "Which agency do they work for?", picks)

    def _ask_name(self, agency: AgencyRow) -> None:
        def said(words: str) -> None:
            who, _, job = words.partition(",")
            command = AddOfficer(officer=new_id(), agency=agency.id, name=who.strip(), job=job.strip())
            self._do(command, f"{who.strip()} added")

        question = "Name, and after a comma the job: Dana Wheatcroft, ASB officer"
        title = f"Add an officer of {agency.short_name}"
        ask_words.ask(self._opener.window(), title, question, "Add", said)

    # -- a slip

    def print_slip(self, given: FirstPassword | None) -> None:
        """A first password on paper, to be handed over; that it was printed is in the record before."""
        printer = self.ask_printer(self._opener, "First password") if given is not None else None
        if given is None or printer is None:
            return
        signed_in = self._jobs.signed_in
        place = signed_in.told if signed_in is not None else ""
        lines = (
            "Tasking: your first password",
            f"For {given.name}",
            f"Database: {place}",
            f"User name: {given.login}",
            f"First password: {given.password}",
            "It works for 7 days, and you choose one of your own at the first start. Destroy this slip then.",
        )
        account_desk.note_slip(self._jobs, given.login, lambda: print_lines(lines, printer), self)
