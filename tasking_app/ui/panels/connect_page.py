"""Pages of the first run for a shared database: where it is, as whom, tried at once; one's own password."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog

from tasking_app.outbox import reaching
from tasking_app.records.signing_in import SignedIn, SignIn
from tasking_app.rules.errors import AppError
from tasking_app.services import connecting
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.layouts import row
from tasking_app.ui.panels.first_page import FirstPage
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card, Notice
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

INVITATION = ".tasking-invitation"
NO_STORE = (
    "This computer has no credential store, so the password is not kept: you type it each time you start."
)
KEPT_HERE = "Kept on this computer"
Typed = tuple[str, str, str, str]


def secret(name: str, icon: str = "lock") -> Field:
    """A field that shows dots for what is typed."""
    field = Field(name, icon=icon)
    field.edit.setEchoMode(field.edit.EchoMode.Password)
    return field


class ConnectPage(FirstPage):
    """Address, user name and password. `ready` has been tried; `choose` has to get a password of its own."""

    ready = Signal(object)
    choose = Signal(object)
    back = Signal()
    typed = Signal(object)
    """What is typed, to be kept for the next start: never the password."""

    def __init__(self) -> None:
        about = (
            "For everyone in the partnership. Drop the invitation file from your co-ordinator here, or type "
            "the address. What you may see and change there, the database itself decides."
        )
        super().__init__("In the partnership’s database", about, "")
        self._authority: Path | None = None
        self._given: SignIn | None = None
        self._tested: Typed | None = None
        self._found: tuple[SignIn, SignedIn] | None = None
        self._go_on = False
        self._address = Field("Address", icon="database", placeholder="server.example")
        self._login = Field("User name", icon="user")
        self._password = secret("Password")
        self._trust = Label("", "small", "text2", wrap=True)
        self._keep = CheckBox("Keep my password in this computer’s credential store")
        self._none = Label(NO_STORE, "small", "text2", wrap=True)
        self._good = Notice("on_track", "Connected")
        self._bad = Notice("late", "Not connected")
        self._busy = Notice("info", "The database is being asked")
        self._go = Button("Connect and continue", kind="primary", keys="Enter")
        self._build()
        self._say(None, "")
        self._tell_trust()

    def _build(self) -> None:
        invitation = Button("Open invitation…", icon="folder-open")
        invitation.clicked.connect(self._choose_invitation)
        certificate = Button("Choose the certificate…", kind="link")
        certificate.clicked.connect(self._choose_certificate)
        test, back = Button("Test again"), Button("Back", kind="ghost")
        card = Card(margins=(24, 18, 24, 18), gap=10)
        card.add(
            row((Labelled("Address", self._address), 1), _low(invitation), gap=8),
            row((Labelled("User name", self._login), 1), (Labelled("Password", self._password), 1), gap=8),
            row((self._trust, 1), certificate, gap=8),
            self._keep,
            self._none,
            self._good,
            self._bad,
            self._busy,
            row(self._go, test, back, None, gap=8),
        )
        self.body.addWidget(card)
        for field in (self._address, self._login, self._password):
            field.entered.connect(self._continue)
            field.left.connect(self._test_if_whole)
        for field in (self._address, self._login):
            field.changed.connect(self._tell_typed)
        self._go.clicked.connect(self._continue)
        test.clicked.connect(partial(self._try, go_on=False))
        back.clicked.connect(self.back)

    # -- what stands here

    def begin(self, before: Mapping[str, object]) -> None:
        """What was typed the last time, and the focus on what is missing."""
        self._address.set_text(self._address.text() or str(before.get("address", "")))
        self._login.set_text(self._login.text() or str(before.get("login", "")))
        kept = str(before.get("authority", ""))
        if kept and self._authority is None:
            self._authority = Path(kept)
        there = connecting.can_keep()
        self._keep.setVisible(there)
        self._none.setVisible(not there)
        self._keep.setChecked(there)
        self._tell_trust()
        missing = (one for one in (self._address, self._login) if not one.text())
        next(missing, self._password).edit.setFocus()

    def take(self, sign_in: SignIn, refused: Exception | None = None) -> None:
        """A way that is known: an invitation, or the database of before and why it did not open."""
        self._given, self._found = sign_in, None
        typed, self._authority = connecting.server_of(sign_in)
        self._address.set_text(typed)
        self._login.set_text(sign_in.login)
        self._password.set_text("")
        self._password.edit.setPlaceholderText(KEPT_HERE if sign_in.password else "")
        self._tell_trust()
        self._tell_typed("")
        self._tested = self._now() if refused is not None else None
        if isinstance(refused, connecting.NoPassword | connecting.MustChoose):
            self._say(self._busy, str(refused), "Your password")
        elif refused is not None:
            self._say(self._bad, _sentence(refused))
        self._password.edit.setFocus()

    def invited(self, path: Path) -> None:
        """Take what an invitation file says."""
        try:
            self.take(connecting.invited(path))
        except AppError as error:
            self._say(self._bad, str(error))
            return
        self._say(self._busy, "Type the password you were given.", "This is your invitation")

    def trust(self, path: Path) -> None:
        """Take the certificate of the authority that vouches for the server."""
        try:
            self._authority = connecting.trusted(path)
        except AppError as error:
            self._say(self._bad, str(error))
            return
        self._tell_trust()
        self._tell_typed("")
        self._test_if_whole()

    def _choose_invitation(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open an invitation", "", f"Invitations (*{INVITATION})")
        if name:
            self.invited(Path(name))

    def _choose_certificate(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Who vouches for the server", "", "Certificates (*.crt *.pem *.cer);;All files (*)"
        )
        if name:
            self.trust(Path(name))

    def _tell_trust(self) -> None:
        known = self._authority is not None
        self._trust.setText(
            "This computer knows who vouches for the server."
            if known
            else "Who vouches for the server is in the invitation, or in a certificate file."
        )

    def _tell_typed(self, _text: str) -> None:
        self.typed.emit(
            {
                "address": self._address.text(),
                "login": self._login.text(),
                "authority": str(self._authority or ""),
            }
        )

    # -- trying

    def _now(self) -> Typed:
        password = self._password.edit.text()
        given = self._given
        if not password and given is not None and given.login == self._login.text():
            password = given.password
        return self._address.text(), self._login.text(), password, str(self._authority or "")

    def _test_if_whole(self) -> None:
        """A field was left: try as soon as there is something to try, and only once."""
        now = self._now()
        if all(now) and now != self._tested:
            self._try(go_on=False)

    def _continue(self) -> None:
        if self._found is not None and self._tested == self._now():
            self._finish(*self._found)
        else:
            self._try(go_on=True)

    def _try(self, *, go_on: bool) -> None:
        now = self._now()
        if self._go_on and now == self._tested:
            return  # asked already, and it goes on by itself
        self._found, self._go_on = None, go_on
        try:
            sign_in = connecting.sign_in_of(now[0], now[1], self._authority)
        except AppError as error:
            self._say(self._bad, str(error))
            return
        if not now[2]:
            self._say(self._bad, "Type your password.")
            self._password.edit.setFocus()
            return
        self._tested, sign_in.password = now, now[2]
        self._say(self._busy, "This takes a few seconds where the network is slow.")
        done = partial(self._tried, now, sign_in)
        background.run(partial(reaching.try_out, sign_in), done, partial(self._refused, now), self)

    def _tried(self, asked: Typed, sign_in: SignIn, found: SignedIn) -> None:
        if asked != self._now():
            return  # something else is typed by now
        self._found = (sign_in, found)
        words = f"Connected in {max(found.seconds, 0.1):.1f} seconds, encrypted"
        if found.away:
            words = "The database does not answer. Go on with what this computer keeps"
        who = f"You are {found.name}, {found.agency}."
        more = " Next you choose a password of your own." if found.choose else ""
        self._say(self._good, who + more, words)
        if self._go_on:
            self._finish(sign_in, found)

    def _refused(self, asked: Typed, error: Exception) -> None:
        if asked != self._now():
            return
        self._go_on = False
        self._say(self._bad, _sentence(error))

    def _finish(self, sign_in: SignIn, found: SignedIn) -> None:
        self._go_on = False
        sign_in.kept = self._keep.isChecked() and self._keep.isVisibleTo(self)
        if found.choose:
            self.choose.emit(sign_in)
            return
        keep = partial(connecting.keep, sign_in, wanted=sign_in.kept)
        background.run(keep, lambda _: self.ready.emit(sign_in), lambda _: self.ready.emit(sign_in), self)

    def _say(self, notice: Notice | None, sentence: str, title: str = "") -> None:
        for one in (self._good, self._bad, self._busy):
            one.setVisible(one is notice)
        if notice is not None:
            notice.set_title(title or notice.usual)
            notice.set_text(sentence)


class ChoosePage(FirstPage):
    """A first password is changed before anything opens."""

    ready = Signal(object)

    def __init__(self) -> None:
        about = (
            "The one you were given ends within 7 days, and somebody else has seen it. Three or four words "
            f"do well; at least {connecting.SHORTEST} signs."
        )
        super().__init__("Choose a password of your own", about, "")
        self._sign_in: SignIn | None = None
        self._new, self._again = secret("New password"), secret("New password again")
        self._go = Button("Take this password", kind="primary", keys="Enter")
        self.body.addWidget(Labelled("New password", self._new))
        self.body.addWidget(Labelled("The same again", self._again))
        self.body.addLayout(row(self._go, None))
        self._go.clicked.connect(self._take)
        self._new.entered.connect(self._again.edit.setFocus)
        self._again.entered.connect(self._take)

    def offer(self, sign_in: SignIn) -> None:
        """Ask for the password that comes after the one of this way."""
        self._sign_in = sign_in
        self.problem.hide()
        self._new.set_text("")
        self._again.set_text("")
        self._new.edit.setFocus()

    def _take(self) -> None:
        sign_in = self._sign_in
        if sign_in is None or not self._go.isEnabled():
            return
        wanted, again = self._new.edit.text(), self._again.edit.text()
        trouble = connecting.trouble_with(wanted, again, sign_in.password, sign_in.login)
        if trouble:
            self.refuse(trouble)
            self._new.edit.setFocus()
            return
        self._go.setEnabled(False)
        change = partial(connecting.change_password, sign_in, sign_in.password, wanted)
        background.run(change, lambda _: self._done(sign_in), self._failed, self)

    def _done(self, sign_in: SignIn) -> None:
        self._go.setEnabled(True)
        self.ready.emit(sign_in)

    def _failed(self, error: Exception) -> None:
        self._go.setEnabled(True)
        self.refuse(_sentence(error))


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, AppError) else "Something went wrong. Nothing was changed."


def dropped(carried: QMimeData) -> Path | None:
    """The invitation that is dragged here, if it is one."""
    files = [Path(one.toLocalFile()) for one in carried.urls() if one.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix == INVITATION else None


def _low(button: Button) -> Labelled:
    """A button that stands beside a field with a label above it."""
    return Labelled("", button)
