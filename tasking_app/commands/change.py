"""Commands that fit any kind of row: edit, withdraw, bring back, and several at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tasking_app.commands.base import Change, Command


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit(Command):
    """Change fields of one row that its kind lets people change.

    `beside` are the fields its author saw and left alone: who changed one meanwhile is told.
    """

    kind: str
    row: UUID
    changes: tuple[Change, ...]
    beside: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PutBack(Command):
    """The inverse of a change, made by the program: any field, as long as the values seen still stand."""

    kind: str
    row: UUID
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdraw(Command):
    """Take a row off screens and papers; it stays in history."""

    kind: str
    row: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class BringBack(Command):
    """The inverse of withdrawing."""

    kind: str
    row: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Settle(Command):
    """What somebody chose where two had changed the same fields of one row.

    `changes` go over what the other wrote, and are seen as that; what `left` wanted was not chosen, and `why`
    was typed with it.
    """

    kind: str
    row: UUID
    changes: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    why: str = ""


Step = Edit | PutBack | Withdraw | BringBack


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch(Command):
    """Several steps in one transaction: a split line, a pasted list, the inverse of either."""

    steps: tuple[Step, ...]
