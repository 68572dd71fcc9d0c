"""A small form that gives a note to an agency as an action, with the next meeting as its usual date."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.change import Withdraw
from tasking_app.commands.line import AddAction
from tasking_app.records.loose_action import LooseAction
from tasking_app.rules import dates, days
from tasking_app.rules.errors import AppError
from tasking_app.rules.theme import THEMES
from tasking_app.services import loose_action
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import DateField, DateRead, Field
from tasking_app.ui.widgets.labels import Label


class GiveOut(QWidget):
    """What, who and by when; the note leaves the minutes when the action stands there."""

    def __init__(self, jobs: Jobs, line: UUID) -> None:
        super().__init__()
        self._jobs = jobs
        self._typed = Typed(jobs)
        self._loose: LooseAction | None = None
        self._text = Field("What is to be done")
        self._agency = Combo([], "Which agency")
        self._agency.setPlaceholderText("Which agency?")
        self._agency.setMinimumWidth(px(170))
        self._theme = Combo([(theme.code, theme.name) for theme in THEMES], "Which theme")
        self._theme.setPlaceholderText("Which theme?")
        self._theme.set_key("")
        self._due = DateField("By when", self._read)
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        give = Button("Give it", kind="primary", size="small")
        give.clicked.connect(self._give)
        self._text.entered.connect(self._give)
        self._due.entered.connect(self._give)
        self._theme_box = wrap(row(self._theme, None))
        self.setLayout(
            column(
                self._text,
                row(self._agency, (self._due, 1), give, gap=6),
                self._theme_box,
                self._problem,
                gap=6,
            )
        )
        jobs.ask(lambda work: loose_action.loose_action(work, line), self._show, self)

    def _read(self, text: str) -> DateRead:
        if self._loose is None:
            return DateRead(None, "")
        try:
            day = dates.read(text, self._loose.today, self._loose.due)
        except AppError as problem:
            return DateRead(None, str(problem))
        return DateRead(day, days.short(day))

    def _show(self, found: LooseAction) -> None:
        self._loose = found
        self._text.set_text(found.text)
        self._typed.keep(f"give:{found.line}", self._text, found.text)
        self._typed.keep_day(f"give-due:{found.line}", self._due, found.due)
        self._agency.set_options([(str(key), name) for key, name in found.agencies])
        self._agency.set_key("")
        self._theme.set_key(found.theme)
        self._theme_box.setVisible(not found.theme)
        self._agency.setFocus()

    def _give(self) -> None:
        due = self._due.day()
        missing = (
            (not self._text.text(), "Say what is to be done.", self._text),
            (not self._agency.key(), "Choose the agency that leads it.", self._agency),
            (not self._theme.key(), "Choose the theme it belongs to.", self._theme),
            (due is None, self._due.problem() or "Say by when.", self._due),
        )
        wrong = next(((words, field) for bad, words, field in missing if bad), None)
        if wrong is not None:
            self._say(wrong[0])
            wrong[1].setFocus()
        elif self._loose is not None and due is not None:
            command = AddAction(
                action=new_id(),
                theme=self._theme.key(),
                text=self._text.text(),
                agency=UUID(self._agency.key()),
                due=due,
                at=datetime.now(UTC),
                referral=self._loose.referral,
                meeting=self._loose.meeting,
                item=self._loose.item,
                line=new_id(),
                after=self._loose.line,
            )
            self._jobs.do(command, lambda _: self._withdraw(), self, self._refused)

    def _withdraw(self) -> None:
        """The note goes once the action stands in the minutes in its place."""
        if self._loose is not None:
            self._typed.forget()
            note = Withdraw(kind="line", row=self._loose.line)
            self._jobs.do(note, owner=self, words="Given to an agency")

    def _refused(self, why: Exception) -> None:
        if not isinstance(why, AppError):
            raise why
        self._say(str(why))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
