"""An officer leaves: what is open with them, the day, and who takes over, handed over by one button."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.officer import OfficerLeaves
from tasking_app.records.officer import Leaving
from tasking_app.rules import dates, days
from tasking_app.rules.counting import listed
from tasking_app.rules.errors import AppError
from tasking_app.services import officer
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import DateField, DateRead
from tasking_app.ui.widgets.labels import Label


class Leaves(Sheet):
    """The likeliest colleague is chosen already, so that Ctrl Enter hands everything over."""

    def __init__(self, jobs: Jobs, known: Leaving) -> None:
        super().__init__(f"{known.name} leaves", width=620)
        self._jobs, self._known = jobs, known
        self._day = DateField(f"The day {known.name} leaves", self._read_day, placeholder="30 nov")
        self._after = Combo(self._may_take_over(), "Who takes over")
        self._after.setCurrentIndex(0)
        self._problem = Notice("late", "It cannot be handed over like this")
        self._problem.hide()
        self._lay_out()
        self._typed = Typed(jobs)
        self._typed.keep_day(f"leaves:{known.officer}:day", self._day, known.today)
        first = self._after.key()
        self._typed.choice(f"choice:leaves:{known.officer}:after", self._after, first)
        self._typed.say(self.body)

    def _read_day(self, text: str) -> DateRead:
        try:
            day = dates.read_either_way(text, self._known.today)
        except AppError as error:
            return DateRead(None, str(error))
        return DateRead(day, days.short(day))

    def _may_take_over(self) -> list[tuple[str, str]]:
        known = self._known
        nobody = f"Nobody yet: it waits with {known.agency}"
        return [*((str(key), name) for key, name in known.colleagues), ("", nobody)]

    def _lay_out(self) -> None:
        known = self._known
        what = known.open()
        words = f"Open with {known.name}: {what}." if what else f"Nothing is open with {known.name}."
        self.body.addWidget(Label(words, "lead", wrap=True))
        if known.only_reader_of:
            self.body.addWidget(Notice("info", self._alone(), _what_to_do(known), icon="lock"))
        if known.only_decides_in:
            last = f"Only {known.name} decides requests in {listed(known.only_decides_in)}"
            self.body.addWidget(Notice("info", last, _who_decides_then(known), icon="inbox"))
        self.body.addWidget(Labelled("Leaves on", self._day, hint="30 nov, fri, in 2 weeks"))
        hint = "also reads what they could read" if known.colleagues else "nobody else is on the list yet"
        self.body.addWidget(Labelled(f"Who takes over at {known.agency}", self._after, hint=hint))
        kept = "Meetings that were held and papers that were made keep their name. One Undo takes it back."
        self.body.addWidget(Label(kept, "small", "text2", wrap=True))
        self.body.addWidget(self._problem)
        verb = "Hand over" if what else "Note that they left"
        go = Button(verb, kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(go, cancel, None)
        go.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _alone(self) -> str:
        return f"Only {self._known.name} may read {', '.join(self._known.only_reader_of)}"

    def first_focus(self) -> QWidget | None:
        return self._after

    def _take(self) -> None:
        day = self._day.day()
        if day is None:
            self._refuse(self._day.problem() or "Type the day, for example 30 nov.")
            self._day.edit.setFocus()
            return
        after = self._after.key()
        known = self._known
        command = OfficerLeaves(officer=known.officer, left_on=day, successor=UUID(after) if after else None)
        to = f" to {self._after.currentText()}" if after and known.open() else ""
        words = f"{known.name} left, {known.open()} handed over{to}" if to else f"{known.name} left"
        self._jobs.do(command, self._done, self, self._failed, words=words)

    def _done(self, _done: object) -> None:
        self._typed.forget()
        self.close_layer()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            self._jobs.say(error)
            return
        alone = self._known.only_reader_of and "may read" in str(error)
        more = f" {_what_to_do(self._known)}" if alone else ""
        self._refuse(f"{error}{more}")

    def _refuse(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.show()
        self.place()


def _what_to_do(known: Leaving) -> str:
    """Nobody could read the case any more: the way out of it."""
    if known.colleagues:
        return "Whoever takes over may read it from then on."
    return (
        f"Add an officer of {known.agency} first who takes over, or open the referral and let somebody "
        "else read it."
    )


def _who_decides_then(known: Leaving) -> str:
    """Requests would wait for nobody: the way out of it."""
    if known.colleagues:
        return "Whoever takes over decides them from then on."
    return "Name another chair or co-ordinator first, under Series and agendas."


def ask(opener: QWidget, jobs: Jobs, key: UUID) -> None:
    """Ask what is open with an officer and show it."""

    def show(known: Leaving) -> None:
        sheet = Leaves(jobs, known)
        sheet.left.connect(sheet.deleteLater)
        sheet.open_over(opener)

    jobs.ask(partial(officer.leaving, key=key), show, opener)
