"""A first password beside its account: for five minutes at most, and never again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication

from tasking_app.records.account import FirstPassword
from tasking_app.ui import clipboard
from tasking_app.ui.layouts import Flow, row, wrap
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.toast import announce

SHOWN_FOR = 300
"""Seconds for which a first password is on show."""
ABOUT = (
    "Give it by phone or in person, not by e-mail. "
    "It works for 7 days and must be changed at the first start."
)


class FirstPasswordCard(Card):
    """Shown once. Whoever looks at something else has seen it for the last time."""

    print_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 12), gap=6)
        self.setProperty("box", "chosen")
        self._given: FirstPassword | None = None
        self._seconds = 0
        self._hides = Label("", "small", "text2")
        self._words = Label("", "h2", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._login = Label("", "small_strong")
        self.copy = Button("Copy", icon="copy", size="small", name="Copy the first password")
        slip = Button("Print slip", icon="printer", size="small")
        head = row(Glyph("key", "text", 20), Label("First password", "strong"), None, gap=8)
        head.addWidget(Label("shown once", "small", "text2"))
        self.add(
            wrap(head),
            self._words,
            self._login,
            wrap(Flow(self.copy, slip, self._hides, gap=6)),
            Label(ABOUT, "small", "text2", wrap=True),
        )
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        self.copy.clicked.connect(self._copy)
        slip.clicked.connect(lambda: self.print_asked.emit(self._given))
        self.hide()

    def show_once(self, given: FirstPassword) -> None:
        """Show a password until its time is over, or somebody looks elsewhere."""
        self._given, self._seconds = given, SHOWN_FOR
        self._words.setText(given.password)
        self._words.setAccessibleName(f"First password: {given.password}")
        self._login.setText(f"User name {given.login}")
        self.setAccessibleName(f"First password of {given.name}, shown once")
        self._tell()
        self._clock.start()
        self.show()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"The first password of {given.name} is on show, once.")

    def tick(self, seconds: int = 1) -> None:
        """Time went by."""
        self._seconds -= seconds
        self._tell()
        if self._seconds <= 0:
            self.forget()

    def forget(self) -> None:
        """Gone, from the screen and from the clipboard."""
        if self._given is not None and QApplication.clipboard().text() == self._given.password:
            QApplication.clipboard().clear()
        self._given = None
        self._clock.stop()
        self._words.setText("")
        self._words.setAccessibleName("")
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._given is not None and not event.spontaneous():
            self.forget()

    def _copy(self) -> None:
        if self._given is not None:
            clipboard.put(self._given.password, self._given.password)

    def _tell(self) -> None:
        minutes, seconds = divmod(max(self._seconds, 0), 60)
        self._hides.setText(f"hides in {minutes}:{seconds:02}")
