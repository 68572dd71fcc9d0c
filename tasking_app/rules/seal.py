"""How a seal of the record is written for people: in groups, short enough to be compared by eye."""

from __future__ import annotations

GROUP, GROUPS = 4, 6


def written(sign: str) -> str:
    """The first signs of a seal, in groups."""
    return " ".join(sign[start : start + GROUP] for start in range(0, GROUP * GROUPS, GROUP))
