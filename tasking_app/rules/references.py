"""Short references that people speak and write: A-188, R-147, D-31."""

from __future__ import annotations

import re
from collections.abc import Mapping

ACTION, REFERRAL, DECISION = "A", "R", "D"
COUNTED = (ACTION, DECISION, REFERRAL)
_PATTERN = re.compile(r"^\s*([ard])\s*-?\s*(new\s*)?(\d{1,7})\s*$", re.IGNORECASE)


def written(kind: str, number: int) -> str:
    """A-188 from its kind and number. One below 0 is counted on this computer until the database gives its
    own: A-new 1.
    """
    return f"{kind}-{number}" if number >= 0 else f"{kind}-new {-number}"


def read(text: str) -> tuple[str, int] | None:
    """Kind and number from what somebody typed (`a188`, `A-188`, `A-new 1`), or None."""
    match = _PATTERN.match(text)
    if match is None:
        return None
    return match[1].upper(), -int(match[3]) if match[2] else int(match[3])


def exchanged(text: str, given: Mapping[str, str]) -> str:
    """A text in which each reference that was counted on this computer is the one it was given."""
    for token, reference in given.items():
        text = re.sub(rf"(?<![\w-]){re.escape(token)}(?!\d)", reference, text)
    return text
