"""One chart for screen and paper: its geometry, its words and its table say the same."""

from __future__ import annotations

import pytest

from tasking_app.exports.chart import Bar, Baseline, Chart, Series, Words, layout


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.6


def chart(this: tuple[int | None, ...], last: tuple[int | None, ...]) -> Chart:
    labels = tuple(f"M{at}" for at in range(len(this)))
    series = (Series(name="a year before", values=last, hollow=True), Series(name="this year", values=this))
    return Chart(title="Arson by month", labels=labels, series=series)


def test_everything_is_inside_its_box() -> None:
    for shape in layout(chart((3, 0, 250), (None, 7, 9)), 490, 90, measure):
        assert 0 <= shape.x <= 490
        assert 0 <= shape.y <= 90
        if isinstance(shape, Bar):
            assert shape.x + shape.width <= 490
            assert shape.y + shape.height <= 90


def test_bars_are_as_tall_as_their_numbers() -> None:
    bars = [shape for shape in layout(chart((10, 20), (40, 0)), 400, 100, measure) if isinstance(shape, Bar)]
    legend, bars = bars[:2], bars[2:]
    assert [bar.hollow for bar in legend] == [True, False]
    heights = [round(bar.height, 6) for bar in bars]
    assert heights[0] == pytest.approx(4 * heights[1])
    assert heights[2] == pytest.approx(2 * heights[1])
    assert len(bars) == 3  # nothing to draw for zero


def test_numbers_stand_over_the_bars_unless_there_is_no_room() -> None:
    wide = [
        shape.text for shape in layout(chart((12,), (34,)), 400, 100, measure) if isinstance(shape, Words)
    ]
    assert {"12", "34"} <= set(wide)
    narrow = [
        shape.text
        for shape in layout(chart((123_456,) * 40, (1,) * 40), 200, 100, measure)
        if isinstance(shape, Words)
    ]
    assert "123,456" not in narrow


def test_no_figure_is_not_zero() -> None:
    picture = chart((None, 0), (1, 2))
    assert picture.alternative() == (
        "Arson by month. M0: 1 a year before, no figure this year; M1: 2 a year before, 0 this year."
    )
    assert picture.table() == (
        ("Month", "a year before", "this year"),
        ("M0", "1", "no figure"),
        ("M1", "2", "0"),
    )


def test_empty_chart_is_a_line() -> None:
    shapes = layout(chart((), ()), 400, 100, measure)
    assert any(isinstance(shape, Baseline) for shape in shapes)
