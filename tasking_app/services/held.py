"""What a computer keeps of a shared database, so that a meeting goes on while the line to that is down.

The open meeting and the next one, the one before, the open actions they review and those of the own agency,
and the referrals of these; of restricted ones only what was opened today. No names of people, ever.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, delete, insert, not_, or_, select, true

from tasking_app.commands.base import new_id
from tasking_app.database.work import Work
from tasking_app.models import Base
from tasking_app.models.action import Action
from tasking_app.models.incident import IncidentLoad
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.models.referral import RestrictedText
from tasking_app.rules.action import OPEN_VALUES
from tasking_app.rules.meeting import TO_COME, Stage
from tasking_app.services.kept_apart import WORDS

CLOSED_WITHIN = timedelta(days=45)
"""How long ago an action may have been closed to be kept: it is reviewed at the next meeting."""
WHOLE = (
    *("agency", "objective", "series", "setting", "theme_kind", "theme_words", "officer", "seat", "chair"),
    *("template_item", "substitute", "meeting", "counter"),
)
OF_MEETINGS = (
    *("agenda_item", "attendance", "conflict", "go_ahead", "paper", "statement_reading", "line"),
    "correction",
)
OF_FOLDERS = ("referral_person", "referral_point", "share", "reader")
OF_ACTIONS = ("action_support", "action_update", "deferral", "outcome")
OWN = ("applied", "text_version", "proposal_step", "proposal", "setting_change", "name_reading")
"""What only work on the copy itself puts there."""
FIGURES = ("incident_load", "incident_count")
Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Rows by table, as they stood at one moment; a table that is not named has none.

    `figures` are None when they are the ones that are known already.
    """

    rows: Mapping[str, Rows]
    figures: Mapping[str, Rows] | None
    loads: str
    opened: Mapping[UUID, Mapping[str, object]]


def gather(work: Work, opened: Mapping[UUID, Mapping[str, object]], loads: str) -> Keepsake:
    """Everything that is kept, as whoever is signed in may see it.

    `opened` are the words of restricted referrals that were opened today, `loads` what an earlier answer said
    about the figures.
    """
    meetings = _meetings(work)
    may = _may(opened)
    actions = _actions(work, meetings, may)
    keys = [row.id for row in actions]
    placings = _of(work, "placing", _column("placing", "meeting_id").in_(meetings) & may("placing"))
    folders = {row.folder_id for row in (*actions, *placings)}
    found = {name: _of(work, name) for name in WHOLE}
    found["action"], found["placing"] = actions, _all_of(work, placings, folders, may)
    for name in OF_MEETINGS:
        found[name] = _of(work, name, _column(name, "meeting_id").in_(meetings) & may(name))
    folders |= {row.folder_id for row in (*found["line"], *found["agenda_item"])}
    found["folder"] = _of(work, "folder", _column("folder", "id").in_(folders) & may("folder"))
    found["referral"] = _of(work, "referral", _column("referral", "id").in_(folders) & may("referral"))
    for name in OF_FOLDERS:
        found[name] = _of(work, name, _column(name, "folder_id").in_(folders) & may(name))
    for name in OF_ACTIONS:
        found[name] = _of(work, name, _column(name, "action_id").in_(keys) & may(name))
    lines = [row.id for row in found["line"]]
    found["decision"] = _of(work, "decision", _column("decision", "line_id").in_(lines) & may("decision"))
    known = _loads(work)
    figures = None if known == loads else {name: _of(work, name) for name in FIGURES}
    return Keepsake(found, figures, known, opened)


def put_down(work: Work, kept: Keepsake, before: Keepsake | None) -> None:
    """Have a computer's own file hold what was gathered, and nothing else.

    `before` is what it holds when nothing was written to it since; tables that are the same are left alone.
    """
    rows = {**kept.rows, **(kept.figures or {})}
    for name, found in rows.items():
        if before is None or before.rows.get(name) != found:
            _replace(work, name, found)
    if before is None:
        for name in OWN:
            work.session.execute(delete(_table(name)))
    work.session.execute(delete(_table("restricted_text")))
    for referral in kept.rows["referral"]:
        if referral.restricted and referral.id in kept.opened:
            work.session.add(_words(referral, kept.opened[referral.id], work.now))
    work.session.flush()


def _words(referral: Row[Any], told: Mapping[str, object], now: datetime) -> RestrictedText:
    title, description, points = (str(told.get(name, "")) for name in WORDS)
    return RestrictedText(
        id=new_id(),
        referral_id=referral.id,
        folder_id=referral.folder_id,
        series_id=referral.series_id,
        restricted=True,
        made_at=now,
        title=title,
        description=description,
        points=points,
    )


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _column(name: str, column: str) -> ColumnElement[Any]:
    return _table(name).c[column]


def _of(work: Work, name: str, which: ColumnElement[bool] | None = None) -> Rows:
    return work.session.execute(select(*_table(name).c).where(true() if which is None else which)).all()


def _replace(work: Work, name: str, rows: Rows) -> None:
    work.session.execute(delete(_table(name)))
    if rows:
        work.session.execute(insert(_table(name)), [dict(row._mapping) for row in rows])


def _may(opened: Collection[UUID]) -> Any:  # a condition by the name of a table
    """Nothing restricted, but for what was opened today."""

    def condition(name: str) -> ColumnElement[bool]:
        columns = _table(name).c
        if "restricted" not in columns:
            return true()
        folder = columns["id"] if name == "folder" else columns["folder_id"]
        return or_(not_(columns["restricted"]), folder.in_(list(opened)))

    return condition


def _meetings(work: Work) -> list[UUID]:
    """Of each series what goes on, what comes next, and the last two before."""
    rows = work.session.execute(
        select(Meeting.id, Meeting.of_series, Meeting.stage)
        .where(Meeting.withdrawn_at.is_(None), Meeting.stage.not_in(["cancelled", "postponed"]))
        .order_by(Meeting.held_on, Meeting.starts, Meeting.id)
    ).all()
    kept: list[UUID] = []
    for series in dict.fromkeys(row.of_series for row in rows):
        own = [row for row in rows if row.of_series == series]
        coming = [row.id for row in own if row.stage in {stage.value for stage in TO_COME}]
        kept += [row.id for row in own if row.stage == Stage.IN_PROGRESS] + coming[:1]
        past = {*coming} | {row.id for row in own if row.stage == Stage.IN_PROGRESS}
        kept += [row.id for row in own if row.id not in past][-2:]
    return kept


def _actions(work: Work, meetings: list[UUID], may: Any) -> Rows:
    recent = Action.closed_at >= work.now - CLOSED_WITHIN
    wanted = or_(Action.status.in_(OPEN_VALUES), recent, Action.raised_in.in_(meetings))
    return _of(work, "action", wanted & Action.withdrawn_at.is_(None) & may("action"))


def _all_of(work: Work, known: Rows, folders: set[UUID], may: Any) -> Rows:
    """With the earlier places of the same referrals: how often each was discussed."""
    keys = [row.id for row in known]
    earlier = Placing.referral_id.in_(list(folders)) & Placing.id.not_in(keys)
    return [*known, *_of(work, "placing", earlier & may("placing"))]


def _loads(work: Work) -> str:
    """What tells one state of the figures from another."""
    rows = work.session.execute(select(IncidentLoad.id, IncidentLoad.version).order_by(IncidentLoad.id))
    return ";".join(f"{key.hex}.{version}" for key, version in rows)
