"""Changing the partnership's settings and the words of its themes."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import SetSetting, SetThemeWords
from tasking_app.database.work import Work
from tasking_app.models.settings import Setting, ThemeWords
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.marking import MARKINGS
from tasking_app.rules.theme import BY_CODE
from tasking_app.services.setting import DEFAULTS, NUMBERS, STATEMENT, VERSION


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
