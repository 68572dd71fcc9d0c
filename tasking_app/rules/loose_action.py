"""The words of a note that begins like an action but names nobody who is known."""

from __future__ import annotations

import re

_MARKER = re.compile(r"^\s*(?:!!)?\s*@[^\s:]*\s*:?\s*")


def without_marker(text: str) -> str:
    """What is to be done: the note without “@somebody” at its start."""
    rest = _MARKER.sub("", text, count=1).strip()
    return rest[:1].upper() + rest[1:]
