"""What was done about one referral, person or officer, or in a time, out of the record for a request."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select, text

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.exports import record_table
from tasking_app.records.audit import Asked, RecordTable
from tasking_app.rules import days, record
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.progress import Went, part, unwatched
from tasking_app.rules.seal import written
from tasking_app.services import audit, leaving
from tasking_app.services.audit import LOG
from tasking_app.services.paper_file import write_whole

AT_ONCE = 2_000
GATHERED, RENDERED = 0.5, 0.97
OF_A_FILE = "This file keeps no record of who did what. A shared database does."
TABLE = ".csv"


def count(work: Work, asked: Asked) -> int:
    """How many entries an export of this would hold. Raises Unreachable while the line is down."""
    audit.check_there(work)
    where = audit.wanted(work, asked)
    return work.session.scalar(select(func.count()).select_from(select(LOG.id).where(*where).subquery())) or 0


def write_out(store: Store, actor: Actor, path: Path, asked: Asked, went: Went = unwatched) -> int:
    """Write the entries as a workbook, or as plain text where the name ends so; answers how many.

    The export is in the record before there is a file, with the key of what it is about. Raises NotSaved, and
    Stopped when `went` does: then there is no file.
    """
    if not store.shared:
        raise NotAllowed(OF_A_FILE)
    about = store.ask(actor, lambda work: _about(work, asked))
    leaving.record(store, actor, leaving.EXPORT, "record", about[0] if about else None)
    table = store.ask(actor, lambda work: gather(work, asked, part(went, 0, GATHERED)))
    render = record_table.as_plain_text if path.suffix.lower() == TABLE else record_table.as_workbook
    made = render(table, part(went, GATHERED, RENDERED))
    write_whole(path, made, went=part(went, RENDERED, 1))
    return len(table.rows)


def _about(work: Work, asked: Asked) -> list[str]:
    """The keys of what is asked about."""
    audit.check_there(work)
    person = audit.person_of(work, asked.text)
    if person is not None:
        return [str(person[1])]
    return [key for word in asked.text.split() for key in audit.keys_of(work, word)]


def gather(work: Work, asked: Asked, went: Went = unwatched) -> RecordTable:
    """Every entry that is asked for, the oldest first, as far as whoever asks may read it."""
    where, total = audit.wanted(work, asked), max(count(work, asked), 1)
    names, seals = audit.names(work), _seals(work)
    rows: list[tuple[str | int, ...]] = []
    last = 0
    while some := _some(work, where, last):
        on = audit.references_of(work, some)
        rows += [_cells(row, names, on, seals) for row in some]
        last = some[-1].id
        went(min(len(rows) / total, 1))
    by = work.actor.name or "whoever looks after the database"
    return RecordTable(about=in_words(asked, names), by=by, made=work.now, rows=tuple(rows))


def in_words(asked: Asked, names: dict[str, str]) -> str:
    """What an export is about, as its first line says it."""
    parts = [f"“{asked.text}”"] if asked.text else []
    parts += [names.get(asked.who, asked.who)] if asked.who else []
    parts += [record.KINDS.get(asked.kind, asked.kind).lower()] if asked.kind else []
    parts += ["people of referrals"] if asked.people else []
    parts += [f"from {days.full(asked.first)}"] if asked.first else []
    parts += [f"to {days.full(asked.last)}"] if asked.last else []
    return ", ".join(parts) or "everything"


def _some(work: Work, where: Sequence[ColumnElement[bool]], after: int) -> Sequence[Any]:
    hashed = (func.encode(LOG.salt, "hex").label("pinch"), LOG.hashes)
    rows = audit.rows_where((*where, LOG.id > after)).add_columns(*hashed)
    return work.session.execute(rows.order_by(None).order_by(LOG.id).limit(AT_ONCE)).all()


def _seals(work: Work) -> tuple[list[int], list[str]]:
    found = work.session.execute(text("SELECT upto, encode(hash, 'hex') FROM audit.seal ORDER BY upto")).all()
    return [upto for upto, _ in found], [written(sign) for _, sign in found]


def _cells(row: Any, names: dict[str, str], on: dict[str, str], seals: tuple[list[int], list[str]]) -> Any:
    entry = audit.entry(row, names, on)
    ends, signs = seals
    over = bisect_left(ends, row.id)
    hashes = row.hashes or {}
    return (
        row.id,
        entry.when,
        entry.who,
        entry.login,
        entry.done,
        entry.thing,
        entry.on,
        row.key,
        ", ".join(row.fields),
        ", ".join(f"{name}: {hashes[name]}" for name in sorted(hashes)),
        row.pinch or "",
        entry.computer,
        signs[over] if over < len(signs) else "not sealed yet",
    )
