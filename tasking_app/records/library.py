"""The library: every meeting with its stage, and one meeting with its papers and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.action import ActionRow
from tasking_app.records.end import Count
from tasking_app.records.may import MeetingMay
from tasking_app.records.minutes import CorrectionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingRow:
    """One meeting in the list. Shape is the kind of its stage; words say it exactly."""

    id: UUID
    reference: str
    series: UUID
    series_name: str
    held_on: date
    stage: str
    shape: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """All meetings, latest first, and the day it is."""

    meetings: tuple[MeetingRow, ...]
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A line of minutes that holds what was looked for."""

    line: UUID
    meeting: UUID
    held_on: date
    reference: str
    item: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRow:
    """The latest copy of a paper, and how many were made before it. Key names paper and agency."""

    key: str
    kind: str
    agency: UUID | None
    name: str
    edition: str
    earlier: int
    marking: str
    made_at: datetime
    file_name: str
    pages: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRow:
    """A decision of a meeting. One about a restricted referral is not listed here."""

    id: UUID
    reference: str
    text: str
    rationale: str
    referral: str
    item: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One meeting as the library keeps it. Intact: whether approved minutes are as they were approved."""

    row: MeetingRow
    here: int
    starts: str
    started_at: datetime | None
    ended_at: datetime | None
    place: str
    why: str
    draft: int
    approved: str
    fingerprint: str
    intact: bool | None
    has_agenda: bool
    restricted: int
    papers: tuple[PaperRow, ...]
    corrections: tuple[CorrectionRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    left_out: int
    folder: str
    count: Count
    next_on: date | None
    next_meeting: UUID | None
    carried: int
    may: MeetingMay = field(default_factory=MeetingMay)

    @property
    def held(self) -> bool:
        """Whether there are minutes."""
        return self.row.stage in ("draft_minutes", "approved", "agreed")

    @property
    def may_approve(self) -> bool:
        """A draft waits for the chair."""
        return self.row.stage == "draft_minutes"
