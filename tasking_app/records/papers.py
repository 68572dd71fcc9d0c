"""What each paper shows: everything a renderer needs and nothing it has to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

#: How an action shows; the words of the one status table belong to rules.
Kind = Literal["late", "due_soon", "on_track", "not_started", "blocked", "done", "dropped"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What every paper says about itself. As_at is the moment its content last changed, in UTC."""

    partnership: str
    title: str
    reference: str
    marking: str
    status: str
    as_at: datetime
    when: str = ""
    venue: str = ""
    chair: str = ""
    minutes_by: str = ""
    next_meeting: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Restricted:
    """A referral that this paper only counts: its content is in the annex."""

    number: int


# Agenda


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaReferral:
    """A referral on the agenda. Reason says why it is here again, if it was carried over."""

    reference: str
    title: str
    kind: str
    nature: str = ""
    reason: str = ""
    urgent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaItem:
    """One item of the agenda. Theme is the code of its theme, or empty for a standing item."""

    number: str
    title: str
    theme: str = ""
    presenter: str = ""
    minutes: int = 0
    starts: str = ""
    outcome: str = ""
    notes: tuple[str, ...] = ()
    referrals: tuple[AgendaReferral | Restricted, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Agenda:
    """The agenda of one meeting. Confidentiality is the partnership's own statement, printed in full."""

    head: Head
    items: tuple[AgendaItem, ...] = ()
    confidentiality: str = ""
    apologies: tuple[str, ...] = ()


# Minutes


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """One line of the attendance table; attendance is in words: "Present, for Ann Ames", "Apologies"."""

    name: str
    role: str
    agency: str
    attendance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A conflict of interest somebody declared, and what they did."""

    name: str
    agency: str
    matter: str
    done: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """Something that was said."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionLine:
    """A decision and the reason for it."""

    reference: str
    text: str
    rationale: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """An action as it was given: to one lead agency, with one date."""

    reference: str
    text: str
    agency: str
    due: date
    officer: str = ""
    supporting: tuple[str, ...] = ()


Line = NoteLine | DecisionLine | ActionLine


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralPart:
    """One referral in the minutes with the lines said under it."""

    reference: str
    title: str
    kind: str
    nature: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthFigures:
    """The months drawn beside a theme, this year and a year before; None where there is no figure."""

    months: tuple[str, ...]
    this_year: tuple[int | None, ...]
    last_year: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What is known in numbers about a theme: a sentence, and the months behind it."""

    sentence: str
    category: str
    source: str = ""
    months: MonthFigures | None = None


#: Which part of the record an agenda item holds, besides what was said under it.
About = Literal["item", "attendance", "confidentiality", "last_minutes", "review"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One agenda item in the minutes, under the number it has on the agenda.

    A theme without figures says so. Lines are those said under no referral.
    """

    number: str
    title: str
    theme: str = ""
    about: About = "item"
    outcome: str = ""
    figures: Figures | None = None
    lines: tuple[Line, ...] = ()
    referrals: tuple[ReferralPart | Restricted, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewedAction:
    """What the meeting heard about an action from before, in words."""

    reference: str
    text: str
    agency: str
    kind: Kind
    status: str
    heard: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """A correction agreed later, which stands beside approved minutes."""

    place: str
    text: str
    agreed_at: str
    agreed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionRow:
    """One row of the action table in the minutes."""

    reference: str
    text: str
    agency: str
    due: date
    kind: Kind
    status: str
    officer: str = ""
    theme: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CarriedItem:
    """Business that goes on to the next meeting, and why."""

    reference: str
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """Who approved the minutes and when, in words, and the fingerprint of what was stored."""

    approved_by: str
    approved_on: str
    fingerprint: str
    agreed_at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Minutes:
    """The minutes of one meeting. Without approval they end with lines to sign on.

    Seal is the first signs of the seal over the record of a shared database, to be compared with it later.
    """

    head: Head
    seal: str = ""
    confidentiality: str = ""
    attendance: tuple[Attendance, ...] = ()
    absent_required: tuple[str, ...] = ()
    went_on_without: str = ""
    quorum: str = ""
    conflicts: tuple[Conflict, ...] = ()
    last_minutes: str = ""
    review: tuple[ReviewedAction, ...] = ()
    sections: tuple[Section, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    carried: tuple[CarriedItem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    approval: Approval | None = None


# Annex


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnexItem:
    """A restricted referral in full, under the number other papers call it by."""

    number: int
    referral: ReferralPart
    theme: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """The restricted items of a meeting, for those on their lists. Readers says in words who they are."""

    head: Head
    items: tuple[AnnexItem, ...] = ()
    readers: str = ""


# Action plan and action log


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """One action with all that the plan says about it. Status is in words: "13 days late"."""

    reference: str
    theme: str
    text: str
    agency: str
    raised: date
    due: date
    kind: Kind
    status: str
    objective: str = ""
    success_measure: str = ""
    officer: str = ""
    supporting: tuple[str, ...] = ()
    resources: str = ""
    original_due: date | None = None
    times_deferred: int = 0
    update: str = ""
    updated_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanTotals:
    """The strip at the top of a plan."""

    open: int
    due_soon: int
    late: int
    closed_since_last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionPlan:
    """The action plan, for everybody or for one agency. Left_out says in words what it only counts."""

    head: Head
    totals: PlanTotals
    rows: tuple[PlanRow, ...] = ()
    agency: str = ""
    group_by: Literal["theme", "agency"] = "theme"
    blank_column: bool = False
    black_and_white: bool = False
    left_out: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLog:
    """The same actions as a workbook."""

    head: Head
    rows: tuple[PlanRow, ...] = ()
    agency: str = ""
    left_out: str = ""
