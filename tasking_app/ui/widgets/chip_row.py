"""Chips under a line that is being typed: what was understood so far."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import background_of, colour, font, px
from tasking_app.ui.widgets.parsed import Chip

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChipRow(QWidget):
    """Painted in one go, because it changes with every key. Read aloud as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[Chip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        if tuple(chips) == self._chips:
            return
        self._chips = tuple(chips)
        self.setAccessibleName(", ".join(f"{c.strong} {c.weak}".strip() for c in chips))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(chips_width(self._chips, weak=True), 0), px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chips(painter, self._chips, QRect(0, px(1), self.width(), px(24)))


def chips_width(chips: Sequence[Chip], *, weak: bool) -> int:
    """Room the chips need, with or without their quieter words."""
    return sum(_width(chip, weak=weak) + px(8) for chip in chips) - px(8)


def paint_chips(painter: QPainter, chips: Sequence[Chip], box: QRect) -> None:
    """Paint chips side by side; the quieter words go when there is no room for them."""
    weak = chips_width(chips, weak=True) <= box.width()
    x = box.x()
    for chip in chips:
        width = _width(chip, weak=weak)
        _paint(painter, QRect(x, box.y(), width, box.height()), chip, weak)
        x += width + px(8)


def _paint(painter: QPainter, box: QRect, chip: Chip, weak: bool) -> None:
    tone = chip.tone or "text2"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(background_of(chip.tone) if chip.tone else "sunken"))
    painter.drawRoundedRect(QRectF(box), px(6), px(6))
    icons.draw(painter, chip.icon, tone, box.x() + px(9), box.y() + px(4), 16)
    x = box.x() + px(30)
    painter.setFont(font("small_strong"))
    painter.setPen(colour(chip.tone or "text"))
    painter.drawText(QRect(x, box.y(), box.width(), box.height()), LEFT, chip.strong)
    if chip.weak and weak:
        x += painter.fontMetrics().horizontalAdvance(chip.strong) + px(6)
        painter.setFont(font("small"))
        painter.setPen(colour(chip.tone or "text2"))
        painter.drawText(QRect(x, box.y(), box.width(), box.height()), LEFT, chip.weak)


def _width(chip: Chip, *, weak: bool) -> int:
    wide = QFontMetrics(font("small_strong")).horizontalAdvance(chip.strong) + px(40)
    if chip.weak and weak:
        wide += QFontMetrics(font("small")).horizontalAdvance(chip.weak) + px(6)
    return wide
