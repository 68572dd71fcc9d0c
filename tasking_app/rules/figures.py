"""What police figures say about a theme: the latest month against the one before and last year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tasking_app.rules.days import MONTHS
from tasking_app.rules.theme import Theme

NO_SOURCE = "No figures from this source"
NOTHING_LOADED = "No figures loaded yet"


class Direction(StrEnum):
    """Which way a figure went; unknown where there is nothing to compare it with."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = "unknown"


def month_name(month: str) -> str:
    """October 2026, from "2026-10"."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def months_back(month: str, back: int) -> str:
    """The month ("2026-10") that lies `back` months before."""
    year, number = month.split("-")
    earlier_year, earlier = divmod(int(year) * 12 + int(number) - 1 - back, 12)
    return f"{earlier_year:04}-{earlier + 1:02}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A figure against an earlier month's; `was` is None where that month is not loaded."""

    month: str
    now: int
    was: int | None

    @property
    def direction(self) -> Direction:
        """Which way it went."""
        if self.was is None:
            return Direction.UNKNOWN
        if self.now == self.was:
            return Direction.SAME
        return Direction.UP if self.now > self.was else Direction.DOWN

    @property
    def percent(self) -> int | None:
        """By how many per cent, without a sign; None where there is nothing to divide by."""
        if not self.was:
            return None
        return (200 * abs(self.now - self.was) + self.was) // (2 * self.was)  # halves go up, as people round

    @property
    def short(self) -> str:
        """36%, for beside an arrow; less than 1% and the like in words."""
        if self.percent is None:
            return "" if self.direction in {Direction.UNKNOWN, Direction.SAME} else f"from {self.was}"
        if self.percent == 0 and self.direction is not Direction.SAME:
            return "less than 1%"
        return f"{self.percent}%"

    @property
    def words(self) -> str:
        """Down 36% on October 2025 (14), without a capital."""
        name = month_name(self.month)
        if self.was is None:
            return f"no figures for {name}"
        if self.direction is Direction.SAME:
            return f"the same as in {name}"
        if self.was == 0:
            return f"up from none in {name}"
        return f"{self.direction} {self.short} on {name} ({self.was:,})"


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeFigures:
    """The figures of one theme as every screen and paper shows them.

    `label` is the police's own category, so that "Criminal damage and arson" is never taken for arson.
    `history` are the twelve months up to `month`, the oldest first, None where a month is not loaded.
    """

    theme: str
    label: str
    month: str = ""
    count: int = 0
    on_last_month: Change | None = None
    on_last_year: Change | None = None
    history: tuple[int | None, ...] = ()
    missing: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a number at all."""
        return not self.missing

    @property
    def sentence(self) -> str:
        """9 in October 2026, down 36% on October 2025 (14); or why there is no figure."""
        if self.on_last_year is None:
            return self.missing
        return f"{self.count:,} in {month_name(self.month)}, {self.on_last_year.words}"

    @property
    def last_month_sentence(self) -> str:
        """Up 13% on September 2026 (8); nothing where there is no figure."""
        return _capital(self.on_last_month.words) if self.on_last_month else ""

    @property
    def labelled_sentence(self) -> str:
        """The sentence after the police's category, for where the theme's own name stands above it."""
        return f"{self.label}: {self.sentence}" if self.known else self.sentence


def latest_month(loaded: Mapping[str, object]) -> str:
    """The latest month that is loaded; empty where none is. Months are published whole."""
    return max(loaded, default="")


def for_theme(theme: Theme, counts: Mapping[str, Mapping[str, int]]) -> ThemeFigures:
    """Work out a theme's figures from the counts of each loaded month, by category.

    A loaded month without the category counts as none; a month that is not loaded is not known.
    """
    if theme.police_category is None:
        return ThemeFigures(theme=theme.code, label="", missing=NO_SOURCE)
    label = theme.police_category
    month = latest_month(counts)
    if not month:
        return ThemeFigures(theme=theme.code, label=label, missing=NOTHING_LOADED)

    def count(in_month: str) -> int | None:
        return counts[in_month].get(label, 0) if in_month in counts else None

    now = counts[month].get(label, 0)
    before, year_before = months_back(month, 1), months_back(month, 12)
    return ThemeFigures(
        theme=theme.code,
        label=label,
        month=month,
        count=now,
        on_last_month=Change(month=before, now=now, was=count(before)),
        on_last_year=Change(month=year_before, now=now, was=count(year_before)),
        history=tuple(count(months_back(month, back)) for back in range(11, -1, -1)),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
