"""Backups that make themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tasking_app.database import backup


def back_up(path: Path, key: bytes | None, day: date, *, again: bool) -> Path | None:
    """The backup of a day; `again` replaces an earlier one. None when there is one already."""
    return backup.daily(path, key, day, again=again)


def backup_folder(path: Path) -> Path:
    """Where the backups of a file lie."""
    return backup.daily_path(path, date(2000, 1, 1)).parent
