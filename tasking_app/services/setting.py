"""The partnership's settings by name, with what they are until somebody changes them."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.settings import Setting, ThemeWords
from tasking_app.rules.marking import OFFICIAL_SENSITIVE
from tasking_app.rules.theme import BY_CODE

STATEMENT, VERSION = "statement.text", "statement.version"
DEFAULTS = {
    "partnership.name": "",
    "partnership.short_name": "",
    "partnership.about": "",
    STATEMENT: "",
    VERSION: "1",
    "area": "",
    "marking": OFFICIAL_SENSITIVE,
    "limit.due_soon": "14",
    "limit.agenda_out": "1",
    "limit.read_back": "1",
    "paper.folder": "",
    "template": "",
}
NUMBERS = {"limit.due_soon": (1, 90), "limit.agenda_out": (0, 20), "limit.read_back": (0, 1)}


def value(work: Work, name: str) -> str:
    """One setting as it stands."""
    stored = work.session.scalar(select(Setting.value).where(Setting.name == name))
    return DEFAULTS.get(name, "") if stored is None else stored


def values(work: Work) -> dict[str, str]:
    """Every setting as it stands."""
    return DEFAULTS | dict(work.session.execute(select(Setting.name, Setting.value)).all())


def number(work: Work, name: str) -> int:
    """A setting that is a whole number."""
    return int(value(work, name))


def outcomes(work: Work) -> dict[str, str]:
    """The outcome wording of each theme."""
    stored = dict(work.session.execute(select(ThemeWords.code, ThemeWords.outcome)).all())
    return {code: stored.get(code, "") for code in BY_CODE}
