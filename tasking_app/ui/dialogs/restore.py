"""Restore from a backup: what it would bring back, its key when that is not here, and then the exchange."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tasking_app.records.restoring import Restorable
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

TITLE = "Restore from a backup"
KEPT = (
    "Everything in this window becomes what it was then. The file as it is now is kept beside it, under a "
    "name with the date and time of this moment: nothing in it is lost."
)


class Restore(Sheet):
    """One backup from being looked at to being in place; Esc leaves everything as it is."""

    def __init__(self, jobs: Jobs, source: Path) -> None:
        super().__init__(TITLE, width=640)
        self._jobs, self._source = jobs, source
        self._found: Restorable | None = None
        self._reading = self._busy = False
        self._secret = Field("Passphrase or recovery phrase", icon="key")
        self._secret.edit.setEchoMode(self._secret.edit.EchoMode.Password)
        self._secret.entered.connect(self._try_secret)
        self._ask = Labelled("Passphrase, or the recovery phrase of 24 words", self._secret)
        self._problem = Notice("late", "It cannot be restored")
        self._inside = column(gap=6)
        self.body.addWidget(self._problem)
        self.body.addLayout(self._inside)
        self.body.addWidget(self._ask)
        self._go, self._cancel = Button("Restore", kind="primary"), Button("Cancel", kind="ghost", keys="Esc")
        self.foot(self._go, self._cancel, None)
        self._cancel.clicked.connect(self.close_layer)
        self._go.clicked.connect(self._pressed)
        self.left.connect(self._leave)
        self._act: Callable[[], None] = self._exchange

    def look(self, secret: str = "") -> None:
        """Open the backup in the background and say what is in it."""
        self._say(f"{self._source.name} is being read to its last page.", "")
        self._cancel.setFocus()
        self._reading = True
        slow = partial(_restoring().look, self._source, self._jobs.file, self._jobs.file_key, secret)
        background.run(slow, self._offer, self._refuse, self)

    def _pressed(self) -> None:
        self._act()

    def first_focus(self) -> QWidget | None:
        return self._cancel

    def may_close(self) -> bool:
        return not self._busy

    # -- looking

    def _try_secret(self) -> None:
        self.look(self._secret.text())

    def _offer(self, found: Restorable) -> None:
        self._reading = False
        if not self.isVisible():
            _restoring().let_go(found)
            self.deleteLater()
            return
        self._found = found
        last = f"{found.last_meeting}, {days.full(found.last_on)}" if found.last_on else "None was held yet"
        facts = (
            ("Backup", found.source.name),
            ("Made", _moment(found.made_at)),
            ("Last change in it", _moment(found.last_change) if found.last_change else "Nothing was changed"),
            ("Partnership", found.partnership or "No name yet"),
            ("Holds", f"{counted(found.meetings, 'meeting')} and {counted(found.actions, 'action')}"),
            ("Last meeting held", last),
        )
        self._say("", "", *(_fact(name, words) for name, words in facts), Label(KEPT, wrap=True))
        self._offer_button("Restore this backup", self._exchange)

    def _refuse(self, error: Exception) -> None:
        self._reading = False
        if not self.isVisible():
            self.deleteLater()
            return
        if _restoring().asks_key(error):
            self._say(str(error), "")
            self._ask.show()
            self._secret.edit.setFocus()
            self._offer_button("Open the backup", self._try_secret)
            return
        known = isinstance(error, AppError)
        self._say("", str(error) if known else f"{self._source.name} could not be read.")

    # -- the exchange

    def _exchange(self) -> None:
        found = self._found
        if found is None:
            return
        self._say("The backup is being put in place. The window shows it in a moment.", "")
        self._cancel.hide()
        self._busy, self._found = True, None
        file, key = self._jobs.file, self._jobs.file_key
        swap = partial(_restoring().put_in_place, found, file, key, datetime.now(UTC))
        self._jobs.exchange(swap, found.key, self._done, self, partial(self._failed, found))

    def _done(self, aside: Path | None) -> None:
        self._busy = False
        kept = f"The file as it was before is kept as {aside.name}, in the same folder." if aside else ""
        words = Label("This window shows the backup now. What was being typed is still there.", wrap=True)
        self.set_head("Restored")
        self._say("", "", words, Label(kept, wrap=True))
        self._offer_button("Go on", self.close_layer)
        self._go.setFocus()

    def _failed(self, found: Restorable, error: Exception) -> None:
        self._busy = False
        _restoring().let_go(found)
        known = isinstance(error, AppError)
        self._say("", f"{error if known else 'Something went wrong.'} Your file is open as it was.")
        self._cancel.show()
        self._cancel.setFocus()

    # -- what it shows

    def _say(self, words: str, problem: str, *parts: QWidget) -> None:
        """Show one state: a sentence or what went wrong or some parts, and no button but Cancel."""
        clear(self._inside)
        for part in ([Label(words, wrap=True)] if words else []) + list(parts):
            self._inside.addWidget(part)
            part.show()
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))
        self._ask.hide()
        self._go.hide()
        self.place()

    def _offer_button(self, words: str, act: Callable[[], None]) -> None:
        self._act = act
        self._go.set_text(words)
        self._go.show()
        self.place()

    def _leave(self) -> None:
        """Closed: a copy that waited goes, unless it is still being made; then it goes when it is."""
        if self._found is not None:
            _restoring().let_go(self._found)
        if not self._reading:
            self.deleteLater()


def _moment(moment: datetime) -> str:
    """A day in words and the time, as people here have it."""
    return f"{days.full(days.in_london(moment))}, {moment.astimezone(days.LONDON):%H:%M}"


def _fact(name: str, words: str) -> QWidget:
    label = Label(name, "small_strong", "text2")
    label.setFixedWidth(px(130))
    return wrap(row(label, (Label(words, wrap=True), 1), gap=8))


def open_over(opener: QWidget, jobs: Jobs, source: Path) -> None:
    """Look at a backup, over a window."""
    sheet = Restore(jobs, source)
    sheet.open_over(opener)
    sheet.look()


def _restoring() -> Any:
    """What puts a backup in place. Only the first look at one waits for it: it loads what upgrades files."""
    from tasking_app.services import restoring  # noqa: PLC0415  (see above)

    return restoring
