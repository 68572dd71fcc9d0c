"""One person's file becomes the partnership's database: every row, held against the file before it stands."""

from __future__ import annotations

from sqlalchemy import func, select, text

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models import Base
from tasking_app.records.history import History, HistoryTable
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.services import history

TAKEN = "There is something in this database already. Move a file into an empty one."


class Differs(AppError):
    """What arrived is not what was sent; nothing of it stands."""


def move(source: Store, target: Store) -> int:
    """Everything in a file into an empty database, in one transaction; answers how many rows.

    References, counters, keys and the whole history stay as they are. Raises NotAllowed when the database is
    not empty, Differs when a row arrived otherwise than it was sent.
    """
    sent = source.ask(Actor(), history.gather)
    return target.write(Actor(), lambda work: _fill(work, sent))


def _fill(work: Work, sent: History) -> int:
    work.session.execute(text("SET LOCAL statement_timeout = 0"))
    for table in Base.metadata.sorted_tables:
        if work.session.scalar(select(func.count()).select_from(table)):
            raise NotAllowed(TAKEN)
    stored = history.fill(work, sent)
    arrived = history.gather(work)
    for name, sent_rows in sent.tables.items():
        if _rows(sent_rows) != _rows(arrived.tables[name]):
            raise Differs(f"Rows of “{name}” arrived otherwise than they were sent. Nothing was stored.")
    return stored


def _rows(table: HistoryTable) -> list[str]:
    """The rows by their content: the engines have an order each."""
    return sorted(repr((table.columns, *row)) for row in table.rows)
