"""Numbers with the word that fits them, and names in a row."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """1 action, 3 actions; `many` where an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """One, one and another, or one, another and a third."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
