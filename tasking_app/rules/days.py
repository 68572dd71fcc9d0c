"""Working days, dates in words, and which day it is in London."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# Not strftime: a toolkit may set the process to the user's language, and ours is always English.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SATURDAY = 5


def in_london(moment: datetime) -> date:
    """The day it is in London at a moment that knows its time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no day in London.")
    return moment.astimezone(LONDON).date()


def short(day: date) -> str:
    """Fri 11 Dec: for tags and chips, where the year is plain."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def long(day: date) -> str:
    """Friday 11 December: for sentences."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def full(day: date) -> str:
    """Friday 11 December 2026: for papers, which are read years later."""
    return f"{long(day)} {day.year}"


def away(days: int) -> str:
    """How far a day is from today, ahead or back: today, tomorrow, in 22 days, 8 days ago."""
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in named:
        return named[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


QUARTER = timedelta(days=92)


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """The bank holidays of some years, by day; beyond those years only weekends are known."""

    holidays: Mapping[date, str]
    first_year: int
    last_year: int

    def covers(self, day: date) -> bool:
        """Whether the bank holidays of that year are known."""
        return self.first_year <= day.year <= self.last_year

    def runs_out(self, day: date) -> str:
        """A sentence when bank holidays are not known for the quarter after a day; nothing while they are."""
        if self.covers(day + QUARTER):
            return ""
        return f"Bank holidays are known only to the end of {self.last_year}. Ask for a newer Tasking."

    def is_working(self, day: date) -> bool:
        """Neither a weekend nor a known bank holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def before(self, day: date) -> date:
        """The last working day before a day."""
        step = day - timedelta(days=1)
        while not self.is_working(step):
            step -= timedelta(days=1)
        return step

    def after(self, day: date) -> date:
        """The first working day after a day."""
        step = day + timedelta(days=1)
        while not self.is_working(step):
            step += timedelta(days=1)
        return step

    def why_off(self, day: date) -> str:
        """What a day off is, fit to follow "is": "Boxing Day", "a Saturday"; nothing for a working day."""
        if day in self.holidays:
            return self.holidays[day]
        return f"a {WEEKDAYS[day.weekday()]}" if day.weekday() >= _SATURDAY else ""

    def offer(self, day: date, today: date) -> date | None:
        """The working day before a day off, unless that is over already; None for a working day."""
        if self.is_working(day):
            return None
        earlier = self.before(day)
        return earlier if earlier >= today else None

    def offer_words(self, day: date) -> str:
        """12 December is a Saturday. The working day before is Friday 11 December."""
        reason = self.why_off(day)
        if not reason:
            return ""
        earlier = long(self.before(day))
        return f"{day.day} {MONTHS[day.month - 1]} is {reason}. The working day before is {earlier}."


WEEKENDS_ONLY = Calendar(holidays={}, first_year=1, last_year=0)
