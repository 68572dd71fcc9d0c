"""The hands of the tour: keys pressed in the real window, and patience until it is quiet again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat

T = TypeVar("T")
PATIENCE_MS = 60_000
QUIET_MS = 120
LOOK_MS = 10
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Stuck(Exception):
    """The program did not get where the tour expected it."""


def wait(until: Callable[[], bool], what: str) -> None:
    """Wait for something to be so. Raises Stuck after a minute."""
    loop, left, look = QEventLoop(), QTimer(), QTimer()
    left.setSingleShot(True)
    left.timeout.connect(lambda: loop.exit(1))
    look.setInterval(LOOK_MS)
    look.timeout.connect(lambda: loop.exit(0) if until() else None)
    left.start(PATIENCE_MS)
    look.start()
    if not until() and loop.exec() == 1:
        raise Stuck(f"The tour waited a minute for this: {what}.")


class Hands:
    """Somebody at the keyboard of one seat."""

    def __init__(self, seat: Seat, pictures: Path) -> None:
        self.seat, self.window, self.pictures = seat, seat.window, pictures
        self.count = 0

    def rest(self) -> None:
        """Wait until every question is answered and nothing new was asked for a moment."""
        quiet = [0]

        def still() -> bool:
            quiet[0] = 0 if self.seat.jobs.busy() else quiet[0] + LOOK_MS
            return quiet[0] >= QUIET_MS

        wait(still, "everything is read and painted")

    def ask(self, question: Callable[[Any], T]) -> T:
        """Ask the file something the tour wants to know."""
        answers: list[T] = []
        self.seat.jobs.ask(question, answers.append, self.window)
        wait(lambda: bool(answers), "an answer from the file")
        return answers[0]

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is, once or more."""
        for _ in range(times):
            QTest.keyClick(self._focus(), key, modifier)
            self.rest()

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
        self.rest()

    def types(self) -> bool:
        """Whether the focus is where a text goes."""
        return isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit)

    def line(self, text: str) -> None:
        """Type a line and press Enter."""
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def button(self, words: str) -> None:
        """Go to a button that can be seen, by its words, and press Space."""

        def find() -> QAbstractButton | None:
            buttons = self.window.findChildren(QAbstractButton)
            seen = (one for one in buttons if one.isVisible() and one.isEnabled())
            return next((one for one in seen if words in (one.text(), one.accessibleName())), None)

        wait(lambda: find() is not None, f"the button {words}")
        found = find()
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            self.key(Qt.Key.Key_Space)

    def go(self, screen: str, part: str = "") -> None:
        """Go to a screen."""
        self.seat.desk.go(Place(screen, part=part))
        self.rest()

    def sit(self, officer: UUID) -> None:
        """Somebody sits down, and begins where they do."""
        self.seat.sit(officer)
        wait(lambda: self.seat.jobs.actor.officer == officer, "somebody to sit down")
        self.rest()

    def inside(self) -> None:
        """Wait until keys reach what the screen on show holds."""

        def there() -> bool:
            screen, focus = self.window.screen_on_show(), QApplication.focusWidget()
            return screen is not None and focus is not None and screen.isAncestorOf(focus)

        wait(there, f"the keys to reach the screen {self._on_show()}")
        self.rest()

    def at(self, *screens: str) -> str:
        """Wait until one of these screens is on show, and say which."""
        wait(lambda: self._on_show() in screens, f"the screen {' or '.join(screens)}")
        self.rest()
        return self._on_show()

    def picture(self, name: str) -> None:
        """Photograph the window."""
        self.rest()
        self.count += 1
        self.window.grab().save(str(self.pictures / f"{self.count:02}-{name}.png"))

    def _on_show(self) -> str:
        screen = self.window.screen_on_show()
        return screen.key if screen is not None else ""

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window
