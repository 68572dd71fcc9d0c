"""What the room may see of a meeting: a record of its own, made for the projector, with nobody in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_FACTS, MOST_LINES = 7, 4
"""More is read by nobody from the back row; the rest is counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomReferral:
    """What is discussed now. A restricted one is “Restricted item 2” and no more.

    `people` are stand-ins: Person A, under 18.
    """

    title: str
    reference: str = ""
    risk: str = ""
    note: str = ""
    facts: tuple[str, ...] = ()
    more_facts: int = 0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomAction:
    """An action that was promised before: how it stands in shape and word, whose it is, and what."""

    kind: str
    words: str
    agency: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomAgreed:
    """A decision or an action agreed under this item; `head` says whose and until when."""

    kind: str
    head: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomView:
    """One moment of the meeting as the room sees it. `states` are done, now or next, item by item."""

    series: str
    item: str
    theme: str
    number: int
    states: tuple[str, ...]
    following: str
    ends: datetime | None
    referral: RoomReferral | None
    promised: tuple[RoomAction, ...] = ()
    more_promised: int = 0
    agreed: tuple[RoomAgreed, ...] = ()
    more_agreed: int = 0
    figures: str = ""
    withheld: int = 0
    """How much is left out because it belongs to restricted items."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Adding:
    """What is being added, as it was understood; `text` is empty while it is not."""

    head: str = ""
    text: str = ""
