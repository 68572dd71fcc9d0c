"""What screens show of proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRow:
    """One row to accept or leave out. `problem` says why it cannot be accepted as things stand.

    `about` is the reference of its action, `detail` how that action stands now. `doubt` says that the row is
    there already: it may be accepted, but only if somebody wants it.
    """

    id: UUID
    words: str
    about: str
    detail: str
    state: str
    problem: str = ""
    hidden: bool = False
    action: UUID | None = None
    doubt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalRow:
    """One proposal in a list."""

    id: UUID
    source: str
    title: str
    state: str
    state_words: str
    proposed_by: str
    proposer: UUID | None
    proposed_at: datetime
    rows: int
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalPage:
    """One proposal with its rows; `mine` may be taken back, and who `decides` accepts or declines it."""

    row: ProposalRow
    steps: tuple[StepRow, ...]
    mine: bool
    decides: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposals:
    """What waits, oldest first, and what was decided lately."""

    waiting: tuple[ProposalRow, ...]
    decided: tuple[ProposalRow, ...]
