"""Commands about an action after it was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class AddUpdate(Command):
    """A dated update, for oneself or on behalf of another officer."""

    update: UUID
    action: UUID
    text: str
    at: datetime
    on_behalf_of: UUID | None = None
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerOnTrack(Command):
    """Key 2: under way, with the dated update “On track”."""

    update: UUID
    action: UUID
    seen: str
    at: datetime
    text: str = ""
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerDone(Command):
    """Key 1: done, with its result."""

    update: UUID
    outcome: UUID
    action: UUID
    seen: str
    at: datetime
    result: str = "achieved"
    text: str = ""
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerMoreTime(Command):
    """Key 3: a new date and why; the old one stays visible."""

    update: UUID
    deferral: UUID
    action: UUID
    seen: date
    due: date
    reason: str
    at: datetime
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerDrop(Command):
    """Key 4: dropped, and why."""

    update: UUID
    action: UUID
    seen: str
    reason: str
    at: datetime
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerBlocked(Command):
    """Key B: blocked, and by what."""

    update: UUID
    action: UUID
    seen: str
    reason: str
    at: datetime
    meeting: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetSupport(Command):
    """Which agencies help."""

    action: UUID
    agencies: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveTo(Command):
    """Another lead agency and officer; one that may not see the referral has to be shared with first."""

    action: UUID
    seen_agency: UUID
    agency: UUID
    officer: UUID | None
    share: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAction(Command):
    """Move an action, with everything that hangs on it, to another referral or to general business."""

    action: UUID
    seen: UUID
    referral: UUID | None
    series: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOfSeveral:
    """An action among several that are changed together, as it was seen, and keys for what is said of it."""

    action: UUID
    seen_due: date
    seen_agency: UUID
    update: UUID
    deferral: UUID
    seen_officer: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeActions(Command):
    """A new date, another agency or another officer for several actions, with one reason; all or none.

    `agency` with or without `officer`: another lead. `officer` alone: somebody of the same agency.
    """

    actions: tuple[OneOfSeveral, ...]
    reason: str
    at: datetime
    due: date | None = None
    agency: UUID | None = None
    officer: UUID | None = None
    share: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenAction(Command):
    """Open a closed action again, with a reason, and a new date where the old one is past."""

    action: UUID
    seen: str
    update: UUID
    deferral: UUID
    reason: str
    at: datetime
    due: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplaceAction(Command):
    """Another action takes the place of this one, which says so."""

    action: UUID
    seen: str
    update: UUID
    new_action: UUID
    text: str
    agency: UUID
    due: date
    reason: str
    at: datetime
    officer: UUID | None = None
    share: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitAction(Command):
    """Part of an action becomes an action of its own, of the same or another agency."""

    action: UUID
    seen_text: str
    text: str
    update: UUID
    new_action: UUID
    new_text: str
    agency: UUID
    due: date
    at: datetime
    officer: UUID | None = None
    share: bool = False
