"""Everything out and in again: the whole history as plain data, read back into an empty file, identical."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from tasking_app.database import bulk
from tasking_app.database.files import HEAD
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.exports import history as history_export
from tasking_app.imports import history as history_import
from tasking_app.imports.history import NotReadable
from tasking_app.models import KINDS, Base
from tasking_app.models.base import Key, Moment
from tasking_app.models.partnership import Officer
from tasking_app.records.history import History, HistoryTable, Plain
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.progress import Went, part, unwatched
from tasking_app.services import leaving, setting
from tasking_app.services.paper_file import write_whole

AT_ONCE = 5_000
GATHERED, WRITTEN = 0.9, 0.97
"""How much of the whole is done when all rows are read, and when they are text."""
READ, STORED = 0.2, 0.99
"""The same for reading one: when the file is understood, and when its rows are stored."""
#: Last, because the file refuses rows for meetings that it knows to be approved.
LAST = "meeting"
NOT_WHOLE = (
    "Nobody sees the whole of a shared database. Whoever looks after it takes the history out, or a backup."
)
MISFIT = "The rows of this history do not fit together. Nothing was stored."


def write_out(store: Store, actor: Actor, path: Path, went: Went = unwatched) -> int:
    """Write the whole history to a file, whole or not at all; answers how many rows.

    A shared database writes down first that it leaves. Raises NotSaved, and Stopped when `went` does: then
    there is no file.
    """
    leaving.record(store, actor, leaving.EXPORT, "whole history")
    found = store.ask(actor, lambda work: gather(work, part(went, 0, GATHERED)))
    pieces = history_export.pieces(found, part(went, GATHERED, WRITTEN))
    write_whole(path, *pieces, went=part(went, WRITTEN, 1))
    return sum(len(table.rows) for table in found.tables.values())


def gather(work: Work, went: Went = unwatched) -> History:
    """Every row of every table, withdrawn ones too, in the order of their keys.

    Raises NotAllowed on a server for whoever does not look after it: nobody else sees every row.
    """
    if work.shared and not work.session.scalar(select(func.app.is_keeper())):
        raise NotAllowed(NOT_WHOLE)
    every = Base.metadata.sorted_tables
    counts = [work.session.scalar(select(func.count()).select_from(table)) or 0 for table in every]
    total, done, tables = max(sum(counts), 1), 0, {}
    for table, count in zip(every, counts, strict=True):
        tables[table.name] = _gathered(work, table, part(went, done / total, (done + count) / total), count)
        done += count
    return History(revision=HEAD, partnership=setting.value(work, "partnership.name"), tables=tables)


def _gathered(work: Work, table: Table, went: Went, count: int) -> HistoryTable:
    wanted = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    rows: list[tuple[Plain, ...]] = []  # tuples: the collector passes them by
    with work.session.execute(wanted) as found:  # whoever stops half-way lets go of it too
        for some in found.partitions():
            rows += [tuple(map(_plain, row)) for row in some]
            went(min(len(rows) / max(count, 1), 1))
    return HistoryTable(columns=tuple(column.name for column in table.columns), rows=rows)


def _plain(value: Any) -> Plain:  # whatever a column holds
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def read_in(store: Store, actor: Actor, path: Path, went: Went = unwatched) -> int:
    """Read a history into a file that holds nothing yet; answers how many rows.

    Raises NotReadable, NotAllowed when there is something in the file (nothing is ever mixed), and Stopped
    when `went` does: then nothing was stored.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotReadable(f"{path.name} cannot be read: {error.strerror or error}.") from error
    found = history_import.read(data, HEAD, part(went, 0, READ))
    try:
        stored = store.write(actor, lambda work: fill(work, found, part(went, READ, STORED)))
    except IntegrityError as error:
        raise NotReadable(MISFIT) from error
    went(1)
    return stored


def fill(work: Work, found: History, went: Went = unwatched) -> int:
    """Every row of a history into an empty store.

    Raises NotReadable, NotAllowed in one that is not empty, and Stopped when `went` does.
    """
    if work.session.scalar(select(func.count()).select_from(Officer)):
        raise NotAllowed("There is a partnership in this file already. Read a history into a new file.")
    unknown = sorted(set(found.tables) - set(KINDS))
    if unknown:
        raise NotReadable(f"This history holds “{unknown[0]}”, which this program does not know.")
    bulk.put_off_foreign_keys(work.session.connection())
    stored, total = 0, max(sum(len(table.rows) for table in found.tables.values()), 1)
    for name in sorted(found.tables, key=lambda name: (name == LAST, name)):
        table = found.tables[name]
        for rows in _parts(table.rows):
            values = [_values(name, table.columns, row) for row in rows]
            work.session.execute(insert(Base.metadata.tables[name]), values)
            stored += len(values)
            went(stored / total)
        work.touched.add(name)
    if bulk.points_at_nothing(work.session.connection()):
        raise NotReadable(MISFIT)
    return stored


def _parts(rows: Sequence[Sequence[Plain]]) -> Iterator[Sequence[Sequence[Plain]]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _values(name: str, columns: tuple[str, ...], row: Sequence[Plain]) -> dict[str, object]:
    """A row as its table takes it; columns younger than the file get what new rows start with."""
    table = Base.metadata.tables[name]
    given = dict(zip(columns, row, strict=True))
    unknown = sorted(set(given) - set(table.columns.keys()))
    if unknown:
        raise NotReadable(f"“{unknown[0]}” of “{name}” in this history is not known to this program.")
    return {column: _typed(table.columns[column].type, value, name) for column, value in given.items()}


def _typed(kind: Any, value: Plain, name: str) -> object:  # the type of a column
    if value is None:
        return None
    try:
        if isinstance(kind, Key):
            return UUID(str(value))
        if isinstance(kind, Moment):
            return datetime.fromisoformat(str(value))
        if isinstance(kind, Date):
            return date.fromisoformat(str(value))
    except ValueError as error:
        raise NotReadable(f"“{value}” in “{name}” of this history is not what it should be.") from error
    return bool(value) if isinstance(kind, Boolean) else value
