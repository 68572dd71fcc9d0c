"""Commands about referrals: take one in, its points and people, who may see it, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPerson:
    """A person as typed once: the name goes to the protected table, the room sees the stand-in."""

    person: UUID
    identity: UUID
    name: str
    role: str = "seen"
    age: int | None = None
    born_on: date | None = None
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AddReferral(Command):
    """A new referral; restricted ones keep their words apart and name who may read them."""

    referral: UUID
    series: UUID
    kind: str
    theme: str
    title: str
    lead_agency: UUID
    theme_kind: str = ""
    description: str = ""
    source: str = ""
    area: str = ""
    started_on: date | None = None
    case_officer: UUID | None = None
    nature: str = "emerging"
    risk: str = "standard"
    reason_added: str = ""
    next_review: date | None = None
    points: tuple[str, ...] = ()
    people: tuple[NewPerson, ...] = ()
    restricted: bool = False
    readers: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AddPoint(Command):
    """A point for the room; at most seven."""

    point: UUID
    referral: UUID
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AddPerson(Command):
    """Another person of a referral, kept apart."""

    referral: UUID
    person: NewPerson


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadNames(Command):
    """Show me who the stand-ins are; recorded before they are shown."""

    reading: UUID
    referral: UUID
    what: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRestricted(Command):
    """Restrict a referral to a list of officers, or open it to its series again."""

    referral: UUID
    restricted: bool
    readers: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SetReaders(Command):
    """Change who is on the list of a restricted referral; somebody active is always on it."""

    referral: UUID
    readers: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditRestrictedText(Command):
    """Change title, description or points of a restricted referral (points: one a line)."""

    referral: UUID
    field: str
    seen: str
    wanted: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareReferral(Command):
    """Share a referral with an agency that does not sit in its series; recorded."""

    share: UUID
    referral: UUID
    agency: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetReferralStatus(Command):
    """Accept, decline, monitor, close or re-open; closing needs a reason and the victim told, or why not."""

    referral: UUID
    seen: str
    status: str
    reason: str = ""
    victim_told: str = ""
    victim_told_on: date | None = None
    victim_not_told: str = ""
