"""Commands about who is in the room and what was agreed before business starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark(Command):
    """Mark an officer: here, apologies, absent, or not marked; `instead_of` makes them a substitute."""

    meeting: UUID
    officer: UUID
    seen: str
    status: str
    at: datetime
    instead_of: UUID | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkRestAbsent(Command):
    """Everyone not marked is absent."""

    meeting: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AddGuest(Command):
    """Somebody without a seat is here today."""

    attendance: UUID
    meeting: UUID
    name: str
    agency: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Leave(Command):
    """Somebody leaves before the end, or comes back."""

    attendance: UUID
    seen: datetime | None
    at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadStatement(Command):
    """The confidentiality statement was read and agreed by those here."""

    reading: UUID
    meeting: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclareConflict(Command):
    """An officer has an interest in a case (or in no one case) and leaves or stays."""

    conflict: UUID
    meeting: UUID
    officer: UUID
    referral: UUID | None = None
    what: str = ""
    leaves: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class GoOnWithout(Command):
    """Go on without an agency that must be here, the quorum, or the statement; who said so is kept."""

    go_ahead: UUID
    meeting: UUID
    without: str
    at: datetime
    agency: UUID | None = None
