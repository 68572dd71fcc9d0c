"""Commands about a meeting: plan it, order it, run it, close it, approve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanMeeting(Command):
    """Plan the next meeting of a series with its standard agenda; open business comes along by itself."""

    meeting: UUID
    series: UUID
    held_on: date
    starts: str | None = None
    minutes: int | None = None
    place: str | None = None
    chair: UUID | None = None
    instead_of: UUID | None = None
    extraordinary: bool = False
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveMeeting(Command):
    """A planned meeting gets another day; the reference follows until the agenda is issued."""

    meeting: UUID
    seen: date
    held_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class AddItem(Command):
    """An agenda item for this meeting, after another one (None: before any other business)."""

    item: UUID
    meeting: UUID
    title: str
    minutes: int = 5
    urgent: bool = False
    after: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveItem(Command):
    """Move an agenda item that can be moved: one place up (-1) or down (+1), or after another item."""

    item: UUID
    seen: str
    by: int = 0
    after: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceReferral(Command):
    """Put a referral on an agenda, under its theme."""

    placing: UUID
    referral: UUID
    meeting: UUID
    reason: str = ""
    urgent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveOut(Command):
    """Leave a carried-over referral out of an agenda, with a reason that stays in history."""

    placing: UUID
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeMinutes(Command):
    """Take minutes from one item and so end inside the time booked."""

    item: UUID
    seen: int
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueAgenda(Command):
    """Issue the agenda: the reference is fixed and the version counted."""

    meeting: UUID
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StartMeeting(Command):
    """Start at the first item."""

    meeting: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GoToItem(Command):
    """Move the whole meeting to an item; the current item is shared."""

    meeting: UUID
    item: UUID
    seen: UUID | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Discussed(Command):
    """A referral was heard today, or is put off with a reason."""

    placing: UUID
    at: datetime
    deferred: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeChair(Command):
    """Somebody takes the chair during the meeting: the chair arrived late, or has to leave."""

    meeting: UUID
    officer: UUID
    seen: UUID | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Postpone(Command):
    """The meeting is not held on its day; a new one takes its business."""

    meeting: UUID
    why: str
    new_meeting: UUID
    held_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancel(Command):
    """The meeting is not held; its business waits for the next one of the series."""

    meeting: UUID
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseMeeting(Command):
    """End the meeting: draft minutes, and what is open carries over to the next."""

    meeting: UUID
    at: datetime
    next_meeting: UUID | None = None
    left_out: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenDraft(Command):
    """Go back from draft minutes into the meeting, before the chair has approved them."""

    meeting: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproveMinutes(Command):
    """The chair approves: the meeting is stored as it was, in parts, with its fingerprint."""

    meeting: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AddCorrection(Command):
    """A correction to approved minutes, asked for in a later meeting."""

    correction: UUID
    meeting: UUID
    part: UUID
    paragraph: str
    it_says: str
    should_read: str
    line: UUID | None = None
    asked_by: UUID | None = None
    asked_in: UUID | None = None
    changes_agreed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreeMinutes(Command):
    """A later meeting agrees the minutes, with the corrections that stand beside them, or without."""

    meeting: UUID
    agreed_in: UUID
    with_corrections: bool = True
