"""What an attendee sees of the own agency: its actions, what they ask for, what the last meeting decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tasking_app.records.action import ActionRow
from tasking_app.records.may import ActionMay
from tasking_app.records.proposal import ProposalRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A request about an action that waits; `mine` may be taken back."""

    proposal: UUID
    words: str
    mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MyAction:
    """One open action. `hidden`: its words are restricted; `may_open`: whoever sits here is on the list.

    `decides`: more time and dropping are answered at once, and not asked for.
    """

    row: ActionRow
    mine: bool
    due_now: bool
    heard: bool
    hidden: bool
    may_open: bool
    decides: bool
    asked: Asked | None = None
    declined: str = ""
    may: ActionMay = field(default_factory=ActionMay)


@dataclass(frozen=True, kw_only=True, slots=True)
class LastMeeting:
    """What the last meeting left: new actions for the officer and the agency, and decisions."""

    id: UUID
    held_on: date
    mine: int
    agency: int
    decisions: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MyAgency:
    """Everything the page shows. `requests` are the officer's own that are about no action."""

    agency: str
    actions: tuple[MyAction, ...]
    done: tuple[ActionRow, ...]
    done_count: int
    today: date
    next_meeting: date | None
    update_by: date | None
    last: LastMeeting | None
    requests: tuple[ProposalRow, ...]
