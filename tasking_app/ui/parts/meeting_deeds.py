"""What is done in a running meeting besides writing: people, referrals, answers, restricted items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.attendance import AddGuest, Leave, Mark, ReadStatement
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.line import FileLine
from tasking_app.commands.meeting import Discussed, PlaceReferral, TakeChair
from tasking_app.records.action import ActionRow
from tasking_app.records.quick_add import QuickAdd
from tasking_app.records.referral import ReferralPage
from tasking_app.records.running import LineRow, Present, ReferralCard, Start
from tasking_app.rules.action import Shown
from tasking_app.rules.errors import AppError
from tasking_app.services import referral_list
from tasking_app.ui.dialogs import ask_words, choose, confirm, guest
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.parts import answers

NEW_DATE = "The new date first, then why: 11 dec: contractor missed the date"
WORDS = {
    "done": "done",
    "on_track": "on track",
    "more_time": "has a new date",
    "drop": "dropped",
    "blocked": "blocked",
}


class MeetingDeeds(QObject):
    """Short ways from what somebody presses to the command it means, asking where something is missing."""

    def __init__(self, jobs: Jobs, opener: QWidget) -> None:
        super().__init__(opener)
        self._jobs, self._opener = jobs, opener

    def _do(self, command: Command, words: str = "") -> None:
        self._jobs.do(command, owner=self, words=words)

    # -- people

    def leave(self, person: Present) -> None:
        """Somebody leaves now."""
        if person.attendance is not None:
            command = Leave(attendance=person.attendance, seen=person.left_at, at=datetime.now(UTC))
            self._do(command, f"{person.name} left")

    def come_back(self, person: Present) -> None:
        """Somebody who left is here again."""
        if person.attendance is not None:
            command = Leave(attendance=person.attendance, seen=person.left_at, at=None)
            self._do(command, f"{person.name} is back")

    def arrive(self, meeting: UUID, person: Present) -> None:
        """Somebody comes late."""
        if person.officer is not None:
            now = datetime.now(UTC)
            command = Mark(meeting=meeting, officer=person.officer, seen=person.status, status="here", at=now)
            self._do(command, f"{person.name} is here")

    def change_chair(self, shown: Start) -> None:
        """Ask who of those here takes the chair from now on."""
        everybody = [one for agency in shown.agencies for one in agency.people]
        picks = [
            choose.Pick(f"{one.name}, {one.agency}", partial(self._take_chair, shown, one), "gavel")
            for one in everybody
            if one.status == "here" and one.left_at is None and one.officer != shown.head.chair_id
        ]
        if not picks:
            self._jobs.failed.emit("Nobody else is marked as here. Mark who arrived, then change the chair.")
            return
        words = "The minutes say who was in the chair, and until when."
        choose.ask(self._opener.window(), "Who takes the chair?", words, picks)

    def _take_chair(self, shown: Start, person: Present) -> None:
        assert person.officer is not None
        command = TakeChair(
            meeting=shown.head.id, officer=person.officer, seen=shown.head.chair_id, at=datetime.now(UTC)
        )
        self._do(command, f"{person.name} is in the chair")

    def add_guest(self, meeting: UUID) -> None:
        """Ask who the guest is."""

        def said(name: str, agency: str, saved: Callable[[], None]) -> None:
            now = datetime.now(UTC)
            command = AddGuest(attendance=new_id(), meeting=meeting, name=name, agency=agency, at=now)
            self._jobs.do(command, lambda _: saved(), self, words=f"{name} is here")

        guest.ask(self._opener.window(), self._jobs, meeting, said)

    def agree(self, meeting: UUID) -> None:
        """Those who came late read and agreed to the statement."""
        command = ReadStatement(reading=new_id(), meeting=meeting, at=datetime.now(UTC))
        self._do(command, "Statement read and agreed")

    # -- referrals

    def discuss(self, card: ReferralCard) -> None:
        """A referral is heard now."""
        if card.placing is not None and not card.discussed:
            self._do(Discussed(placing=card.placing, at=datetime.now(UTC)))

    def put_off(self, card: ReferralCard) -> None:
        """A referral is not heard today: ask why."""
        placing = card.placing
        if placing is None:
            return

        def said(words: str) -> None:
            command = Discussed(placing=placing, at=datetime.now(UTC), deferred=words)
            self._do(command, f"{card.reference} put off")

        ask_words.ask(
            self._opener.window(),
            f"Put {card.reference} off?",
            "It comes back on the next agenda with the reason. Why?",
            "Put off",
            said,
            about=placing,
        )

    def add_referral(self, meeting: UUID, quick: QuickAdd) -> None:
        """Put a referral on today's agenda by its number."""

        def said(words: str) -> None:
            digits = words.upper().removeprefix("R-").strip()
            key = quick.referrals.get(int(digits)) if digits.isdecimal() else None
            if key is None:
                self._jobs.failed.emit(f"There is no referral “{words}”. Make it first, under Referrals.")
                return
            command = PlaceReferral(placing=new_id(), referral=key, meeting=meeting, urgent=True)
            self._do(command, f"R-{digits} is on the agenda, under its theme")

        ask_words.ask(
            self._opener.window(),
            "Add a referral to this agenda",
            "Type its number, for example R-147. It goes under its theme.",
            "Add referral",
            said,
            about=meeting,
        )

    def open_restricted(self, referral: UUID, title: str, opened: Callable[[ReferralPage], None]) -> None:
        """Ask first: opening a restricted referral is recorded."""
        deed = partial(referral_list.open_restricted, key=referral)
        confirm.ask(
            self._opener.window(),
            f"Open {title[:1].lower()}{title[1:]}?",
            "It is recorded that you opened it, and when. Its words are shown in this window only.",
            "Open it",
            lambda: self._jobs.long(deed, opened, self, touched=frozenset()),
        )

    def file_line(self, line: LineRow, cards: Sequence[ReferralCard], words: dict[UUID, str]) -> None:
        """Ask under which referral a line belongs."""

        def move(referral: UUID | None, label: str) -> None:
            command = FileLine(line=line.id, seen=line.folder, referral=referral)
            self._do(command, f"Line moved to {label}")

        picks = [
            choose.Pick(
                f"{card.reference}  {words.get(card.referral, card.title)}",
                partial(move, card.referral, card.reference),
                "map-pin",
            )
            for card in cards
            if card.referral != line.referral
        ]
        if line.referral is not None:
            picks.append(choose.Pick("No referral", partial(move, None, "no referral"), "note"))
        if picks:
            choose.ask(self._opener.window(), "Move this line under…", line.text[:120], picks)

    # -- actions

    def answer_beside(
        self, action: ActionRow, name: str, meeting: UUID, today: date, following: date | None
    ) -> None:
        """An answer or a note from the card beside the minutes; what it needs is asked for."""
        if name == "on_track" and action.status.kind is Shown.LATE:
            name = "more_time"
        if name == "note":
            self._ask_note(action, meeting)
            return
        known = answers.BY_NAME[name]
        if not known.asks:
            self.answer(action, name, "", meeting, today, following)
            return
        question = NEW_DATE if known.asks == "date" else "Why?"

        def said(text: str) -> None:
            self.answer(action, name, text, meeting, today, following)

        ask_words.ask(
            self._opener.window(),
            f"{known.words}: {action.reference}",
            question,
            known.words,
            said,
        )

    def answer(
        self,
        action: ActionRow,
        name: str,
        text: str,
        meeting: UUID,
        today: date,
        following: date | None,
        refused: Callable[[str], None] | None = None,
        done: Callable[[object], None] | None = None,
    ) -> bool:
        """Send an answer; whether it is on its way. `refused` gets the sentence that stands against it."""
        tell = refused or self._jobs.failed.emit
        try:
            command = answers.command(action, name, text, datetime.now(UTC), today, meeting, following)
        except AppError as error:
            tell(str(error))
            return False
        words = f"{action.reference} {WORDS[name]}"
        self._jobs.do(command, done, self, lambda error: tell(str(error)), words=words)
        return True

    def _ask_note(self, action: ActionRow, meeting: UUID) -> None:
        def said(text: str) -> None:
            now = datetime.now(UTC)
            command = AddUpdate(update=new_id(), action=action.id, text=text, at=now, meeting=meeting)
            self._do(command, f"{action.reference} updated")

        ask_words.ask(
            self._opener.window(), f"Note on {action.reference}", "What has happened?", "Add update", said
        )
