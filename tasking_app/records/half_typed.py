"""Texts that were typed and not saved, as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A text as it lies on the disk: its key there, and when it was last typed."""

    place: str
    text: str
    kept_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfTyped:
    """One text, with where it was typed in words, and the screen that leads there."""

    place: str
    words: str
    about: str
    text: str
    """Empty where a list must not show it: words of a restricted item, names of people kept apart."""
    kept_at: datetime
    screen: str = ""
    row: UUID | None = None
    part: str = ""
