"""The gutter of the minutes: time of a note, tag of a decision or an action, and at the right a referral."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from tasking_app.ui import icons
from tasking_app.ui.theme import colour, font, px
from tasking_app.ui.widgets.minutes_lines import Line

GUTTER = 92
LABELS = 62


class Gutter(QWidget):
    """Painted beside the text, block by block; it takes no part in the editing."""

    def __init__(self, editor: QTextEdit, line_of: Callable[[int], Line | None], *, labels: bool) -> None:
        super().__init__(editor)
        self._editor, self._line_of, self._labels = editor, line_of, labels
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _blocks(self) -> Iterator[tuple[QTextBlock, int]]:
        layout = self._editor.document().documentLayout()
        scrolled = self._editor.verticalScrollBar().value()
        block = self._editor.cursorForPosition(self._editor.viewport().rect().topLeft()).block()
        while block.isValid():
            top = round(layout.blockBoundingRect(block).y()) - scrolled
            if top > self.height():
                return
            yield block, top
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, top in self._blocks():
            line = self._line_of(block.blockNumber())
            if line is None or line.view is None:
                continue
            if self._labels:
                self._text(painter, top, line.view.referral, QRect(0, top + px(1), self.width(), px(20)))
            elif line.kind == "note":
                self._text(painter, top, line.view.time, QRect(0, top + px(1), px(GUTTER - 14), px(20)))
            else:
                self._tag(painter, top, line)

    def _text(self, painter: QPainter, top: int, text: str, box: QRect) -> None:
        painter.setFont(font("small"))
        painter.setPen(colour("text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _tag(self, painter: QPainter, top: int, line: Line) -> None:
        decision = line.kind == "decision"
        box = QRectF(px(2) + 0.5, top + px(1) + 0.5, px(84) - 1, px(22) - 1)
        painter.setPen(Qt.PenStyle.NoPen if decision else QPen(colour("ink"), 1))
        painter.setBrush(colour("ink") if decision else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px(4), px(4))
        tone = "on_ink" if decision else "ink"
        icons.draw(painter, "gavel" if decision else "arrow-forward", tone, box.x() + px(6), top + px(5), 15)
        painter.setFont(font("small_strong"))
        painter.setPen(colour(tone))
        words = "Decision" if decision else (line.view.ref if line.view and line.view.ref else "Action")
        painter.drawText(box.adjusted(px(24), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
