"""The rail at the left: the places of the product, wide with words or narrow in a meeting.

Rail(entries)   pressed(str)   set_current(key)  set_compact(bool)  set_badge(key, n, "need attention")
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.labels import Mark
from tasking_app.ui.widgets.spoken import speak_as


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A place in the rail: key, word, icon, its shortcut, and whether it sits at the foot."""

    key: str
    title: str
    icon: str
    keys: str = ""
    foot: bool = False


RAIL = (
    RailEntry("home", "Home", "home", "Alt+1"),
    RailEntry("meeting", "Meeting", "presentation", "Alt+2"),
    RailEntry("actions", "Actions", "list-check", "Alt+3"),
    RailEntry("referrals", "Referrals", "folder-open", "Alt+4"),
    RailEntry("library", "Library", "archive", "Alt+5"),
    RailEntry("help", "Help", "help-circle", "F1", foot=True),
    RailEntry("settings", "Settings", "settings", "Alt+6", foot=True),
)


class _RailButton(QAbstractButton):
    """One place in the rail."""

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self.entry = entry
        self.compact = False
        self._badge = 0
        self.setText(entry.title)
        self.setCheckable(True)
        speak_as(self, "tab")
        self.setAccessibleName(entry.title)
        self.setToolTip(f"{entry.title}  {entry.keys.replace('+', ' ')}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int, words: str) -> None:
        """Show a number; `words` say what it counts."""
        self._badge = count
        self.setAccessibleName(self.entry.title + (f", {count} {words}" if count else ""))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(56 if self.compact else 88), px(52 if self.compact else 60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, tall = self.width(), self.height()
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), colour("rail_on"))
        if self.isChecked():
            painter.fillRect(0, 0, px(4), tall, colour("mark"))
        tone = "rail_text" if self.isChecked() or self.underMouse() else "rail_text2"
        top = (tall - px(24)) // 2 if self.compact else px(8)
        icons.draw(painter, self.entry.icon, tone, (wide - px(24)) / 2, top, 24)
        if not self.compact:
            painter.setFont(font("small", weight=600 if self.isChecked() else 500))
            painter.setPen(colour(tone))
            painter.drawText(QRect(0, px(34), wide, px(20)), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        text = str(self._badge) if self._badge < 100 else "99+"
        painter.setFont(font("badge"))
        room = max(px(20), painter.fontMetrics().horizontalAdvance(text) + px(9))
        box = QRectF(self.width() / 2 + px(5), px(3), room, px(17))
        painter.setPen(QPen(colour("rail"), 2))
        painter.setBrush(colour("mark"))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setPen(colour("on_mark"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QFrame):
    """The places of the product."""

    pressed = Signal(str)

    def __init__(self, entries: Sequence[RailEntry] = RAIL) -> None:
        super().__init__()
        self.setProperty("box", "rail")
        self.setAccessibleName("Main places")
        speak_as(self, "tabs")
        self._buttons: dict[str, _RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(10), 0, px(8))
        layout.setSpacing(px(2))
        layout.addWidget(Mark(34), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(px(10))
        for entry in (e for e in entries if not e.foot):
            layout.addWidget(self._button(entry))
        layout.addStretch(1)
        for entry in (e for e in entries if e.foot):
            layout.addWidget(self._button(entry))
        self.set_compact(False)

    def _button(self, entry: RailEntry) -> _RailButton:
        button = _RailButton(entry)
        button.clicked.connect(lambda _=False, key=entry.key: self._press(key))
        self._buttons[entry.key] = button
        return button

    def _press(self, key: str) -> None:
        button = self._buttons[key]
        button.setChecked(not button.isChecked())
        self.pressed.emit(key)

    def set_current(self, key: str) -> None:
        """Light one place; the screen decides, not the press."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_compact(self, compact: bool) -> None:
        """Icons only, as in a meeting."""
        self.setFixedWidth(px(56 if compact else 88))
        for button in self._buttons.values():
            button.compact = compact
            button.updateGeometry()

    def set_badge(self, key: str, count: int, words: str) -> None:
        """A number on a place."""
        self._buttons[key].set_badge(count, words)
