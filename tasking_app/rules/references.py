"""Short references that people speak and write: A-188, R-147, D-31."""

from __future__ import annotations

import re

ACTION, REFERRAL, DECISION = "A", "R", "D"
COUNTED = (ACTION, DECISION, REFERRAL)
_PATTERN = re.compile(r"^\s*([ard])\s*-?\s*(\d{1,7})\s*$", re.IGNORECASE)


def written(kind: str, number: int) -> str:
    """A-188 from its kind and number."""
    return f"{kind}-{number}"


def read(text: str) -> tuple[str, int] | None:
    """Kind and number from what somebody typed (`a188`, `A-188`), or None."""
    match = _PATTERN.match(text)
    return (match[1].upper(), int(match[2])) if match else None
