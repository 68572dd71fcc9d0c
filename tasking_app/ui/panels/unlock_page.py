"""Page of the first run for a file whose key is not on this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from tasking_app.rules.errors import AppError
from tasking_app.services import opening
from tasking_app.services.opening import Opened
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.layouts import row
from tasking_app.ui.panels.first_page import FirstPage
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import Field


class UnlockPage(FirstPage):
    """A passphrase or a recovery phrase; `ready` gives the file it opened."""

    ready = Signal(object)
    other = Signal()

    def __init__(self) -> None:
        super().__init__("Open your file", "", "")
        self._path = Path()
        self._secret = Field("Passphrase or recovery phrase", icon="key")
        go = Button("Open", kind="primary", keys="Enter")
        other = Button("Another file…", kind="ghost")
        self.body.addWidget(Labelled("Passphrase, or the recovery phrase of 24 words", self._secret))
        self.body.addLayout(row(go, other, None, gap=8))
        go.clicked.connect(self._unlock)
        self._secret.entered.connect(self._unlock)
        other.clicked.connect(self.other)

    def ask(self, path: Path, why: str) -> None:
        """Say why the file does not open, and ask for what opens it."""
        self._path = path
        self.refuse(why)
        self._secret.edit.setFocus()

    def _unlock(self) -> None:
        path, secret = self._path, self._secret.text()

        def slow() -> Opened:
            whole = len(secret.split()) == opening.PHRASE_WORDS
            return opening.recover(path, secret) if whole else opening.open_file(path, secret)

        background.run(slow, self.ready.emit, self._ask_again, self)

    def _ask_again(self, error: Exception) -> None:
        known = isinstance(error, AppError | opening.BadPhrase)
        self.refuse(str(error) if known else "That did not open the file.")
        self._secret.edit.setFocus()
