"""Reads dates as people type them: 11 dec, 11/12, fri, tomorrow, end of month, in 2 weeks, next."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tasking_app.rules import days
from tasking_app.rules.errors import NotAllowed

MONTHS_AHEAD = 11
HALF_A_YEAR = 6
EXAMPLES = "11 dec, 11/12, fri, tomorrow, end of month or in 2 weeks"
# "11 dec 2000 leaflets" is about leaflets: a number far from this year is none.
_YEARS_BACK, _YEARS_AHEAD = 2, 5
_MONTH_NAMES = [name.lower() for name in days.MONTHS]
_DAY_NAMES = {
    word: number for number, name in enumerate(days.WEEKDAYS) for word in (name.lower(), name[:3].lower())
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
# A date ends at a space, a colon, a comma, a full stop or the end, so that "fri" is not found in "friends".
_END = r"(?=[\s:,.;]|$)"


@dataclass(frozen=True, slots=True)
class Found:
    """A date at the start of a text: the day, which may lie in the past, and how many characters say it."""

    day: date
    length: int


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _real(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _without_year(day: int, month: int, today: date) -> date | None:
    """The next such day within 11 months; else the last one, which is past and will not be accepted."""
    ahead = [_real(year, month, day) for year in (today.year, today.year + 1)]
    coming = [one for one in ahead if one and today <= one <= add_months(today, MONTHS_AHEAD)]
    if coming:
        return coming[0]
    back = [_real(year, month, day) for year in (today.year, today.year - 1)]
    return next((one for one in back if one and one < today), None)


def _day_and_month_name(match: re.Match[str], today: date) -> date | None:
    word = match["month"].lower()
    month = next(number for number, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word))
    if not match["year"]:
        return _without_year(int(match["day"]), month, today)
    year = int(match["year"])
    return (
        _real(year, month, int(match["day"])) if -_YEARS_BACK <= year - today.year <= _YEARS_AHEAD else None
    )


def _numbers(match: re.Match[str], today: date) -> date | None:
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if not year:
        return _without_year(day, month, today)
    return _real(int(year) if len(year) == 4 else 2000 + int(year), month, day)


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_DAY_NAMES[match["weekday"].lower()] - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _tomorrow(_match: re.Match[str], today: date) -> date:
    return today + timedelta(days=1)


def _end_of_month(_match: re.Match[str], today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


def _in_a_while(match: re.Match[str], today: date) -> date:
    number, unit = int(match["number"]), match["unit"].lower()
    if unit == "month":
        return add_months(today, number)
    return today + timedelta(days=number * (7 if unit == "week" else 1))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(f"(?ai:{text}){_END}")  # digits and words are ours, a space may be anybody's


_month_words = "|".join(
    sorted({name[:n] for name in _MONTH_NAMES for n in range(3, 10)}, key=len, reverse=True)
)
_weekday_words = "|".join(sorted(_DAY_NAMES, key=len, reverse=True))
_DAY_MONTH = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?(?P<month>{_month_words})"
_Reader = Callable[[re.Match[str], date], date | None]
_ON: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_pattern(_DAY_MONTH + r" (?P<year>20\d\d)"), _day_and_month_name),
    (_pattern(_DAY_MONTH + r"(?P<year>)"), _day_and_month_name),
    (_pattern(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?"), _numbers),
    (_pattern(rf"(?P<weekday>{_weekday_words})"), _weekday),
    (_pattern(r"tomorrow"), _tomorrow),
    (_pattern(r"end of (?:the )?month"), _end_of_month),
)
_YEAR = re.compile(r"20\d\d$|/\d\d?/\d\d$")
_IN = _pattern(r"in (?P<number>[0-9]{1,3}) (?P<unit>day|week|month)s?")
_NEXT = _pattern(r"next(?! (?:week|month|year|" + _weekday_words + r"))(?: meeting)?")


def at_start(text: str, today: date, next_meeting: date | None = None) -> Found | None:
    """Read the date that a text begins with, counted from `today`; None where it begins with none.

    "next" is the next meeting and is understood only where there is one. The day may lie in the past.
    """
    for pattern, reader in _ON:
        match = pattern.match(text)
        day = reader(match, today) if match else None
        if match and day:
            return Found(day, match.end())
    match = _NEXT.match(text)
    return Found(next_meeting, match.end()) if match and next_meeting else None


def in_a_while(text: str, today: date) -> Found | None:
    """Read "in 2 weeks" at the start of a text."""
    match = _IN.match(text)
    return Found(_in_a_while(match, today), match.end()) if match else None


def past_words(day: date, today: date) -> str:
    """Why a past date is not taken."""
    return f"{days.full(day)} is {days.away((day - today).days)}. Choose today or a later day."


def read_either_way(text: str, today: date) -> date:
    """Read a day that may lie in the past; without a year it is the nearest such day. Raises NotAllowed."""
    typed = text.strip()
    named = at_start(typed, today)
    found = named or in_a_while(typed, today)
    if found is None or found.length != len(typed):
        raise NotAllowed(f"“{typed[:40]}” was not understood as a date. Type {EXAMPLES}.")
    far = found.day > add_months(today, HALF_A_YEAR)
    ahead = named is not None and far and not _YEAR.search(typed)
    return add_months(found.day, -12) if ahead else found.day


def read(text: str, today: date, next_meeting: date | None = None) -> date:
    """Read a text that is one date and nothing else. Raises NotAllowed, saying what can be typed."""
    typed = re.sub(r"^by\s+", "", text.strip(), flags=re.IGNORECASE)
    found = at_start(typed, today, next_meeting) or in_a_while(typed, today)
    if found is None or found.length != len(typed):
        raise NotAllowed(f"“{typed[:40]}” was not understood as a date. Type {EXAMPLES}.")
    if found.day < today:
        raise NotAllowed(past_words(found.day, today))
    return found.day
