"""Numbers with the word that fits them."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """1 action, 3 actions; `many` where an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"
