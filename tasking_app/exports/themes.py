"""How a theme stands on a page: its code, its colour and, where there are figures, its chart."""

from __future__ import annotations

from reportlab.lib.colors import Color

from tasking_app.exports.chart import Chart, Series
from tasking_app.exports.composer import Composer
from tasking_app.records.papers import Figures, MonthFigures
from tasking_app.rules.theme import BY_CODE


def paper_code(theme: str) -> str:
    """The short code of a theme in a band or a footer; empty for general business."""
    return BY_CODE[theme].paper if theme in BY_CODE else ""


def theme_colour(composer: Composer, theme: str) -> Color:
    """The colour of a theme on this paper; general business has that of headings."""
    return composer.palette.themes.get(theme, composer.palette.navy)


def add_figures(composer: Composer, theme: str, figures: Figures | None) -> None:
    """Adds what is known in numbers about a theme, or says that nothing is."""
    if figures is None:
        composer.say("No figures from this source.", style=composer.styles.small)
        return
    composer.say(figures.sentence)
    if figures.months is not None:
        composer.chart(_chart(figures.category, figures.months), theme_colour(composer, theme))
    if figures.source:
        composer.say(f"Source: {figures.source}", style=composer.styles.small)


def _chart(category: str, months: MonthFigures) -> Chart:
    return Chart(
        title=f"{category} by month",
        labels=months.months,
        series=(
            Series(name="a year before", values=months.last_year, hollow=True),
            Series(name="this year", values=months.this_year),
        ),
    )
