"""The last changes of the partnership's data in words: which thing, what of it, before and after."""

from __future__ import annotations

from sqlalchemy import CompoundSelect, literal, select, union_all

from tasking_app.database.work import LONDON, Work
from tasking_app.models.partnership import Agency, Chair, Officer, Seat, Series
from tasking_app.models.settings import (
    Objective,
    Setting,
    SettingChange,
    TemplateItem,
    ThemeKind,
    ThemeWords,
)
from tasking_app.records.settings import ChangeRow
from tasking_app.rules import fields
from tasking_app.rules.meeting import RHYTHM_WORDS
from tasking_app.rules.theme import BY_CODE
from tasking_app.services.partnership import ROLES

LAST = 60
SETTINGS = {
    "partnership.name": "Name of the partnership",
    "partnership.short_name": "Short name of the partnership",
    "partnership.about": "About the partnership",
    "statement.text": "Confidentiality statement",
    "statement.version": "Version of the confidentiality statement",
    "area": "Area the figures are counted for",
    "marking": "Lowest marking of a paper",
    "limit.due_soon": "Limit for due soon",
    "limit.agenda_out": "Limit for the agenda",
    "limit.read_back": "Reading back what was agreed",
    "paper.folder": "Folder of papers",
}
FIELDS = {
    "withdrawn_at": "",
    "value": "",
    "name": "name",
    "outcome": "outcome",
    "required": "must be here",
    "left_on": "left on",
    "order_key": "place in the list",
    "email": "e-mail",
    "agency_id": "agency",
}
YES_NO = {"True": "yes", "False": "no"}
VALUES = {"rhythm": {key.value: words for key, words in RHYTHM_WORDS.items()}, "role": ROLES}


def last(work: Work) -> tuple[ChangeRow, ...]:
    """The last changes, latest first, in one statement."""
    work.reach("What changed is")
    names = _names().subquery()
    rows = work.session.execute(
        select(SettingChange, Officer.name, names.c.name)
        .outerjoin(Officer, Officer.id == SettingChange.changed_by)
        .outerjoin(names, names.c.id == SettingChange.row_id)
        .where(SettingChange.field != "withdrawn_by")
        .order_by(SettingChange.changed_at.desc(), SettingChange.id)
        .limit(LAST)
    )
    return tuple(_row(change, who or "", name or "") for change, who, name in rows)


def _names() -> CompoundSelect[tuple[object, str]]:
    """What people call the rows that change, by their keys."""
    return union_all(
        select(Agency.id.label("id"), Agency.short_name.label("name")),
        select(Officer.id, Officer.name),
        select(Series.id, Series.name),
        select(ThemeKind.id, ThemeKind.name),
        select(Objective.id, literal("Objective ") + Objective.number),
        select(TemplateItem.id, TemplateItem.title),
        select(ThemeWords.id, ThemeWords.code),
        select(Setting.id, Setting.name),
        select(Seat.id, Agency.short_name + " at " + Series.name)
        .join(Agency, Agency.id == Seat.agency_id)
        .join(Series, Series.id == Seat.of_series),
        select(Chair.id, Officer.name + ", " + Chair.part + " of " + Series.name)
        .join(Officer, Officer.id == Chair.officer_id)
        .join(Series, Series.id == Chair.of_series),
    )


def _row(change: SettingChange, who: str, name: str) -> ChangeRow:
    about = FIELDS.get(change.field, fields.words(change.field).removeprefix("the "))
    called = _called(change.kind, name)
    return ChangeRow(
        when=f"{change.changed_at.astimezone(LONDON):%d/%m/%Y %H:%M}",
        who=who,
        what=f"{called}: {about}" if about else called,
        words=_words(change),
    )


def _words(change: SettingChange) -> str:
    if change.field == "withdrawn_at":
        return "Taken away" if change.after else "Back in use"
    values = VALUES.get(change.field, YES_NO)
    before, after = (
        f"“{values.get(text, text)}”" if text else "nothing" for text in (change.before, change.after)
    )
    return f"{before} became {after}"


def _called(kind: str, name: str) -> str:
    if kind == "setting":
        return SETTINGS.get(name, name)
    if kind == "theme_words" and name in BY_CODE:
        return BY_CODE[name].name
    return name or kind.replace("_", " ").capitalize()
