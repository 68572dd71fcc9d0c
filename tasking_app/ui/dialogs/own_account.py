"""One's own account at a shared database: who signed in, another password, signing out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tasking_app.records.signing_in import SignIn
from tasking_app.ui import account_desk
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label


class OwnAccount(Sheet):
    """Who sits here is who signed in; somebody else signs in with their own password."""

    def __init__(self, jobs: Jobs, sign_in: SignIn, agency: str, sign_out: Callable[[], None]) -> None:
        super().__init__("You are signed in", width=640)
        self._jobs, self._sign_in, self._sign_out = jobs, sign_in, sign_out
        self.left.connect(self.deleteLater)
        kept = (
            "Your password is kept in this computer’s credential store."
            if sign_in.kept
            else "Your password is not kept on this computer: it is asked for at each start."
        )
        self.body.addWidget(Label(f"{jobs.actor.name}, {agency}", "strong", wrap=True))
        self.body.addWidget(
            Label(f"As {sign_in.login}, in the partnership’s database: {sign_in.told}.", "body", wrap=True)
        )
        self.body.addWidget(Label(kept, "body", "text2", wrap=True))
        words = "What you write carries this name. Somebody else signs out here, and in with their own login."
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        self._change = Button("Change my password…", icon="key")
        out, close = Button("Sign out", icon="door"), Button("Close", kind="ghost", keys="Esc")
        self.foot(self._change, out, None, close)
        self._change.clicked.connect(self._ask_password)
        out.clicked.connect(self._leave)
        close.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self._change

    def _ask_password(self) -> None:
        opener = self.window()
        self.close_layer()
        change_password(opener, self._jobs, self._sign_in)

    def _leave(self) -> None:
        self.close_layer()
        self._sign_out()


class OwnPassword(Sheet):
    """The password of now, and the new one twice."""

    def __init__(self, jobs: Jobs, sign_in: SignIn) -> None:
        super().__init__("Change my password", width=560)
        self._jobs, self._sign_in, self._busy = jobs, sign_in, False
        self._was_kept = sign_in.kept
        self.left.connect(self.deleteLater)
        self._fields = tuple(_secret(name) for name in ("Password now", "New password", "New password again"))
        self._shown = [Labelled(one.edit.accessibleName(), one) for one in self._fields]
        words = "Three or four words do well; at least 12 signs. It works for a year."
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        for one in self._shown:
            self.body.addWidget(one)
        self._go = Button("Change it", kind="primary", keys="Enter")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(self._go, cancel, None)
        self._go.clicked.connect(self._take)
        cancel.clicked.connect(self.close_layer)
        for field in self._fields:
            field.entered.connect(self._take)

    def first_focus(self) -> QWidget | None:
        return self._fields[0].edit

    def may_close(self) -> bool:
        return not self._busy

    def _take(self) -> None:
        old, wanted, again = (field.edit.text() for field in self._fields)
        if self._busy:
            return
        self._refuse(0, "" if old else "Type the password you have now.")
        trouble = account_desk.trouble_with(wanted, again, old, self._sign_in.login) if old else ""
        self._refuse(1, trouble)
        if not old or trouble:
            return
        self._busy = True
        account_desk.change_own(self._jobs, self._sign_in, old, wanted, self._done, self._failed, self)

    def _refuse(self, which: int, sentence: str) -> None:
        self._shown[which].show_problem(sentence)
        if sentence:
            self._fields[which].edit.setFocus()
        self.place()

    def _done(self) -> None:
        self._busy = False
        self.close_layer()
        words = "Your password is changed"
        if self._was_kept and not self._sign_in.kept:
            words = "Your password is changed. This computer could not keep it: you type it at the next start"
        self._jobs.told.emit(words, False)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._refuse(0, str(error))


def _secret(name: str) -> Field:
    field = Field(name, icon="lock")
    field.edit.setEchoMode(field.edit.EchoMode.Password)
    return field


def show(opener: QWidget, jobs: Jobs, sign_in: SignIn, agency: str, sign_out: Callable[[], None]) -> None:
    """Say who signed in, over a window."""
    OwnAccount(jobs, sign_in, agency, sign_out).open_over(opener)


def change_password(opener: QWidget, jobs: Jobs, sign_in: SignIn) -> None:
    """Ask for another password, over a window."""
    OwnPassword(jobs, sign_in).open_over(opener)
