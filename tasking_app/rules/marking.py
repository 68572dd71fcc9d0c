"""Protective markings, and the marking a paper carries: the highest of what is in it."""

from __future__ import annotations

from collections.abc import Iterable

OFFICIAL = "OFFICIAL"
OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"
MARKINGS = (OFFICIAL, OFFICIAL_SENSITIVE)


def highest(markings: Iterable[str], default: str = OFFICIAL) -> str:
    """The highest of several markings; an unknown one counts as the highest there is."""
    rank = {marking: place for place, marking in enumerate(MARKINGS)}
    top = max((rank.get(marking, len(MARKINGS) - 1) for marking in markings), default=None)
    return default if top is None else MARKINGS[max(top, rank.get(default, 0))]
