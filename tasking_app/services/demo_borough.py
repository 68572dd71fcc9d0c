"""What the parts of the made-up history share while it is written."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from tasking_app.commands.base import new_id
from tasking_app.database.work import LONDON, Work
from tasking_app.models import KINDS
from tasking_app.models.settings import TemplateItem

Row = dict[str, Any]


@dataclass(slots=True)
class Borough:
    """What the parts of the made-up history share while it is written."""

    work: Work
    random: random.Random
    until: date
    series: UUID
    agencies: dict[str, UUID] = field(default_factory=dict)
    officers: dict[str, list[tuple[UUID, str]]] = field(default_factory=dict)
    template: list[TemplateItem] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: {"A": 0, "R": 0, "D": 0})

    def add(self, table: str, **values: Any) -> UUID:
        """One row to be written; returns its key."""
        key: UUID = values.setdefault("id", new_id())
        self.rows.setdefault(table, []).append(values)
        return key

    def next(self, kind: str) -> int:
        """The next number of a kind of reference."""
        self.numbers[kind] += 1
        return self.numbers[kind]

    def filed(self, referral: UUID | None) -> Row:
        """Where a row is filed."""
        return {"folder_id": referral or self.series, "series_id": self.series, "restricted": False}

    def officer(self, agency: str) -> UUID:
        """One of an agency's officers."""
        return self.random.choice(self.officers[agency])[0]

    def flush(self) -> None:
        """Write the rows gathered so far, parents first."""
        for table in ORDER:
            rows = self.rows.pop(table, [])
            if rows:
                self.work.session.execute(insert(KINDS[table]), _same_columns(rows))
        self.work.session.flush()


ORDER = (
    "folder",
    "meeting",
    "agenda_item",
    "referral",
    "referral_point",
    "referral_person",
    "person_identity",
    "placing",
    "action",
    "line",
    "decision",
    "action_update",
    "deferral",
    "outcome",
    "attendance",
    "statement_reading",
    "minutes_part",
)


def _same_columns(rows: list[Row]) -> list[Row]:
    """Every row with the same columns, so that they go in one statement."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on a day in London, in UTC."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)
