"""Commands about proposals: stored batches of other commands that somebody else accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedStep:
    """One command as it is stored, and what it does in words. A problem says why it cannot be accepted."""

    step: UUID
    kind: str
    data: str
    words: str
    action: UUID | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Propose(Command):
    """Ask for something that somebody else decides. `source` is one of rules/proposal."""

    proposal: UUID
    series: UUID
    source: str
    steps: tuple[ProposedStep, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptProposal(Command):
    """Carry out the steps chosen, all in one transaction; the others are left out."""

    proposal: UUID
    steps: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclineProposal(Command):
    """Decline, with a reason the proposer sees."""

    proposal: UUID
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeBackProposal(Command):
    """The proposer no longer asks."""

    proposal: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoProposal(Command):
    """Take back, as a whole, what an accepted proposal did; it waits again."""

    proposal: UUID
