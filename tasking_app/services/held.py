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
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.models.referral import RestrictedText
from tasking_app.rules.access import Viewer
from tasking_app.rules.action import OPEN_VALUES
from tasking_app.rules.meeting import TO_COME, Stage
from tasking_app.services import rights
from tasking_app.services.kept_apart import WORDS

CLOSED_WITHIN = timedelta(days=45)
"""How long ago an action may have been closed to be kept: it is reviewed at the next meeting."""
WHOLE = (
    *("agency", "objective", "series", "setting", "theme_kind", "theme_words", "officer", "seat", "chair"),
    *("template_item", "substitute", "meeting", "counter"),
)
OF_MEETINGS = (
    *("agenda_item", "attendance", "conflict", "go_ahead", "paper", "statement_reading", "line", "placing"),
    "correction",
)
OF_FOLDERS = ("referral_person", "referral_point", "share", "reader")
OF_ACTIONS = ("action_support", "action_update", "deferral", "outcome")
OWN = ("applied", "text_version", "proposal_step", "proposal", "setting_change", "name_reading")
"""What only work on the copy itself puts there."""
FIGURES = ("incident_load", "incident_count")
EVERYTHING = frozenset({"*"})
SIGHT = EVERYTHING | {"folder", "share", "reader", "seat", "officer", "agency"}
"""What changes who sees which rows: then everything is read again."""
Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Rows by table, as they stood at one moment; a table that is not named has none.

    `asked` is what each was asked for by: asked again for the same, an untouched table has the same rows.
    """

    rows: Mapping[str, Rows]
    asked: Mapping[str, Collection[object]]
    opened: Mapping[UUID, Mapping[str, object]]
    meetings: Sequence[UUID]
    viewer: Viewer | None = None
    """Whose rights they were read by: no policy looks after what is kept, so the rules are asked for them."""


def gather(
    work: Work,
    opened: Mapping[UUID, Mapping[str, object]],
    before: Keepsake | None = None,
    touched: Collection[str] = EVERYTHING,
) -> Keepsake:
    """Everything that is kept, as whoever is signed in may see it.

    `opened` are the words of restricted referrals that were opened today. With an answer from `before` only
    tables are read that were touched since, or that are asked for by other keys.
    """
    if before is not None and (SIGHT & {*touched} or before.opened.keys() != opened.keys()):
        before = None
    return _Gathering(work, opened, before, touched).all()


class _Gathering:
    """One reading of what is kept."""

    def __init__(
        self,
        work: Work,
        opened: Mapping[UUID, Mapping[str, object]],
        before: Keepsake | None,
        touched: Collection[str],
    ) -> None:
        self._work, self._opened, self._before, self._touched = work, opened, before, touched
        self._rows: dict[str, Rows] = {}
        self._asked: dict[str, Collection[object]] = {}

    def all(self) -> Keepsake:
        """Table after table; later ones are asked for by the keys of earlier ones."""
        before = self._before
        meetings = before.meetings if before and "meeting" not in self._touched else _meetings(self._work)
        for name in (*WHOLE, *FIGURES):
            self._take(name)
        self._take("action", "raised_in", meetings, _kept_actions(self._work, meetings))
        for name in OF_MEETINGS:
            self._take(name, "meeting_id", meetings)
        named = ("action", "placing", "line", "agenda_item")
        folders = {row.folder_id for name in named for row in self._rows[name]}
        self._take("earlier", "referral_id", folders, _earlier(folders, meetings), table="placing")
        for name, column in (
            ("folder", "id"),
            ("referral", "id"),
            *((one, "folder_id") for one in OF_FOLDERS),
        ):
            self._take(name, column, folders)
        for name in OF_ACTIONS:
            self._take(name, "action_id", {row.id for row in self._rows["action"]})
        self._take("decision", "line_id", {row.id for row in self._rows["line"]})
        return Keepsake(self._rows, self._asked, self._opened, meetings, rights.viewer(self._work))

    def _take(
        self,
        name: str,
        column: str = "",
        keys: Collection[UUID] = (),
        which: ColumnElement[bool] | None = None,
        table: str = "",
    ) -> None:
        """The rows of a table by keys in a column, or by a condition that follows from them."""
        source = table or name
        self._asked[name] = frozenset(keys)
        known = self._before
        if known is not None and source not in self._touched and known.asked[name] == self._asked[name]:
            self._rows[name] = known.rows[name]
            return
        wanted = select(*_table(source).c)
        if column:
            by = _table(source).c[column].in_(list(keys)) if which is None else which
            wanted = wanted.where(by, self._may(source))
        self._rows[name] = self._work.session.execute(wanted).all()

    def _may(self, name: str) -> ColumnElement[bool]:
        """Nothing restricted, but for what was opened today."""
        columns = _table(name).c
        if "restricted" not in columns:
            return true()
        folder = columns["id"] if name == "folder" else columns["folder_id"]
        return or_(not_(columns["restricted"]), folder.in_(list(self._opened)))


def _kept_actions(work: Work, meetings: Sequence[UUID]) -> ColumnElement[bool]:
    recent = Action.closed_at >= work.now - CLOSED_WITHIN
    wanted = or_(Action.status.in_(OPEN_VALUES), recent, Action.raised_in.in_(meetings))
    return wanted & Action.withdrawn_at.is_(None)


def _earlier(folders: Collection[UUID], meetings: Sequence[UUID]) -> ColumnElement[bool]:
    """The earlier places of the same referrals: how often each was discussed."""
    return Placing.referral_id.in_(list(folders)) & Placing.meeting_id.not_in(meetings)


def put_down(work: Work, kept: Keepsake, before: Keepsake | None) -> None:
    """Have a computer's own file hold what was gathered, and nothing else.

    `before` is what it holds when nothing was written to it since; tables that are the same are left alone.
    """
    for name in kept.rows:
        if name != "earlier" and (before is None or _differs(kept, before, name)):
            _replace(work, name, _all_of(kept, name))
    if before is None:
        for name in OWN:
            work.session.execute(delete(_table(name)))
    work.session.execute(delete(_table("restricted_text")))
    for referral in kept.rows["referral"]:
        if referral.restricted and referral.id in kept.opened:
            work.session.add(_words(referral, kept.opened[referral.id], work.now))
    work.session.flush()


def _all_of(kept: Keepsake, name: str) -> Rows:
    return [*kept.rows[name], *(kept.rows["earlier"] if name == "placing" else ())]


def _differs(kept: Keepsake, before: Keepsake, name: str) -> bool:
    parts = (name, "earlier") if name == "placing" else (name,)
    return any(kept.rows[one] is not before.rows[one] and kept.rows[one] != before.rows[one] for one in parts)


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


def _replace(work: Work, name: str, rows: Rows) -> None:
    work.session.execute(delete(_table(name)))
    if rows:
        work.session.execute(insert(_table(name)), [dict(row._mapping) for row in rows])


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
