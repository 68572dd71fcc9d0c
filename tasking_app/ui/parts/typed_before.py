"""A text that was being typed when the program last ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """Where it was typed, the text, and what stood there when typing began."""

    place: str
    text: str
    base: str
