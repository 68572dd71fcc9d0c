"""What one person chose on this computer: the last file, who they are in it, how windows lay."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tasking_app import paths

Plain: TypeAlias = str | int | float | bool
Table: TypeAlias = dict[str, Plain]
FILE_NAME = "settings.toml"


@dataclass(slots=True)
class Settings:
    """Typed settings; a field that is missing in the file, or of another type there, has its default.

    `officers` says who you are in each file, by its path; `screens` the state of each screen, by its name.
    """

    last_file: str = ""
    window: Table = field(default_factory=dict)
    officers: dict[str, str] = field(default_factory=dict)
    screens: dict[str, Table] = field(default_factory=dict)

    def officer_in(self, file: Path) -> str:
        """The id of the officer somebody is in a file; empty when nobody has said."""
        return self.officers.get(str(file.resolve()), "")

    def be_officer(self, file: Path, officer: str) -> None:
        """Note who somebody is in a file."""
        self.officers[str(file.resolve())] = officer


def default_path() -> Path:
    """Where the settings of this person are kept."""
    return paths.settings_folder() / FILE_NAME


def load(path: Path | None = None) -> Settings:
    """Read the settings. A file that cannot be read is kept aside under another name; defaults then hold."""
    path = path or default_path()
    try:
        with path.open("rb") as file:
            return _typed(tomllib.load(file))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        _keep_aside(path)
        return Settings()


def save(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings at once or not at all; False when nothing can be written there."""
    path = path or default_path()
    new = paths.beside(path, ".new")
    try:
        paths.private_folder(path.parent)
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_written(settings))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        return False
    return True


def _keep_aside(path: Path) -> None:
    try:
        path.replace(paths.beside(path, ".unreadable"))
    except OSError:
        return  # nothing to keep, or nowhere to keep it: defaults hold all the same


def _typed(read: Mapping[str, object]) -> Settings:
    last = read.get("last_file")
    officers = _table(read.get("officers"))
    screens = read.get("screens")
    return Settings(
        last_file=last if isinstance(last, str) else "",
        window=_table(read.get("window")),
        officers={name: value for name, value in officers.items() if isinstance(value, str)},
        screens={name: _table(value) for name, value in screens.items()} if isinstance(screens, dict) else {},
    )


def _table(read: object) -> Table:
    if not isinstance(read, dict):
        return {}
    return {str(name): value for name, value in read.items() if isinstance(value, str | int | float | bool)}


def _written(settings: Settings) -> str:
    lines = [f"last_file = {_text(settings.last_file)}"]
    lines += _section("window", settings.window)
    lines += _section("officers", settings.officers)
    for name, table in settings.screens.items():
        lines += _section(f"screens.{_text(name)}", table)
    return "\n".join(lines) + "\n"


def _section(name: str, table: Mapping[str, Plain]) -> list[str]:
    return ["", f"[{name}]", *(f"{_text(key)} = {_value(value)}" for key, value in table.items())]


def _value(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    """A TOML string: as JSON writes it, but for one sign that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
