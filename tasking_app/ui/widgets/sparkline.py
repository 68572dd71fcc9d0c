"""A small line of this year's months over last year's."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tasking_app.ui.theme import colour, px
from tasking_app.ui.widgets.tags import Painted


class Sparkline(Painted):
    """`Sparkline(this_year, last_year, tone="arson", width=110, height=36, name="Arson by month")`.

    This year is a line that ends in a dot; last year is dashed. The values are read aloud.
    """

    def __init__(
        self,
        this_year: Sequence[float],
        last_year: Sequence[float] = (),
        *,
        tone: str = "text2",
        width: int = 88,
        height: int = 26,
        name: str = "Trend",
    ) -> None:
        super().__init__(f"{name}: " + ", ".join(f"{v:g}" for v in this_year))
        self._now, self._before, self._tone = tuple(this_year), tuple(last_year), tone
        self._size = (width, height)

    def sizeHint(self) -> QSize:
        return QSize(px(self._size[0]), px(self._size[1]))

    def paint(self, painter: QPainter) -> None:
        values = (*self._now, *self._before)
        if len(values) < 2:
            return
        low, span = min(values), max(max(values) - min(values), 1)
        months = max(len(self._now), len(self._before), 2)
        if self._before:
            painter.setPen(QPen(colour("control"), 1, Qt.PenStyle.DashLine))
            painter.drawPolyline(self._points(self._before, low, span, months))
        if not self._now:
            return
        points = self._points(self._now, low, span, months)
        painter.setPen(QPen(colour(self._tone), 2))
        painter.drawPolyline(points)
        painter.setBrush(colour(self._tone))
        painter.drawEllipse(points.last(), px(2.6), px(2.6))

    def _points(self, values: Sequence[float], low: float, span: float, months: int) -> QPolygonF:
        wide, tall = self.width() - px(8), self.height() - px(8)
        return QPolygonF(
            [
                QPointF(px(3) + wide * i / (months - 1), px(4) + tall * (1 - (value - low) / span))
                for i, value in enumerate(values)
            ]
        )
