"""The bank holidays that ship with the program, read once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tasking_app.imports import bank_holidays
from tasking_app.paths import resource
from tasking_app.rules.days import Calendar


def working_day(day: date, today: date) -> date:
    """The day itself, or where nobody works then the working day before, or after where that is over."""
    known = calendar()
    if known.is_working(day):
        return day
    return known.offer(day, today) or known.after(day)


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Bank holidays of England, with the years the list covers. Raises ListBroken."""
    return bank_holidays.read(resource("bank-holidays.toml").read_bytes())


def before(day: date, working_days: int) -> date:
    """The day that is so many working days before a day."""
    for _ in range(working_days):
        day = calendar().before(day)
    return day
