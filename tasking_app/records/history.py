"""The whole history of a partnership as plain data, table by table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: The number of the layout of the file; it grows when a reader of before would misread it.
FORMAT = 1
#: A value as JSON has it: keys, days and moments are texts.
Plain = str | int | bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryTable:
    """The rows of one table, each in the order of its columns."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Plain]]


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Everything a file holds. Revision is that of the database it was written from."""

    revision: str
    partnership: str
    tables: Mapping[str, HistoryTable]
