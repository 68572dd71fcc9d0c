"""What waits on this computer for the shared database, and what came of sending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Standing:
    """How this computer stands with the database: since when it does not answer, and how much waits.

    `stuck` are those that were sent and did not go: somebody has to decide. `shut`: the database is there,
    and this login works there no more.
    """

    since: datetime | None = None
    waiting: int = 0
    stuck: int = 0
    shut: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingRow:
    """One change that waits, in words; `told` says why it did not go, when it was tried.

    `text` is all that was typed in it.
    """

    id: UUID
    icon: str
    words: str
    text: str = ""
    at: datetime
    told: str = ""
    clash: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What became of what waited: how much arrived, how much did not go, and references now given.

    `anew` are references that a server gave once more, because it took over from one that was lost.
    """

    count: int = 0
    stuck: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    anew: Mapping[str, str] = field(default_factory=dict)
    back: bool = True
    """Whether the database was away before; otherwise one was sent again that did not go."""
