"""Where the files that ship with the product are found: source tree, wheel and one-folder build alike."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a shipped file, for example `resource("icons", "home.svg")`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen, "resources", *parts)
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    base = inside if inside.is_dir() else here.parent / "resources"
    return base.joinpath(*parts)
