"""The command box: one line over the window that finds, goes, does and adds.

    box = CommandBox(search)             search: (str) -> Answer(groups, parsed=None)
    Group("Go to", (Entry("R-147 Bin store fires", "Arson, high", "map-pin", payload),))
    chosen(payload)  Enter or a press    open_over(window)  open_with(window, "@")    Esc closes it

`parsed` (see parsed.py) is how a line that adds something was read: its marks and chips are shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.layouts import box, column, hline, row, scroll
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.chip_row import ChipRow
from tasking_app.ui.widgets.dialog import Layer
from tasking_app.ui.widgets.keycaps import Keycaps, keycaps_width, paint_keycaps
from tasking_app.ui.widgets.labels import Glyph
from tasking_app.ui.widgets.one_line import OneLine
from tasking_app.ui.widgets.parsed import Parsed
from tasking_app.ui.widgets.toast import announce

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
ROW, HEAD = 42, 28


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an answer: words, quieter words, icon, what is handed back, and its own shortcut."""

    text: str
    detail: str = ""
    icon: str = "search"
    payload: object = None
    keys: str = ""
    tone: str = "text2"
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Answers under one heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives: groups, and for a line that adds something, how it was read."""

    groups: tuple[Group, ...]
    parsed: Parsed | None = None


class _Results(QWidget):
    """The answers, painted; the caret stays in the line above."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[Group, ...] = ()
        self.entries: list[Entry] = []
        self.now = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these, the first one chosen."""
        self._groups = tuple(group for group in groups if group.entries)
        self.entries = [entry for group in self._groups for entry in group.entries]
        self.now = 0
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        tall = sum(px(HEAD) + len(g.entries) * px(ROW) + px(6) for g in self._groups)
        return QSize(px(400), tall)

    def boxes(self) -> list[QRect]:
        """Where each entry is."""
        found, y = [], 0
        for group in self._groups:
            y += px(HEAD)
            for _ in group.entries:
                found.append(QRect(0, y, self.width(), px(ROW)))
                y += px(ROW)
            y += px(6)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, index = 0, 0
        for number, group in enumerate(self._groups):
            if number:
                painter.fillRect(0, y - px(3), self.width(), 1, colour("line"))
            painter.setFont(font("small_strong"))
            painter.setPen(colour("text2"))
            painter.drawText(QRect(px(16), y + px(3), self.width(), px(HEAD - 3)), LEFT, group.title)
            y += px(HEAD)
            for entry in group.entries:
                self._paint(painter, QRect(0, y, self.width(), px(ROW)), entry, index == self.now)
                y += px(ROW)
                index += 1
            y += px(6)

    def _paint(self, painter: QPainter, box: QRect, entry: Entry, now: bool) -> None:
        if now:
            painter.fillRect(box, colour("select"))
            painter.fillRect(box.x(), box.y(), px(4), box.height(), colour("select_line"))
        icons.draw(painter, entry.icon, entry.tone, px(16), box.y() + px(11), 20)
        keys = "Enter" if now else entry.keys
        right = box.right() - px(15) - (keycaps_width(keys) if keys else 0)
        if keys:
            paint_keycaps(painter, right, box.y() + px(11), keys)
        x = px(46)
        painter.setFont(font("strong" if now else "body"))
        painter.setPen(colour("text" if entry.enabled else "text3"))
        shown = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, right - x - px(12))
        painter.drawText(QRect(x, box.y(), right - x, box.height()), LEFT, shown)
        x += painter.fontMetrics().horizontalAdvance(shown) + px(11)
        painter.setFont(font("small"))
        painter.setPen(colour("text2"))
        detail = painter.fontMetrics().elidedText(
            entry.detail, Qt.TextElideMode.ElideRight, right - x - px(12)
        )
        painter.drawText(QRect(x, box.y(), right - x, box.height()), LEFT, detail)

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


class CommandBox(Layer):
    """Ctrl K. What is typed stays when it is closed with Esc and is selected when it opens again."""

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, search: Callable[[str], Answer]) -> None:
        super().__init__()
        self._search = search
        self.frame.setFixedWidth(px(800))
        self.frame.setAccessibleName("Find, go to or add")
        self._glyph = Glyph("search", "text", 24)
        self._line = OneLine(
            "Find, go to or add", pixels=20, placeholder="Find, go to, or type @ to add an action"
        )
        self._results, self._chips = _Results(), ChipRow()
        self._pane = scroll(self._results, "Answers")
        self._chip_slot = box("plain", row(self._chips, margins=(16, 8, 16, 6)))
        head = row(self._glyph, (self._line, 1), Keycaps("Esc"), gap=10, margins=(16, 8, 16, 8))
        self.frame.setLayout(
            column(head, hline(), self._chip_slot, (self._pane, 1), gap=0, margins=(1, 0, 1, 8))
        )
        self._line.typed.connect(self._typed)
        self._line.entered.connect(lambda: self._take(self._results.now))
        self._results.pressed.connect(self._take)

    def open_with(self, opener: QWidget, text: str) -> None:
        """Open with a text already in the line, for example "@"."""
        self._line.set_text(text)
        self.open_over(opener)

    def open_over(self, opener: QWidget) -> None:
        self._fill(self._line.text())
        super().open_over(opener)
        self._line.selectAll()

    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Put a text into the line."""
        self._line.set_text(text)

    def entries(self) -> list[Entry]:
        """The answers on show, in order."""
        return list(self._results.entries)

    def first_focus(self) -> QWidget | None:
        return self._line

    def place(self) -> None:
        """High in the window, where the command button is."""
        top = min(px(90), self.height() // 8)
        chips = px(40) if not self._chip_slot.isHidden() else 0
        wanted = px(58) + chips + self._results.sizeHint().height() + px(10)
        width = min(px(800), self.width() - px(32))
        self.frame.setFixedWidth(width)
        height = min(wanted, self.height() - top - px(24))
        self.frame.setGeometry((self.width() - width) // 2, top, width, height)

    def _typed(self, text: str) -> None:
        self._fill(text)
        self.typed.emit(text)

    def _fill(self, text: str) -> None:
        answer = self._search(text)
        self._results.show_groups(answer.groups)
        parsed = answer.parsed
        self._glyph.set_icon("plus" if parsed else "search", "text")
        self._line.mark(parsed.marks if parsed else ())
        self._chips.show_chips(parsed.chips if parsed else ())
        self._chip_slot.setVisible(bool(parsed and parsed.chips))
        self.place()
        self._speak()

    def _speak(self) -> None:
        entries = self._results.entries
        if entries:
            entry = entries[self._results.now]
            announce(self, f"{entry.text}, {entry.detail}, {self._results.now + 1} of {len(entries)}")

    def _take(self, index: int) -> None:
        if 0 <= index < len(self._results.entries) and self._results.entries[index].enabled:
            payload = self._results.entries[index].payload
            self._line.clear()
            self.close_layer()
            self.chosen.emit(payload)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        count = len(self._results.entries)
        if step is None or not count:
            super().keyPressEvent(event)
            return
        self._results.now = (self._results.now + step) % count
        self._results.update()
        self._pane.ensureVisible(0, self._results.boxes()[self._results.now].center().y(), 0, px(ROW))
        self._speak()
