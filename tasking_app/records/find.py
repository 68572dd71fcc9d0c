"""What can be found: one row for each referral, action and meeting the user may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Findable:
    """One row of the haystack: what kind it is, its reference, short words, and weaker words beside them."""

    kind: str
    id: UUID
    reference: str
    words: str
    weak: str
    theme: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MinuteFound:
    """A line of minutes that holds the words looked for."""

    meeting: UUID
    reference: str
    held_on: str
    item: str
    text: str
