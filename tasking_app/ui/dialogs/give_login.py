"""A login for an officer: the user name, and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.rules import login as logins
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

Said = Callable[[str, str, Callable[[], None]], None]
KINDS = (
    ("officer", "Officer: works on what the own agency leads"),
    ("analyst", "Analyst: reads, and loads figures; no names"),
)


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


def ask(opener: QWidget, jobs: Jobs, officer: UUID, name: str, proposed: str, said: Said) -> None:
    """Ask for the user name; `said` gets it with its kind, and what to call once the login is given."""
    GiveLogin(jobs, officer, name, proposed, said).open_over(opener)
