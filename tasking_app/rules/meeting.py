"""The stages of a meeting, what may follow which, and what must be right before it closes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.fields import one_of


class Stage(StrEnum):
    """Where a meeting stands in its life."""

    PLANNED = "planned"
    AGENDA_ISSUED = "agenda_issued"
    IN_PROGRESS = "in_progress"
    DRAFT_MINUTES = "draft_minutes"
    APPROVED = "approved"
    AGREED = "agreed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


WORDS = {
    Stage.PLANNED: "Planned",
    Stage.AGENDA_ISSUED: "Agenda issued",
    Stage.IN_PROGRESS: "In progress",
    Stage.DRAFT_MINUTES: "Draft minutes",
    Stage.APPROVED: "Approved by the chair",
    Stage.AGREED: "Agreed",
    Stage.POSTPONED: "Postponed",
    Stage.CANCELLED: "Cancelled",
}
FOLLOWS = {
    Stage.PLANNED: {Stage.AGENDA_ISSUED, Stage.IN_PROGRESS, Stage.POSTPONED, Stage.CANCELLED},
    Stage.AGENDA_ISSUED: {Stage.IN_PROGRESS, Stage.POSTPONED, Stage.CANCELLED},
    Stage.IN_PROGRESS: {Stage.DRAFT_MINUTES},
    Stage.DRAFT_MINUTES: {Stage.APPROVED, Stage.IN_PROGRESS},
    Stage.APPROVED: {Stage.AGREED},
    Stage.AGREED: set(),
    Stage.POSTPONED: set(),
    Stage.CANCELLED: set(),
}
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
HELD = (Stage.DRAFT_MINUTES, Stage.APPROVED, Stage.AGREED)
FROZEN = frozenset({Stage.APPROVED, Stage.AGREED})
TO_COME = frozenset({Stage.PLANNED, Stage.AGENDA_ISSUED})
NOT_HELD = frozenset({Stage.POSTPONED, Stage.CANCELLED})


def is_clock(text: str) -> bool:
    """Whether a text is a time of the day, as a start is kept."""
    return _CLOCK.fullmatch(text) is not None


def step(now: str, wanted: Stage) -> Stage:
    """The stage after a step; raises NotAllowed with the reason when it may not follow."""
    stage = Stage(now)
    if wanted not in FOLLOWS[stage]:
        now_words, wanted_words = WORDS[stage].lower(), WORDS[wanted].lower()
        may = one_of(sorted(WORDS[one].lower() for one in FOLLOWS[stage]))
        raise NotAllowed(f"A meeting that is “{now_words}” cannot become “{wanted_words}”. {may}")
    return wanted


def check_open(stage: str) -> None:
    """What was approved never changes. Raises NotAllowed."""
    if Stage(stage) in FROZEN:
        raise NotAllowed("These minutes are approved and do not change. A correction stands beside them.")


def title(series: str, *, extraordinary: bool) -> str:
    """The name of the series, which an extraordinary meeting says first."""
    return f"Extraordinary meeting, {series}" if extraordinary else series


def reference(code: str, day: date, taken: set[str]) -> str:
    """MAT-2026-11-19; a second one that day gets a b, the third a c."""
    base = f"{code}-{day:%Y-%m-%d}"
    if base not in taken:
        return base
    for letter in "bcdefghijklmnopqrstuvwxyz":
        if base + letter not in taken:
            return base + letter
    raise NotAllowed("There are already 26 meetings of this series on that day. Choose another day.")


class Rhythm(StrEnum):
    """How often a series meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    AS_NEEDED = "as_needed"


RHYTHM_WORDS = {
    Rhythm.WEEKLY: "Every week",
    Rhythm.FORTNIGHTLY: "Every two weeks",
    Rhythm.MONTHLY: "Every month",
    Rhythm.TWO_MONTHLY: "Every two months",
    Rhythm.AS_NEEDED: "When asked",
}


def next_date(rhythm: str, last: date) -> date | None:
    """The date that follows `last`: the same weekday, for months the same place in the month.

    None when the series meets only when asked.
    """
    kind = Rhythm(rhythm)
    if kind is Rhythm.WEEKLY:
        return last + timedelta(days=7)
    if kind is Rhythm.FORTNIGHTLY:
        return last + timedelta(days=14)
    if kind is Rhythm.AS_NEEDED:
        return None
    place = (last.day - 1) // 7
    months = 1 if kind is Rhythm.MONTHLY else 2
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    day = first + timedelta(days=(last.weekday() - first.weekday()) % 7 + 7 * place)
    return day if day.month == month + 1 else day - timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough people, and the agencies that must be here, are here."""

    needed: int
    here: int
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Enough officers and every required agency."""
        return self.here >= self.needed and not self.missing
