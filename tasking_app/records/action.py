"""Actions as lists, cards and pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.action_filter import FilterChoices, Near
from tasking_app.records.may import ActionMay
from tasking_app.rules.action import StatusView


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionRow:
    """One action in a list or on a card. `stored` is the stored status, `status` how it shows today."""

    id: UUID
    number: int
    reference: str
    text: str
    short_text: str
    theme: str
    agency_id: UUID
    agency: str
    officer_id: UUID | None
    officer: str
    due: date
    original_due: date
    stored: str
    status: StatusView
    status_reason: str
    priority: str
    objective: str
    folder: UUID
    series: UUID
    restricted: bool
    referral: str
    referral_title: str
    raised_on: date
    moved: int
    updated_on: date | None
    update: str
    update_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One thing that happened to an action, for its history.

    Kind: agreed, update, moved, given, replaced, replaces, split, outcome, text, or the answer in a review.
    `other` is an action that the text names; `before` is a text as it stood, which can be brought back.
    """

    id: UUID
    kind: str
    who: str
    at: datetime
    text: str
    other: UUID | None = None
    other_name: str = ""
    before: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionPage:
    """One action with everything about it; `hidden` while its restricted referral was not opened.

    `may_open`: whoever sits here is on the list of the restricted referral.
    """

    row: ActionRow
    version: int
    success: str
    resources: str
    supporting: tuple[UUID, ...]
    supporting_names: tuple[str, ...]
    raised_in: str
    raised_item: str
    result: str
    effect: str
    evidence: str
    learning: str
    outcome: UUID | None
    happenings: tuple[Happening, ...]
    hidden: bool = False
    may_open: bool = True
    may: ActionMay = field(default_factory=ActionMay)


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionCounts:
    """How many actions each saved view holds."""

    open: int
    late: int
    due_soon: int
    no_update: int
    done: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionList:
    """The first rows of a view, how many there are of each, and what is near when there is none.

    `own` counts the views people made themselves, in the order they were asked for. `why_not_add`: whoever
    sits here gives no actions.
    """

    rows: tuple[ActionRow, ...]
    counts: ActionCounts
    own: tuple[int, ...]
    today: date
    since: date | None
    choices: FilterChoices
    said: str
    near: tuple[Near, ...]
    why_not_add: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoreActions:
    """The rows after those that were shown first."""

    rows: tuple[ActionRow, ...]
    last: bool
