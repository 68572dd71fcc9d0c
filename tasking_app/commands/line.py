"""Commands about minutes lines, and the decisions and actions among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class AddLine(Command):
    """A note under one referral or none, after another line (None: at the end)."""

    line: UUID
    meeting: UUID
    item: UUID
    text: str
    at: datetime
    referral: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddLines(Command):
    """Several notes at once, in order: a pasted list."""

    lines: tuple[UUID, ...]
    texts: tuple[str, ...]
    meeting: UUID
    item: UUID
    at: datetime
    referral: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitLine(Command):
    """One line becomes two at the caret."""

    line: UUID
    new_line: UUID
    seen: str
    left: str
    right: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinLines(Command):
    """Two notes that follow each other become one."""

    line: UUID
    seen: str
    next_line: UUID
    next_seen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLine(Command):
    """Put a line under another referral, or under none; what hangs on it goes with it."""

    line: UUID
    seen: UUID
    referral: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddDecision(Command):
    """A decision as a line; to close or to do nothing asks for its reason."""

    line: UUID
    decision: UUID
    meeting: UUID
    item: UUID
    text: str
    at: datetime
    rationale: str = ""
    kind: str = "agree"
    referral: UUID | None = None
    after: UUID | None = None
    authority: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddAction(Command):
    """An action for exactly one agency with a date; in a meeting it is a line of the minutes too."""

    action: UUID
    theme: str
    text: str
    agency: UUID
    due: date
    at: datetime
    officer: UUID | None = None
    series: UUID | None = None
    referral: UUID | None = None
    supporting: tuple[UUID, ...] = ()
    priority: str = "normal"
    success: str = ""
    resources: str = ""
    objective: str = ""
    meeting: UUID | None = None
    item: UUID | None = None
    line: UUID | None = None
    after: UUID | None = None
    share: bool = False
