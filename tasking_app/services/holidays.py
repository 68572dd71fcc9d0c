"""The bank holidays that ship with the program, read once."""

from __future__ import annotations

from functools import lru_cache

from tasking_app.imports import bank_holidays
from tasking_app.paths import resource
from tasking_app.rules.days import Calendar


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Bank holidays of England, with the years the list covers. Raises ListBroken."""
    return bank_holidays.read(resource("bank-holidays.toml").read_bytes())
