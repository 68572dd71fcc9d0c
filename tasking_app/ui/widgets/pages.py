"""What gives way when a window is small: pages that take only the room they need, hints that go."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from tasking_app.ui.theme import px


class Pages(QStackedWidget):
    """Pages of which only the one on show takes room: a wide one must not widen the others."""

    def minimumSizeHint(self) -> QSize:
        now = self.currentWidget()
        return now.minimumSizeHint() if now is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        now = self.currentWidget()
        return now.sizeHint() if now is not None else super().sizeHint()


class Hints(QWidget):
    """Short hints side by side, as many as there is room for: those at the end go first, F1 has them all."""

    def __init__(self, hints: Sequence[QWidget], *, right: bool = False, gap: int = 12) -> None:
        super().__init__()
        self._hints, self._gap = list(hints), px(gap)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._gap)
        layout.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        for hint in self._hints:
            layout.addWidget(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, max((one.sizeHint().height() for one in self._hints), default=0))

    def sizeHint(self) -> QSize:
        return QSize(self._width(len(self._hints)), self.minimumSizeHint().height())

    def _width(self, count: int) -> int:
        return sum(one.sizeHint().width() for one in self._hints[:count]) + self._gap * max(count - 1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, hint in enumerate(self._hints, start=1):
            hint.setVisible(self._width(number) <= self.width())
