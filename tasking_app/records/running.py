"""A meeting under way: agenda, current item, its referrals, lines, actions, figures, and who is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.action import ActionRow
from tasking_app.records.meeting_head import MeetingHead
from tasking_app.rules.figures import ThemeFigures


@dataclass(frozen=True, kw_only=True, slots=True)
class RailItem:
    """One item of the agenda in the rail. State: done, now, next. Spent is in seconds."""

    id: UUID
    number: int
    title: str
    kind: str
    theme: str
    minutes: int
    state: str
    started_at: datetime | None
    ended_at: datetime | None
    presenter: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralCard:
    """A referral of the current item. A restricted one has no title here: “Restricted item n”."""

    placing: UUID | None
    referral: UUID
    reference: str
    title: str
    kind: str
    theme: str
    nature: str
    risk: str
    note: str
    restricted: bool
    discussed: bool
    deferred: str
    points: tuple[str, ...]
    people: tuple[str, ...]
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """One stored line of minutes. Kind: note, decision, action."""

    id: UUID
    kind: str
    time: str
    text: str
    referral: UUID | None
    referral_label: str
    reference: str
    decision: UUID | None
    rationale: str
    decision_kind: str
    action: UUID | None
    action_words: str
    folder: UUID
    restricted: bool
    order_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """Somebody at the meeting. Status: here, apologies, absent or nothing."""

    attendance: UUID | None
    officer: UUID | None
    name: str
    job: str
    agency: str
    status: str
    instead_of: str
    left_at: datetime | None
    may_decide: bool
    agreed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """Everything the meeting screen shows of one item."""

    head: MeetingHead
    rail: tuple[RailItem, ...]
    item: RailItem
    following: RailItem | None
    referrals: tuple[ReferralCard, ...]
    lines: tuple[LineRow, ...]
    open_actions: tuple[ActionRow, ...]
    added_today: tuple[ActionRow, ...]
    people: tuple[Present, ...]
    here: int
    apologies: int
    statement_agreed: str
    figures: ThemeFigures | None
    figures_last_year: tuple[int | None, ...]
    all_figures: tuple[ThemeFigures, ...]
    last_minutes_on: date | None
    open_count: int
    read_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """The actions still to be heard, late first, and those heard already with what was said."""

    to_hear: tuple[ActionRow, ...]
    heard: tuple[tuple[ActionRow, str, str], ...]
    today: date
    next_meeting: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StartAgency:
    """One agency on the start screen with its officers."""

    id: UUID
    name: str
    required: bool
    went_on_without: bool
    people: tuple[Present, ...]

    @property
    def here(self) -> int:
        """How many of its people are here."""
        return sum(1 for person in self.people if person.status == "here")


@dataclass(frozen=True, kw_only=True, slots=True)
class ConflictRow:
    """A declared conflict of interest."""

    id: UUID
    officer_id: UUID
    officer: str
    referral: UUID | None
    matter: str
    what: str
    leaves: bool
    restricted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """Everything the start screen shows."""

    head: MeetingHead
    agencies: tuple[StartAgency, ...]
    guests: tuple[Present, ...]
    here: int
    needed: int
    missing: tuple[str, ...]
    quorum_waived: bool
    statement: str
    statement_version: str
    read_at: datetime | None
    read_people: int
    reading: UUID | None
    conflicts: tuple[ConflictRow, ...]
    referrals: tuple[tuple[UUID, str], ...]
    items: int
