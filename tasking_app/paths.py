"""Where things are found: files that ship with the product, and the folders of the person using it."""

import os
import sys
from pathlib import Path

import platformdirs

NAME = "Tasking"


def resource(*parts: str) -> Path:
    """Path of a shipped file, for example `resource("icons", "home.svg")`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen, "resources", *parts)
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    base = inside if inside.is_dir() else here.parent / "resources"
    return base.joinpath(*parts)


def data_folder() -> Path:
    """Where a database is kept unless its owner says otherwise; never roams to a server."""
    return platformdirs.user_data_path(NAME, appauthor=False, roaming=False)


def settings_folder() -> Path:
    """Where the settings of this person on this computer are kept."""
    return platformdirs.user_config_path(NAME, appauthor=False, roaming=False)


def private_folder(folder: Path) -> Path:
    """Make a folder that nobody else may look into; one that is there already is left as it is."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def only_owner(path: Path) -> None:
    """Nobody but the owner may open the file, where the system knows owners."""
    if os.name == "posix":
        path.chmod(0o600)


def beside(path: Path, ending: str) -> Path:
    """A file that belongs to another: `beside(file, ".id")` of tasking.db is tasking.db.id."""
    return path.with_name(path.name + ending)
