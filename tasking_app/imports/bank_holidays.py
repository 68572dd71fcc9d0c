"""Reads the dated list of bank holidays that ships with the program."""

from __future__ import annotations

import tomllib
from datetime import date

from tasking_app.rules.days import Calendar
from tasking_app.rules.errors import AppError


class ListBroken(AppError):
    """The list of bank holidays cannot be used as it stands."""


def read(data: bytes) -> Calendar:
    """Read the list (TOML: first_year, last_year, [holidays] with a name for each day). Raises ListBroken."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
        return Calendar(
            holidays={date.fromisoformat(day): str(name) for day, name in table["holidays"].items()},
            first_year=int(table["first_year"]),
            last_year=int(table["last_year"]),
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ListBroken(
            "The list of bank holidays could not be read, so weekends alone count as free."
        ) from error
