"""Keyboard hints as keycaps: `Keycaps("Ctrl+K")`, and `key_line(KeyHint("D", "done"), ...)` for a foot."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import row, wrap
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.tags import Painted


def keycaps_width(keys: str) -> int:
    """Room the keycaps of "Ctrl+K" need."""
    metrics = QFontMetrics(font("key"))
    return sum(max(metrics.horizontalAdvance(k) + px(10), px(20)) + px(3) for k in keys.split("+")) - px(3)


def paint_keycaps(painter: QPainter, x: int, y: int, keys: str, tone: str = "text3") -> None:
    """Paint keycaps 20 px high."""
    painter.setFont(font("key"))
    for key in keys.split("+"):
        width = max(painter.fontMetrics().horizontalAdvance(key) + px(10), px(20))
        box = QRectF(x + 0.5, y + 0.5, width - 1, px(20) - 1)
        painter.setPen(QPen(colour(tone), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px(4), px(4))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        x += width + px(3)


class Keycaps(Painted):
    """A keyboard hint drawn as keycaps."""

    def __init__(self, keys: str, tone: str = "text3") -> None:
        super().__init__("Shortcut " + keys.replace("+", " "))
        self._keys, self._tone = keys, tone

    def sizeHint(self) -> QSize:
        return QSize(keycaps_width(self._keys) + 1, px(20))

    def paint(self, painter: QPainter) -> None:
        paint_keycaps(painter, 0, 0, self._keys, self._tone)


def key_line(*hints: KeyHint) -> QWidget:
    """Hints side by side, for the foot of a list."""
    line = row(gap=8)
    for hint in hints:
        line.addWidget(Keycaps(hint.keys))
        line.addWidget(Label(hint.does, "small", "text2"))
        line.addSpacing(px(4))
    return wrap(line)
