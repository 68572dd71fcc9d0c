"""What must be right before a meeting closes, what carries over, and what closing made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.may import MeetingMay


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One line of the list before closing. `what` says which control fixes it; `row` is what it is about."""

    what: str
    title: str
    detail: str
    row: UUID | None = None
    referral: UUID | None = None
    action: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Carry:
    """One line of the carry-over preview. Left out ones stay in the list and can be put back.

    Stored is the reason as it is stored, which is not shown for a restricted referral.
    """

    placing: UUID | None
    reference: str
    title: str
    reason: str
    item: str
    left_out: bool = False
    stored: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """The numbers of a meeting."""

    here: int = 0
    decisions: int = 0
    added: int = 0
    done: int = 0
    moved: int = 0
    open_now: int = 0
    reviewed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """The end of a meeting as the chair sees it before closing."""

    meeting: UUID
    reference: str
    held_on: date
    started_at: datetime | None
    stage: str
    fix: tuple[Check, ...]
    wait: tuple[Check, ...]
    checked: tuple[str, ...]
    carries: tuple[Carry, ...]
    next_on: date | None
    next_meeting: UUID | None
    last_item: str
    count: Count
    marking: str
    restricted: int
    may: MeetingMay = field(default_factory=MeetingMay)

    @property
    def may_close(self) -> bool:
        """Nothing is left that the rules forbid."""
        return not self.fix
