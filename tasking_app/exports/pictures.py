"""Charts drawn on a page, from the geometry they share with the screen."""

from __future__ import annotations

from reportlab.lib.colors import Color, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from tasking_app.exports.chart import Bar, Baseline, Chart, Words, layout
from tasking_app.exports.fonts import BODY, BOLD
from tasking_app.exports.tagged.canvas import MarkableCanvas


class ChartPicture:
    """A chart in one colour and its outline."""

    def __init__(self, chart: Chart, *, width: float, height: float, fill: Color, ink: Color) -> None:
        self.width = width
        self.height = height
        self._fill = fill
        self._ink = ink
        self._shapes = layout(chart, width, height, lambda text, size: stringWidth(text, BODY, size))

    def paint(self, canvas: MarkableCanvas) -> None:
        """Draws the chart with its lower left corner at the origin."""
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(self._ink)
        for shape in self._shapes:
            match shape:
                case Bar():
                    canvas.setFillColor(white if shape.hollow else self._fill)
                    bottom = self.height - shape.y - shape.height
                    canvas.rect(shape.x, bottom, shape.width, shape.height, fill=1, stroke=1)
                case Baseline():
                    y = self.height - shape.y
                    canvas.line(shape.x, y, shape.x + shape.width, y)
                case Words():
                    self._write(canvas, shape)

    def _write(self, canvas: MarkableCanvas, words: Words) -> None:
        canvas.setFillColor(self._ink)
        canvas.setFont(BOLD if words.bold else BODY, words.size)
        y = self.height - words.y
        if words.anchor == "middle":
            canvas.drawCentredString(words.x, y, words.text)
        else:
            canvas.drawString(words.x, y, words.text)
