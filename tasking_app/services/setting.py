"""The partnership's settings by name, with what they are until somebody changes them."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import SetSetting, SetThemeWords
from tasking_app.database.work import Work
from tasking_app.models.settings import Setting, ThemeWords
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.marking import MARKINGS, OFFICIAL_SENSITIVE
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


def set_setting(work: Work, command: SetSetting) -> None:
    """Change one setting. Raises NotAllowed for an unknown one or a value out of its bounds."""
    if command.name not in DEFAULTS:
        raise NotAllowed("This setting is not known to this version of the program.")
    _check(command.name, command.wanted)
    row = _row(work, command.name)
    changed = work.change(row, {"value": command.seen}, {"value": command.wanted})
    if changed and command.name == STATEMENT:
        _next_version(work)


def _row(work: Work, name: str) -> Setting:
    """The row of a setting, made now if nobody changed it before."""
    row = work.session.scalar(select(Setting).where(Setting.name == name))
    if row is None:
        row = Setting(id=new_id(), name=name, value=DEFAULTS[name])
        work.session.add(row)
        work.session.flush()
    return row


def _next_version(work: Work) -> None:
    """Other words of the statement are its next version, in the same change: Undo takes back both."""
    row = _row(work, VERSION)
    work.set(row, value=str(int(row.value) + 1) if row.value.isdigit() else "2")


def _check(name: str, wanted: str) -> None:
    if name in NUMBERS:
        low, high = NUMBERS[name]
        if not wanted.isdigit() or not low <= int(wanted) <= high:
            raise NotAllowed(f"Type a whole number from {low} to {high}.")
    if name == "marking" and wanted not in MARKINGS:
        raise NotAllowed("Choose one of the markings.")
    if name == "partnership.name" and not wanted.strip():
        raise NotAllowed("The partnership needs a name: it stands on every paper.")


def set_theme_words(work: Work, command: SetThemeWords) -> None:
    """The outcome of a theme in the partnership's own words."""
    if command.theme not in BY_CODE:
        raise NotAllowed("Choose one of the five themes.")
    row = work.session.scalar(select(ThemeWords).where(ThemeWords.code == command.theme))
    if row is None:
        row = ThemeWords(id=new_id(), code=command.theme)
        work.session.add(row)
        work.session.flush()
    work.change(row, {"outcome": command.seen}, {"outcome": command.wanted})


def outcomes(work: Work) -> dict[str, str]:
    """The outcome wording of each theme."""
    stored = dict(work.session.execute(select(ThemeWords.code, ThemeWords.outcome)).all())
    return {code: stored.get(code, "") for code in BY_CODE}
