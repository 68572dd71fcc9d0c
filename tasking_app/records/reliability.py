"""How agencies keep what they take away, and every date that moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.records.papers import Head


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyKept:
    """One agency, or all of them, over the period: what is open now, and how what was done came in."""

    agency: UUID | None
    name: str
    open: int
    late: int
    quiet: int
    done: int
    on_time: int
    moved: int

    @property
    def share(self) -> int | None:
        """Done on time in percent; None where nothing was done."""
        return round(100 * self.on_time / self.done) if self.done else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One time a date was moved."""

    old: date
    new: date
    reason: str
    agreed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """An action whose date was moved, with every time."""

    id: UUID
    reference: str
    text: str
    agency_id: UUID
    agency: str
    officer: str
    original_due: date
    due: date
    kind: str
    status: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliability:
    """The page. Left_out counts restricted actions that are in the figures and not in the list."""

    since: date
    until: date
    agencies: tuple[AgencyKept, ...]
    ledger: tuple[Moved, ...]
    left_out: int
    sentence: str

    @property
    def total(self) -> AgencyKept:
        """All agencies together."""
        names = ("open", "late", "quiet", "done", "on_time", "moved")
        sums = {name: sum(getattr(one, name) for one in self.agencies) for name in names}
        return AgencyKept(agency=None, name="All agencies", **sums)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReliabilityPaper:
    """The same as a paper."""

    head: Head
    page: Reliability
