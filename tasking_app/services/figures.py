"""Police figures: loaded month by month, counted by area, and said in a sentence beside a theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.commands.base import new_id
from tasking_app.database import bulk
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.base import Base
from tasking_app.models.incident import IncidentCount, IncidentLoad
from tasking_app.records.figures import MonthFile
from tasking_app.rules import figures as rule
from tasking_app.rules.theme import THEMES
from tasking_app.services import setting

_CODE = re.compile(r"\s+\d{3}[A-Z]$")
PART = 5_000
# The columns of an incident in the order of a month's rows.
COLUMNS = [
    Base.metadata.tables["incident"].columns[name]
    for name in (
        "load_id",
        "row",
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
]


class Stopped(Exception):
    """The person pressed Stop; nothing of this month was stored."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One force and month before and after a load; `same` says that nothing was new."""

    force: str
    month: str
    before: int
    after: int
    same: bool


def area_of(lsoa_name: str) -> str:
    """An LSOA name without its code: Chesterfield 001A is Chesterfield."""
    return _CODE.sub("", lsoa_name).strip()


def preview(work: Work, months: tuple[MonthFile, ...]) -> tuple[Loaded, ...]:
    """Old and new counts of each force and month, before anything is replaced."""
    found = []
    for month in months:
        now = _current(work, month.force, month.month)
        same = now is not None and now.sha256 == month.sha256
        found.append(Loaded(month.force, month.month, now.rows if now else 0, len(month.rows), same))
    return tuple(found)


def _current(work: Work, force: str, month: str) -> IncidentLoad | None:
    return work.session.scalar(
        select(IncidentLoad).where(
            IncidentLoad.force == force, IncidentLoad.month == month, IncidentLoad.withdrawn_at.is_(None)
        )
    )


def load(
    store: Store, actor: Actor, month: MonthFile, step: Callable[[int], bool] = lambda _rows: True
) -> Loaded:
    """Replace one force and month as a whole; loading the same rows again changes nothing.

    `step` is told the rows written so far and answers False to stop. Raises Stopped; then nothing is stored.
    """

    def deed(work: Work) -> Loaded:
        now = _current(work, month.force, month.month)
        before = now.rows if now else 0
        if now is not None and now.sha256 == month.sha256:
            return Loaded(month.force, month.month, before, before, same=True)
        if now is not None:
            work.withdraw(now)
        _write(work, month, step)
        return Loaded(month.force, month.month, before, len(month.rows), same=False)

    return store.write(actor, deed)


def _write(work: Work, month: MonthFile, step: Callable[[int], bool]) -> None:
    row = IncidentLoad(
        id=new_id(),
        force=month.force,
        month=month.month,
        rows=len(month.rows),
        file_name=month.file,
        sha256=month.sha256,
        loaded_at=work.now,
    )
    work.add(row)
    connection = work.session.connection()
    key = bulk.as_bound(connection, COLUMNS[0], row.id)
    for start in range(0, len(month.rows), PART):
        part = month.rows[start : start + PART]
        rows = ((key, number, *fields) for number, fields in enumerate(part, start))
        bulk.add_rows(connection, COLUMNS, rows)
        if not step(min(start + PART, len(month.rows))):
            raise Stopped
    counts: Counter[tuple[str, str]] = Counter()
    for (category, lsoa), many in Counter((fields[1], fields[3]) for fields in month.rows).items():
        counts[category, area_of(lsoa)] += many
    work.session.add_all(
        IncidentCount(load_id=row.id, category=category, area=area, count=count)
        for (category, area), count in counts.items()
    )


def months_loaded(work: Work) -> list[tuple[str, str, int]]:
    """Force, month and rows of everything loaded, newest first."""
    rows = work.session.execute(
        select(IncidentLoad.force, IncidentLoad.month, IncidentLoad.rows)
        .where(IncidentLoad.withdrawn_at.is_(None))
        .order_by(IncidentLoad.month.desc(), IncidentLoad.force)
    )
    return [(force, month, count) for force, month, count in rows]


def areas(work: Work) -> list[str]:
    """The areas that occur in what was loaded, most incidents first."""
    rows = work.session.execute(
        select(IncidentCount.area)
        .join(IncidentLoad, IncidentLoad.id == IncidentCount.load_id)
        .where(IncidentLoad.withdrawn_at.is_(None), IncidentCount.area != "")
        .group_by(IncidentCount.area)
        .order_by(func.sum(IncidentCount.count).desc(), IncidentCount.area)
        .limit(200)
    )
    return [area for (area,) in rows]


def latest_month(work: Work, before: date) -> str | None:
    """The latest full month loaded: one that ended before `before`."""
    return work.session.scalar(
        select(func.max(IncidentLoad.month)).where(
            IncidentLoad.withdrawn_at.is_(None), IncidentLoad.month < f"{before:%Y-%m}"
        )
    )


def counts(work: Work, latest: str) -> dict[str, dict[str, int]]:
    """Incidents in the partnership's area by month and police category, for the 24 months up to `latest`.

    A month that was loaded and holds none of a category lacks it; a month that was not loaded is missing.
    """
    since = rule.months_back(latest, 23)
    area = setting.value(work, "area")
    loaded = work.session.scalars(
        select(IncidentLoad.month).where(
            IncidentLoad.withdrawn_at.is_(None), IncidentLoad.month >= since, IncidentLoad.month <= latest
        )
    )
    found: dict[str, dict[str, int]] = {month: {} for month in loaded}
    wanted = [IncidentLoad.withdrawn_at.is_(None), IncidentLoad.month >= since, IncidentLoad.month <= latest]
    if area:
        wanted.append(IncidentCount.area == area)
    rows = work.session.execute(
        select(IncidentLoad.month, IncidentCount.category, func.sum(IncidentCount.count))
        .join(IncidentCount, IncidentCount.load_id == IncidentLoad.id)
        .where(*wanted)
        .group_by(IncidentLoad.month, IncidentCount.category)
    )
    for month, category, total in rows:
        found[month][category] = int(total)
    return found


def themes(work: Work, before: date) -> dict[str, tuple[rule.ThemeFigures, tuple[int | None, ...]]]:
    """For each theme what is known in numbers, and its twelve months a year earlier, oldest first."""
    latest = latest_month(work, before)
    known = counts(work, latest) if latest else {}
    found = {}
    for theme in THEMES:
        figures = rule.for_theme(theme, known)
        found[theme.code] = (figures, _year_before(figures, known))
    return found


def _year_before(figures: rule.ThemeFigures, known: dict[str, dict[str, int]]) -> tuple[int | None, ...]:
    if not figures.known:
        return ()
    months = [rule.months_back(figures.month, back) for back in range(23, 11, -1)]
    return tuple(known[month].get(figures.label, 0) if month in known else None for month in months)


def load_key(work: Work, force: str, month: str) -> UUID | None:
    """The load that counts for a force and month."""
    row = _current(work, force, month)
    return row.id if row else None
