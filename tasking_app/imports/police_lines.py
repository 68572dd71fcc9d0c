"""Turns the lines of one street-level file into rows by month, fast where a line is as it should be."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tasking_app.records.figures import IncidentRow
from tasking_app.rules.errors import AppError

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
MONTH_IN_NAME = re.compile(r"(?:^|[/\\ ])([0-9]{4}-(?:0[1-9]|1[0-2]))-[^/\\]*$")
FORCE, WHEN = "Reported by", "Month"
# In the order of records.figures.INCIDENT_FIELDS.
FIELDS = (
    "Crime ID",
    "Crime type",
    "LSOA code",
    "LSOA name",
    "Longitude",
    "Latitude",
    "Location",
    "Context",
    "Last outcome category",
)
# These two came into the files later, and nothing is counted by them.
MAY_BE_MISSING = {"Context", "Last outcome category"}


class ColumnsMissing(AppError):
    """The first line does not name every column that is needed."""


class CsvReader(Protocol):
    """What csv.reader gives: rows, and how many lines they took so far."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where each column stands in this file; -1 for one that may be missing and is."""

    width: int
    force: int
    when: int
    fields: tuple[int, ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns:
        """Find the columns by name, in any order. Raises ColumnsMissing, which names them."""
        places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
        missing = [
            name
            for name in (WHEN, FORCE, *FIELDS)
            if name not in MAY_BE_MISSING and name.casefold() not in places
        ]
        if missing:
            raise ColumnsMissing(
                f"The first line of this file does not name {_list(missing)}, so it is not a street file."
            )
        return cls(
            width=len(header),
            force=places[FORCE.casefold()],
            when=places[WHEN.casefold()],
            fields=tuple(places.get(name.casefold(), -1) for name in FIELDS),
        )


def _list(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]


class Lines:
    """The rows of one file by force and month, and its broken lines with what is wrong with each."""

    def __init__(self, name: str, columns: Columns, reader: CsvReader) -> None:
        self.groups: dict[tuple[str, str], list[IncidentRow]] = {}
        self.problems: list[tuple[int, str]] = []
        named = MONTH_IN_NAME.search(name)
        self._month_of_file = named.group(1) if named else ""
        self._columns = columns
        self._reader = reader
        self._categories: set[str] = set()
        # Places, categories and outcomes repeat; keeping one of each takes a third of the memory.
        self._texts: dict[str, str] = {}

    def in_steps(self, size: int) -> Iterator[int]:
        """Read everything; after each `size` rows say how many more have been read."""
        done = False
        while not done:
            try:
                done, rows = self._step(size)
            except csv.Error:
                sentence = (
                    "A quotation mark opened before this line is not closed, so lines before it are lost."
                )
                self.problems.append((self._reader.line_num, sentence))
            else:
                yield rows

    def _step(self, size: int) -> tuple[bool, int]:
        """Read up to `size` rows. This is the one loop where time counts: every name in it is local."""
        columns, categories, keep = self._columns, self._categories, self._texts.setdefault
        width, at_force, at_when = columns.width, columns.force, columns.when
        optional = -1 in columns.fields
        a, b, c, d, e, f, g, h, i = columns.fields
        reader, line = self._reader, self._reader.line_num
        force = month = ""
        nowhere: list[IncidentRow] = []
        add = nowhere.append
        left = size
        for row in reader:
            line += 1
            if (
                len(row) != width
                or row[at_when] != month
                or row[at_force] != force
                or row[b] not in categories
                or reader.line_num != line
            ):
                group = self._group_of(row, line)
                line = reader.line_num
                if group is None:
                    continue
                force, month, add = row[at_force], row[at_when], group.append
            if optional:
                row.append("")
            add(
                (
                    row[a],
                    keep(row[b], row[b]),
                    keep(row[c], row[c]),
                    keep(row[d], row[d]),
                    keep(row[e], row[e]),
                    keep(row[f], row[f]),
                    keep(row[g], row[g]),
                    keep(row[h], row[h]),
                    keep(row[i], row[i]),
                )
            )
            left -= 1
            if not left:
                return False, size
        return True, size - left

    def _group_of(self, row: list[str], line: int) -> list[IncidentRow] | None:
        """Find the month this row belongs to; None for a blank line and for a broken one, which is noted."""
        if not any(row):
            return None
        wrong = self._what_is_wrong(row, line)
        if wrong:
            self.problems.append((line, wrong))
            return None
        columns = self._columns
        self._categories.add(row[columns.fields[1]])
        return self.groups.setdefault((row[columns.force], row[columns.when]), [])

    def _what_is_wrong(self, row: list[str], line: int) -> str:
        columns = self._columns
        if self._reader.line_num != line:
            last = self._reader.line_num
            return f"A quotation mark is opened here and not closed, so lines {line} to {last} run into one."
        if len(row) != columns.width:
            return f"It has {len(row)} columns instead of {columns.width}."
        month = row[columns.when]
        if not MONTH.fullmatch(month):
            return f"Its month is “{month[:20]}”, not a year and month such as 2026-09."
        if self._month_of_file and month != self._month_of_file:
            return f"Its month is {month}, but the file is for {self._month_of_file}."
        if not row[columns.force].strip():
            return f"It names no force under “{FORCE}”."
        if not row[columns.fields[1]].strip():
            return f"It names no crime type under “{FIELDS[1]}”."
        return ""
