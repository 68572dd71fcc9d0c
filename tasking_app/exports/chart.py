"""One description of a chart and one geometry for screen and paper, with its words and its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: How wide a text is at a size.
Measure = Callable[[str, float], float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One row of numbers. Hollow bars are drawn as outlines, so that two series differ without colour."""

    name: str
    values: tuple[int | None, ...]
    hollow: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Columns side by side, one group for each label."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def alternative(self) -> str:
        """The sentence that stands for the picture: every number in it."""
        groups = "; ".join(
            f"{label}: {', '.join(f'{_number(s.values[at])} {s.name}' for s in self.series)}"
            for at, label in enumerate(self.labels)
        )
        return f"{self.title}. {groups}."

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The same numbers in rows, the first of them headings."""
        head = ("Month", *(series.name for series in self.series))
        rows = (
            (label, *(_number(series.values[at]) for series in self.series))
            for at, label in enumerate(self.labels)
        )
        return (head, *rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A rectangle to draw; y runs downwards and is that of its top."""

    x: float
    y: float
    width: float
    height: float
    hollow: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A text to draw on a baseline; anchor says which end of it stands at x."""

    x: float
    y: float
    size: float
    text: str
    anchor: str = "middle"
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The line the bars stand on."""

    x: float
    y: float
    width: float


Shape = Bar | Words | Baseline


def layout(
    chart: Chart, width: float, height: float, measure: Measure, size: float = 7.5
) -> tuple[Shape, ...]:
    """What to draw, in order, in a box of that width and height. Sizes are in points or pixels alike."""
    head = size * 2.1
    floor = height - size * 1.6
    room = floor - head - size * 1.2
    most = max((value or 0 for series in chart.series for value in series.values), default=0) or 1
    shapes: list[Shape] = [*_legend(chart, measure, size), Baseline(x=0, y=floor, width=width)]
    step = width / max(len(chart.labels), 1)
    bar = min(step * 0.8 / max(len(chart.series), 1), size * 3.4)
    for at, label in enumerate(chart.labels):
        left = step * at + (step - bar * len(chart.series)) / 2
        shapes.append(Words(x=step * (at + 0.5), y=height - size * 0.3, size=size, text=label))
        for series in chart.series:
            shapes.extend(_column(series, at, left, bar, floor, room / most, measure, size))
            left += bar
    return tuple(shapes)


def _column(
    series: Series,
    at: int,
    left: float,
    bar: float,
    floor: float,
    scale: float,
    measure: Measure,
    size: float,
) -> list[Shape]:
    value = series.values[at]
    if value is None:
        return []
    tall = value * scale
    shapes: list[Shape] = []
    if value:
        shapes.append(Bar(x=left + 0.5, y=floor - tall, width=bar - 1, height=tall, hollow=series.hollow))
    number = _number(value)
    if measure(number, size) <= bar:
        bold = not series.hollow
        middle = left + bar / 2
        shapes.append(Words(x=middle, y=floor - tall - size * 0.3, size=size, text=number, bold=bold))
    return shapes


def _legend(chart: Chart, measure: Measure, size: float) -> list[Shape]:
    shapes: list[Shape] = []
    x = 0.0
    for series in chart.series:
        shapes.append(Bar(x=x, y=size * 0.3, width=size, height=size, hollow=series.hollow))
        shapes.append(Words(x=x + size * 1.5, y=size * 1.15, size=size, text=series.name, anchor="start"))
        x += size * 3.5 + measure(series.name, size)
    return shapes


def _number(value: int | None) -> str:
    return "no figure" if value is None else f"{value:,}"
