"""Minutes as stored when the chair approves them: a part for general business, and one per referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.papers import Figures


@dataclass(frozen=True, kw_only=True, slots=True)
class PartLine:
    """One line with its paragraph number. Kind is note, decision or action; fields that fit are filled."""

    id: UUID
    paragraph: str
    kind: str
    text: str
    said_at: str = ""
    reference: str = ""
    rationale: str = ""
    agency: str = ""
    officer: str = ""
    due: date | None = None
    supporting: tuple[str, ...] = ()
    theme: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartReview:
    """What the meeting heard about an action from before. Kind is the shape of its status."""

    reference: str
    text: str
    agency: str
    kind: str
    status: str
    heard: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PartItem:
    """An agenda item: what was said under no referral, and the folders of its referrals in order."""

    id: UUID
    number: str
    title: str
    kind: str
    theme: str = ""
    outcome: str = ""
    figures: Figures | None = None
    lines: tuple[PartLine, ...] = ()
    referrals: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PartAttendance:
    """One person of the attendance table, in words."""

    name: str
    role: str
    agency: str
    attendance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PartConflict:
    """A declared conflict of interest, in words."""

    name: str
    agency: str
    matter: str
    done: str
    referral: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneralPart:
    """Everything of a meeting that belongs to no one referral."""

    meeting: UUID
    reference: str
    partnership: str
    series: str
    held_on: date
    starts: str
    started: str
    ended: str
    place: str
    chair: str
    minutes_by: str
    next_meeting: str
    marking: str
    statement: str
    statement_read: str
    quorum: str
    absent_required: tuple[str, ...]
    went_on_without: str
    last_minutes: str
    attendance: tuple[PartAttendance, ...]
    conflicts: tuple[PartConflict, ...]
    items: tuple[PartItem, ...]
    review: tuple[PartReview, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralPart:
    """Everything said about one referral at a meeting. A restricted one prints only in the annex."""

    folder: UUID
    series: UUID
    restricted: bool
    item: UUID
    reference: str
    title: str
    kind: str
    nature: str
    theme: str
    marking: str
    carried: str
    lines: tuple[PartLine, ...]
    review: tuple[PartReview, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredMinutes:
    """The parts of a meeting in the order they are hashed, and when their content last changed."""

    general: GeneralPart
    referrals: tuple[ReferralPart, ...]
    as_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionRow:
    """A correction beside approved minutes."""

    id: UUID
    meeting: UUID
    folder: UUID
    restricted: bool
    paragraph: str
    line: UUID | None
    it_says: str
    should_read: str
    asked_by: UUID | None
    asked_by_name: str
    changes_agreed: bool
    agreed_at: datetime | None
    asked_in: str
