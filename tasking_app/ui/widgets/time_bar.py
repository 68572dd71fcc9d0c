"""A meeting drawn to scale: one block an item, hatched where it runs past the room booking.

bar = TimeBar()
bar.set_items([TimeBlock(id, "Arson", 15, "arson"), ...], booked=120, clock=minutes_as_time)
bar.set_current(id)     chosen(id)     arrow keys move, Enter chooses
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.spoken import speak_as
from tasking_app.ui.widgets.tags import THEMES
from tasking_app.ui.widgets.toast import announce

TOP, BLOCK = 2, 20


@dataclass(frozen=True, slots=True)
class TimeBlock:
    """One item: how many minutes, and its theme code or empty."""

    id: UUID
    title: str
    minutes: int
    theme: str = ""


class TimeBar(QWidget):
    """One tab stop. The sentence read aloud says the whole, the arrows say each item."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._blocks: tuple[TimeBlock, ...] = ()
        self._booked = 0
        self._clock: Callable[[int], str] = str
        self._now = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(300))
        speak_as(self, "chart")

    def set_items(self, blocks: Sequence[TimeBlock], booked: int, clock: Callable[[int], str]) -> None:
        """Show items against the minutes booked; `clock` writes minutes since the start as a time of day."""
        self._blocks, self._booked, self._clock = tuple(blocks), booked, clock
        self._now = min(self._now, max(len(blocks) - 1, 0))
        total = sum(block.minutes for block in blocks)
        over = f", {total - booked} minutes over" if total > booked else ""
        self.setAccessibleName(f"{total} minutes in {booked}{over}. {len(blocks)} items")
        self.update()

    def set_current(self, block_id: UUID) -> None:
        """Mark an item without a signal."""
        self._now = next((i for i, b in enumerate(self._blocks) if b.id == block_id), self._now)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(TOP + BLOCK + 22))

    def _x(self, minutes: float) -> float:
        total = max(sum(block.minutes for block in self._blocks), self._booked, 1)
        return px(2) + (self.width() - px(30)) * minutes / total

    def _boxes(self) -> list[QRectF]:
        boxes, at = [], 0
        for block in self._blocks:
            left, right = self._x(at), self._x(at + block.minutes)
            boxes.append(QRectF(left, px(TOP), max(right - left - px(2), px(2)), px(BLOCK)))
            at += block.minutes
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, (block, box) in enumerate(zip(self._blocks, self._boxes(), strict=True)):
            self._paint_block(painter, block, box, now=i == self._now and self.hasFocus())
        self._paint_hours(painter)
        self._paint_end(painter)

    def _paint_block(self, painter: QPainter, block: TimeBlock, box: QRectF, *, now: bool) -> None:
        tone = THEMES[block.theme].tone if block.theme else ""
        painter.setPen(QPen(colour("ink" if now else tone or "control"), 2 if now else 1))
        painter.setBrush(colour(tone or "sunken"))
        painter.drawRoundedRect(box, px(3), px(3))
        if block.theme and box.width() >= px(20):
            x = box.center().x() - px(8)
            icons.draw(painter, THEMES[block.theme].icon, "surface", x, box.y() + px(2), 16)

    def _paint_hours(self, painter: QPainter) -> None:
        painter.setFont(font("small"))
        y = px(TOP + BLOCK)
        for minutes in range(0, max(self._booked - 14, 1), 30):
            x = self._x(minutes)
            painter.setPen(QPen(colour("control"), 1))
            painter.drawLine(QPointF(x, y), QPointF(x, y + px(4)))
            painter.setPen(colour("text2"))
            align = Qt.AlignmentFlag.AlignLeft if minutes == 0 else Qt.AlignmentFlag.AlignHCenter
            left = 0 if minutes == 0 else round(x) - px(30)
            painter.drawText(QRect(left, y + px(4), px(60), px(18)), align, self._clock(minutes))

    def _paint_end(self, painter: QPainter) -> None:
        if not self._booked:
            return
        total = sum(block.minutes for block in self._blocks)
        over = total > self._booked
        x, y = self._x(self._booked), px(TOP + BLOCK)
        if over:
            past = QRectF(x, px(TOP) - 1, self._x(total) - x, px(BLOCK) + 2)
            painter.fillRect(past, QBrush(colour("late"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour("late" if over else "control"), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, y + px(4)))
        painter.setFont(font("small_strong"))
        painter.setPen(colour("late" if over else "text2"))
        left = min(round(x) - px(30), self.width() - px(60))
        painter.drawText(
            QRect(left, y + px(4), px(60), px(18)), Qt.AlignmentFlag.AlignHCenter, self._clock(self._booked)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for i, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._now = i
                self.update()
                self.chosen.emit(self._blocks[i].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self._blocks:
            self._now = min(max(self._now + step, 0), len(self._blocks) - 1)
            block = self._blocks[self._now]
            announce(self, f"Item {self._now + 1}, {block.title}, {block.minutes} minutes")
            self.setToolTip(f"{block.title}, {block.minutes} min")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._blocks:
            self.chosen.emit(self._blocks[self._now].id)
        else:
            super().keyPressEvent(event)
