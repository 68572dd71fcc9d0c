"""What the sheets share that change actions: the lead, a loose date, the question before sharing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import ChangeActions, ReopenAction, ReplaceAction, SplitAction
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import dates, days
from tasking_app.rules.errors import AppError
from tasking_app.services.sharing import MustShare
from tasking_app.ui.dialogs import confirm
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import DateField, DateRead
from tasking_app.ui.widgets.labels import Label

Change = ChangeActions | ReopenAction | ReplaceAction | SplitAction


def date_field(name: str, today: date) -> DateField:
    """A field that reads `fri` and `11 dec` as seen from today."""

    def read(text: str) -> DateRead:
        try:
            day = dates.read(text, today)
        except AppError as error:
            return DateRead(None, str(error))
        return DateRead(day, days.short(day))

    return DateField(name, read)


class Lead(QWidget):
    """The lead agency, and an officer of that agency or nobody yet."""

    def __init__(self, form: ActionForm, agency: UUID | None, officer: UUID | None) -> None:
        super().__init__()
        self._form, self._now = form, officer
        agencies = [(str(key), name) for key, name in form.agencies]
        self.agency = Combo(agencies, "Lead agency", current=str(agency or ""))
        self.agency.setPlaceholderText("Choose")
        self.officer = Combo([("", "Not named")], "Lead officer")
        self.setLayout(
            row(
                (Labelled("Lead agency", self.agency), 1), (Labelled("Lead officer", self.officer), 1), gap=10
            )
        )
        self.agency.chosen.connect(lambda _: self._offer())
        self._offer()

    def _offer(self) -> None:
        theirs = [(str(key), name) for key, name, of in self._form.officers if str(of) == self.agency.key()]
        current = str(self._now) if self._now is not None else ""
        self.officer.set_options([("", "Not named"), *theirs], current)
        if self.officer.currentIndex() < 0:
            self.officer.set_key("")

    def chosen(self) -> tuple[UUID | None, UUID | None]:
        """Agency and officer."""
        agency, officer = self.agency.key(), self.officer.key()
        return UUID(agency) if agency else None, UUID(officer) if officer else None


class ActionSheet(Sheet):
    """A few fields, one verb. It stays open while it is refused, and asks before anything is shared."""

    def __init__(self, jobs: Jobs, title: str, verb: str, words: str) -> None:
        super().__init__(title, width=620)
        self._jobs, self._words = jobs, words
        self._typed = Typed(jobs)
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        go = Button(verb, kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(go, cancel, None)
        go.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _lay(self, *fields: QWidget) -> None:
        """The fields one under another, then what is wrong; and what was typed before is in them again."""
        for field in (*fields, self._problem):
            self.body.addWidget(field)
        self._typed.say(self.body)

    def _command(self) -> Change:
        """What is sent. Raises AppError when something is missing."""
        raise NotImplementedError

    def _take(self) -> None:
        try:
            self._send(self._command())
        except AppError as error:
            self._refused(error)

    def _send(self, command: Change) -> None:
        self._jobs.do(command, lambda _: self._done(), self, self._asks(command), words=self._words)

    def _done(self) -> None:
        self._typed.forget()
        self.close_layer()

    def _asks(self, command: Change) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, MustShare) or isinstance(command, ReopenAction):
                self._refused(error)
                return
            again = replace(command, share=True)
            confirm.ask(
                self.window(), "Share it first?", str(error), "Share and go on", lambda: self._send(again)
            )

        return failed

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            self._jobs.say(error)
            return
        self._problem.setText(str(error))
        self._problem.show()
