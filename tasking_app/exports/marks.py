"""The shapes beside the words of a status: as on screen, and told apart without colour."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from reportlab.lib.colors import Color, white

from tasking_app.exports.tagged.canvas import MarkableCanvas

#: Draws a shape one unit wide and high, its lower left corner at the origin.
_Draw = Callable[[MarkableCanvas], None]

#: What the legend says beside each shape.
LEGEND = {
    "late": "Late",
    "blocked": "Blocked",
    "due_soon": "Due soon",
    "on_track": "On track",
    "not_started": "Not started",
    "done": "Done",
    "dropped": "Dropped or replaced",
}


def draw_mark(canvas: MarkableCanvas, kind: str, colour: Color, x: float, y: float, size: float) -> None:
    """Draws the shape of a status with its lower left corner at x, y."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size, size)
    canvas.setLineWidth(0.12)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    _SHAPES[kind](canvas)
    canvas.restoreState()


def _polygon(
    canvas: MarkableCanvas, points: list[tuple[float, float]], *, fill: int, close: bool = True
) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.close()
    canvas.drawPath(path, fill=fill, stroke=1 - fill)


def _octagon(canvas: MarkableCanvas) -> None:
    corners = [(0.5 + 0.54 * cos(pi * (n + 0.5) / 4), 0.5 + 0.54 * sin(pi * (n + 0.5) / 4)) for n in range(8)]
    _polygon(canvas, corners, fill=1)


def _late(canvas: MarkableCanvas) -> None:
    _octagon(canvas)
    canvas.setFillColor(white)
    canvas.rect(0.44, 0.42, 0.12, 0.38, stroke=0, fill=1)
    canvas.rect(0.44, 0.2, 0.12, 0.13, stroke=0, fill=1)


def _blocked(canvas: MarkableCanvas) -> None:
    _octagon(canvas)
    canvas.setFillColor(white)
    canvas.rect(0.18, 0.42, 0.64, 0.16, stroke=0, fill=1)


def _due_soon(canvas: MarkableCanvas) -> None:
    canvas.setLineJoin(1)
    _polygon(canvas, [(0.5, 0.94), (0.98, 0.08), (0.02, 0.08)], fill=0)
    _polygon(canvas, [(0.27, 0.5), (0.73, 0.5), (0.95, 0.1), (0.05, 0.1)], fill=1)


def _on_track(canvas: MarkableCanvas) -> None:
    canvas.circle(0.5, 0.5, 0.42, stroke=1, fill=0)
    canvas.circle(0.5, 0.5, 0.18, stroke=0, fill=1)


def _not_started(canvas: MarkableCanvas) -> None:
    canvas.setDash([0.17, 0.16])
    canvas.circle(0.5, 0.5, 0.42, stroke=1, fill=0)


def _done(canvas: MarkableCanvas) -> None:
    canvas.circle(0.5, 0.5, 0.49, stroke=0, fill=1)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.14)
    _polygon(canvas, [(0.25, 0.5), (0.43, 0.31), (0.75, 0.7)], fill=0, close=False)


def _dropped(canvas: MarkableCanvas) -> None:
    canvas.circle(0.5, 0.5, 0.49, stroke=0, fill=1)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.12)
    canvas.line(0.22, 0.5, 0.76, 0.5)
    _polygon(canvas, [(0.54, 0.72), (0.77, 0.5), (0.54, 0.28)], fill=0, close=False)


_SHAPES: dict[str, _Draw] = {
    "late": _late,
    "blocked": _blocked,
    "due_soon": _due_soon,
    "on_track": _on_track,
    "not_started": _not_started,
    "done": _done,
    "dropped": _dropped,
}
