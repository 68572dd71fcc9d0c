"""A history written by the program, read back: the right kind, not newer, whole, and unchanged."""

from __future__ import annotations

import hashlib

import msgspec

from tasking_app.records.history import FORMAT, History, HistoryTable
from tasking_app.rules.errors import AppError
from tasking_app.rules.progress import Went, unwatched

PARSED, DECODED = 0.3, 0.7
"""How far reading is when the outside is known, and when every row is."""


class NotReadable(AppError):
    """The file is no history this program can read; the text says why and what to do."""


class _Head(msgspec.Struct):
    """The outer object; tables are looked into only when all else is right."""

    tasking: str
    format: int
    revision: str
    sha256: str
    tables: msgspec.Raw
    partnership: str = ""


class _Table(msgspec.Struct):
    columns: tuple[str, ...]
    rows: list[list[str | int | bool | None]]


def read(data: bytes, newest: str, went: Went = unwatched) -> History:
    """The history in a document. `newest` is the revision this program knows.

    Raises NotReadable, and Stopped when `went` does.
    """
    head = _head(data)
    went(PARSED)
    if head.format > FORMAT or head.revision > newest:
        raise NotReadable(
            "This history was written by a newer version of Tasking. Update the program, then read it again."
        )
    if hashlib.sha256(bytes(head.tables)).hexdigest() != head.sha256:
        raise NotReadable(
            "This history was changed or cut off after it was written. Write it again from the file it "
            "came from."
        )
    try:
        tables = msgspec.json.decode(bytes(head.tables), type=dict[str, _Table])
    except msgspec.DecodeError as error:
        raise NotReadable(f"This history cannot be read: {error}.") from error
    for number, (name, table) in enumerate(tables.items()):
        went(DECODED + (1 - DECODED) * number / len(tables))
        if any(len(row) != len(table.columns) for row in table.rows):
            raise NotReadable(f"A row of “{name}” in this history has too many or too few values.")
    return History(
        revision=head.revision,
        partnership=head.partnership,
        tables={name: HistoryTable(columns=one.columns, rows=one.rows) for name, one in tables.items()},
    )


def _head(data: bytes) -> _Head:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotReadable("This file is not a history that Tasking wrote, or it was cut off.") from error
    if head.tasking != "history":
        raise NotReadable("This file is not a history that Tasking wrote.")
    return head
