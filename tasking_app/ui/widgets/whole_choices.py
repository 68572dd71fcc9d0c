"""Answers that are texts of somebody: shown whole, on as many lines as they take."""

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.choices import Option, OptionCard, OptionCards

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
LEFT_OF_WORDS, RIGHT_OF_WORDS, ROUND = 39, 10, 10


class WholeCard(OptionCard):
    """A ring and a text that wraps; it is as tall as its text."""

    def __init__(self, option: Option) -> None:
        super().__init__(option)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - px(LEFT_OF_WORDS + RIGHT_OF_WORDS), px(40)), 1 << 20)
        text = QFontMetrics(font("strong")).boundingRect(room, WRAPPED, self.text())
        return max(px(40), text.height() + 2 * px(ROUND))

    def sizeHint(self) -> QSize:
        wide = px(300)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(150), px(40))

    def _paint_words(self, painter: QPainter, x: int, on: bool) -> None:
        painter.setPen(colour("text"))
        painter.setFont(font("strong" if on else "body"))
        painter.drawText(
            QRect(x, 0, self.width() - x - px(RIGHT_OF_WORDS), self.height()), WRAPPED, self.text()
        )


class WholeCards(OptionCards):
    """Texts of which one is chosen."""

    card: ClassVar[type[OptionCard]] = WholeCard
