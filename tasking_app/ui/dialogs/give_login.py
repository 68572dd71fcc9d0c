"""A login for an officer: the user name and what it is for; and a first password, shown once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.records.account import FirstPassword
from tasking_app.rules import login as logins
from tasking_app.ui import clipboard
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label

Said = Callable[[str, str, Callable[[], None]], None]
KINDS = (
    ("officer", "Officer: works on what the own agency leads"),
    ("analyst", "Analyst: reads, and loads figures; no names"),
)
SHOWN_FOR = 300
"""Seconds for which a first password is on show."""


class GiveLogin(Sheet):
    """The user name is proposed from the name; Enter gives the login."""

    def __init__(self, jobs: Jobs, officer: UUID, name: str, proposed: str, said: Said) -> None:
        super().__init__(f"A login for {name}", width=600)
        self._said = said
        self._login = Field("User name", icon="user", text=proposed)
        self._kind = Combo(list(KINDS), "What it is for", current="officer")
        self._typed = Typed(jobs)
        self._typed.keep(f"login:{officer}", self._login)
        self._named = Labelled("User name", self._login, hint="small letters, numbers, dots")
        words = (
            "The program makes a first password and shows it once. Chairs, co-ordinators and who looks after "
            "information governance get their logins from whoever looks after the database."
        )
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        self.body.addWidget(self._named)
        self.body.addWidget(Labelled("What it is for", self._kind))
        go = Button("Give the login", kind="primary", keys="Enter")
        back = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(go, back, None)
        go.clicked.connect(self._take)
        back.clicked.connect(self.close_layer)
        self._login.entered.connect(self._take)
        self.left.connect(self.deleteLater)
        self._typed.say(self.body)

    def first_focus(self) -> QWidget | None:
        return self._login.edit

    def _take(self) -> None:
        login, kind = self._login.text(), self._kind.key()
        trouble = logins.trouble_with(login)
        if trouble:
            self._named.show_problem(trouble)
            self._login.edit.setFocus()
            return
        self.close_layer()
        self._said(login, kind, self._typed.forget)


class ShowOnce(Sheet):
    """A first password: for five minutes at most, and never again."""

    def __init__(self, given: FirstPassword, invite: Callable[[], None]) -> None:
        super().__init__("First password", width=600)
        self._password, self._seconds = given.password, SHOWN_FOR
        self._hides = Label("", "small", "text2")
        words = Label(given.password, "h2")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"First password: {given.password}")
        card = Card(gap=8)
        card.add(
            row(Glyph("key", "text", 22), Label("Shown once", "strong"), None, self._hides, gap=8),
            words,
            row(Label("User name", "small_strong", "text2"), Label(given.login, "strong"), None, gap=8),
            Label(f"For {given.name}", "body", "text2", wrap=True),
        )
        about = (
            "Give it by phone or in person, not by e-mail. It works for 7 days, and a new one is chosen at "
            "the first start. The invitation file holds the rest and no password: that may go by e-mail."
        )
        self.body.addWidget(card)
        self.body.addWidget(Label(about, "body", "text2", wrap=True))
        self._done = Button("It is passed on", kind="primary")
        copy, file = Button("Copy", icon="copy"), Button("Invitation file…", icon="file-export")
        self.foot(self._done, copy, file, None)
        self._done.clicked.connect(self.close_layer)
        copy.clicked.connect(lambda: clipboard.put(self._password, self._password))
        file.clicked.connect(invite)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        self.left.connect(self._gone)
        self._tell()

    def first_focus(self) -> QWidget | None:
        return self._done

    def tick(self, seconds: int = 1) -> None:
        """Time went by."""
        self._seconds -= seconds
        self._tell()
        if self._seconds <= 0:
            self.close_layer()

    def _tell(self) -> None:
        minutes, seconds = divmod(max(self._seconds, 0), 60)
        self._hides.setText(f"hides in {minutes}:{seconds:02}")

    def _gone(self) -> None:
        """What was copied of it is not left behind."""
        if QApplication.clipboard().text() == self._password:
            QApplication.clipboard().clear()
        self._password = ""
        self.deleteLater()


def ask(opener: QWidget, jobs: Jobs, officer: UUID, name: str, proposed: str, said: Said) -> None:
    """Ask for the user name; `said` gets it with its kind, and what to call once the login is given."""
    GiveLogin(jobs, officer, name, proposed, said).open_over(opener)


def show_once(opener: QWidget, given: FirstPassword, invite: Callable[[], None]) -> None:
    """Show a first password over a window."""
    ShowOnce(given, invite).open_over(opener)
