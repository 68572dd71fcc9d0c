"""Whether a meeting is ready, line by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """One line of the readiness list. Verb is what one press does about it."""

    what: str
    words: str
    good: bool
    verb: str = ""
