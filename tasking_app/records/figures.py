"""Police figures: what was read from monthly street-level files, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# One published row, as text and as published. Equal rows are different incidents: each one counts.
# A plain tuple, because there are hundreds of thousands and a named one costs a third more time.
IncidentRow: TypeAlias = tuple[str, str, str, str, str, str, str, str, str]
INCIDENT_FIELDS = (
    "crime_id",
    "category",
    "lsoa_code",
    "lsoa_name",
    "longitude",
    "latitude",
    "location",
    "context",
    "outcome",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthFile:
    """All rows of one force and one month ("2019-01"), which replace that month as a whole."""

    force: str
    month: str
    rows: list[IncidentRow]
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something that could not be read: in one line of a file, or (line 0) in the file as a whole."""

    file: str
    line: int
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A file that was left out on purpose, and why."""

    file: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What came out of the files chosen: whole months, and everything that was not read."""

    months: tuple[MonthFile, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]

    @property
    def rows(self) -> int:
        """How many incidents were read."""
        return sum(len(month.rows) for month in self.months)
