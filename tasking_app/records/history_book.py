"""The whole history for people: a sheet for each kind of thing, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tasking_app.records.papers import Head

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row. Reference is the case or action it is about, whose people stand in for names in its words."""

    reference: str
    cells: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BookSheet:
    """One sheet: its columns with their widths in characters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[BookRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryBook:
    """The sheets. Left_out says in words what is only counted."""

    head: Head
    sheets: tuple[BookSheet, ...]
    left_out: str = ""
