"""Referrals in lists and on their page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.action import ActionRow
from tasking_app.records.may import ReferralMay


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralRow:
    """One referral in a list. A restricted one shows no title."""

    id: UUID
    number: int
    reference: str
    title: str
    kind: str
    theme: str
    risk: str
    nature: str
    status: str
    agency: str
    agency_id: UUID
    officer: str
    area: str
    next_review: date | None
    discussed: int
    restricted: bool
    readers: int
    taken_in: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralCounts:
    """How many referrals each saved view holds."""

    open: int
    to_accept: int
    high: int
    review_late: int
    closed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralList:
    """The first rows of a view, and how many there are of each."""

    rows: tuple[ReferralRow, ...]
    counts: ReferralCounts
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    """A person of a referral as members see them."""

    id: UUID
    label: str
    role: str
    under_18: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedPerson:
    """Who a stand-in is. Only in the answer to a recorded question."""

    label: str
    name: str
    age: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingOfReferral:
    """A meeting that had the referral on its agenda, and what became of it."""

    meeting: UUID
    reference: str
    held_on: date
    what: str
    lines: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PointRow:
    """A point for the room."""

    id: UUID
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralPage:
    """One referral with everything about it; texts of a restricted one only after `opened` was recorded.

    `may_open`: whoever sits here is on its list; everybody is where there is none.
    """

    row: ReferralRow
    description: str
    theme_kind: str
    source: str
    started_on: date | None
    lead_agency: UUID
    case_officer: UUID | None
    reason_added: str
    reason_closed: str
    closed_at: datetime | None
    victim_told: str
    victim_told_on: date | None
    victim_not_told: str
    points: tuple[PointRow, ...]
    people: tuple[PersonRow, ...]
    readers: tuple[str, ...]
    shared_with: tuple[str, ...]
    meetings: tuple[MeetingOfReferral, ...]
    actions: tuple[ActionRow, ...]
    opened: bool
    may_open: bool
    may: ReferralMay = field(default_factory=ReferralMay)


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesOfReferral:
    """A series a new referral may go to, and its next meeting; who does not decide there proposes it."""

    id: UUID
    name: str
    decides: bool
    meeting: UUID | None
    next_meeting: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReferralForm:
    """What the form for a new referral offers; the usual series is the first."""

    next_reference: str
    series: tuple[SeriesOfReferral, ...]
    agencies: tuple[tuple[UUID, str], ...]
    officers: tuple[tuple[UUID, str, UUID], ...]
    kinds: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
