"""The next agenda as it is prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.records.meeting_head import MeetingHead
from tasking_app.records.ready import Ready


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedReferral:
    """A referral on the agenda, and why it is there."""

    placing: UUID
    referral: UUID
    reference: str
    title: str
    kind: str
    reason: str
    carried: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaRow:
    """One agenda item with what hangs on it. Starts is the time it begins as allotted now."""

    id: UUID
    number: int
    title: str
    kind: str
    theme: str
    minutes: int
    starts: str
    presenter_id: UUID | None
    presenter: str
    fixed: bool
    urgent: bool
    order_key: str
    note: str
    note_late: int
    reason: str
    referrals: tuple[PlacedReferral, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A referral that is on no agenda to come."""

    referral: UUID
    reference: str
    title: str
    kind: str
    theme: str
    risk: str
    agency: str
    taken_in: date | None
    item_number: int
    restricted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepare:
    """Everything the prepare screen shows; who does not decide proposes agenda items."""

    head: MeetingHead
    invited: int
    rows: tuple[AgendaRow, ...]
    total: int
    waiting: tuple[Waiting, ...]
    ready: tuple[Ready, ...]
    out_by: date | None
    longest: UUID | None
    officers: tuple[tuple[UUID, str], ...]
    decides: bool

    @property
    def over(self) -> int:
        """Minutes past the time booked; 0 when it fits."""
        return max(0, self.total - self.head.minutes)
