"""Answers of the command box: what they are and how they are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.chip_row import paint_chips
from tasking_app.ui.widgets.keycaps import keycaps_width, paint_keycaps
from tasking_app.ui.widgets.parsed import Chip, Parsed

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
ROW, TALL, HEAD, HINT = 42, 72, 28, 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an answer: words, quieter words, icon, what is handed back, and its own shortcut.

    With chips it is an action about to be added, shown in two lines.
    """

    text: str
    detail: str = ""
    icon: str = "search"
    payload: object = None
    keys: str = ""
    tone: str = "text2"
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Answers under one heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives: groups; for a line that adds something how it was read; and what one may type."""

    groups: tuple[Group, ...]
    parsed: Parsed | None = None
    hints: tuple[tuple[str, str], ...] = ()


Part = str | Entry | tuple[str, str]


class Results(QWidget):
    """The answers, painted; the caret stays in the line above."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._answer = Answer(())
        self.entries: list[Entry] = []
        self.now = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: Answer) -> None:
        """Show this, its first entry chosen."""
        self._answer = answer
        self.entries = [entry for group in answer.groups for entry in group.entries]
        self.now = 0
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(400), self._places()[-1][1].bottom() + 1)

    def _parts(self) -> list[tuple[Part, int]]:
        """Headings, entries and hints from top to bottom with their heights; last what is left under them."""
        found: list[tuple[Part, int]] = []
        for group in self._answer.groups:
            if group.entries:
                found.append((group.title, HEAD))
                found += [(entry, TALL if entry.chips else ROW) for entry in group.entries]
        if self._answer.hints:
            found.append(("You can type", HEAD))
            found += [(hint, HINT) for hint in self._answer.hints]
        return [*found, (("", ""), 8)]

    def _places(self) -> list[tuple[Part, QRect]]:
        found, y = [], 0
        for part, height in self._parts():
            found.append((part, QRect(0, y, self.width(), px(height))))
            y += px(height)
        return found

    def boxes(self) -> list[QRect]:
        """Where each entry is."""
        return [box for part, box in self._places() if isinstance(part, Entry)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self.entries[self.now] if self.entries else None
        for part, box in self._places():
            if isinstance(part, Entry):
                self._paint_entry(painter, box, part, part is now)
            elif isinstance(part, str):
                if box.y():
                    painter.fillRect(0, box.y(), self.width(), 1, colour("line"))
                _words(painter, "small_strong", "text2", box.adjusted(px(16), px(3), 0, 0), part)
            else:
                _words(painter, "strong", "text", box.adjusted(px(16), 0, 0, 0), part[0])
                _words(painter, "body", "text2", box.adjusted(px(354), 0, -px(12), 0), part[1])

    def _paint_entry(self, painter: QPainter, box: QRect, entry: Entry, now: bool) -> None:
        if now:
            painter.fillRect(box, colour("select"))
            painter.fillRect(box.x(), box.y(), px(4), box.height(), colour("select_line"))
        keys = "Enter" if now else entry.keys
        right = box.right() - px(15) - (keycaps_width(keys) if keys else 0)
        if keys:
            paint_keycaps(painter, right, box.y() + px(38 if entry.chips else 11), keys)
        if entry.chips:
            _words(painter, "h3", "text", QRect(px(18), box.y() + px(8), right - px(18), px(22)), entry.text)
            paint_chips(painter, entry.chips, QRect(px(18), box.y() + px(36), right - px(30), px(24)))
            return
        icons.draw(painter, entry.icon, entry.tone, px(16), box.y() + px(11), 20)
        x = px(46)
        place = QRect(x, box.y(), right - x - px(12), box.height())
        x += _words(painter, "strong" if now else "body", "text", place, entry.text) + px(11)
        _words(painter, "small", "text2", QRect(x, box.y(), right - x - px(12), box.height()), entry.detail)

    def _at(self, event: QMouseEvent) -> int:
        place = event.position().toPoint()
        return next((i for i, box in enumerate(self.boxes()) if box.contains(place)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event)
        if index >= 0 and index != self.now:
            self.now = index
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event)
        if index >= 0:
            self.pressed.emit(index)


def _words(painter: QPainter, role: str, tone: str, box: QRect, text: str) -> int:
    """Paint one line of words; how wide they came out."""
    painter.setFont(font(role))
    painter.setPen(colour(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, LEFT, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
