"""What the stored status of an action means on a given day, in the one table of statuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tasking_app.rules import days, references
from tasking_app.rules.errors import NotAllowed


class Status(StrEnum):
    """What is stored; everything else is worked out."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"
    REPLACED = "replaced"


OPEN = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.BLOCKED})
OPEN_VALUES = tuple(sorted(status.value for status in OPEN))
RESULTS = {"achieved": "Achieved", "partly": "Partly achieved", "not_achieved": "Not achieved"}
#: Days ahead beyond which a date is taken for a slip of the finger.
FURTHEST = 3653
PRIORITIES = {"urgent": "Urgent", "normal": "Normal", "long": "Long term"}


class Shown(StrEnum):
    """The kinds of status tag, each with a shape of its own on screen and paper."""

    LATE = "late"
    DUE_SOON = "due_soon"
    ON_TRACK = "on_track"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


BRAG = {
    Shown.LATE: "Red",
    Shown.BLOCKED: "Red",
    Shown.DUE_SOON: "Amber",
    Shown.ON_TRACK: "Green",
    Shown.NOT_STARTED: "Green",
    Shown.DONE: "Blue",
    Shown.DROPPED: "",
}


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as shown: which shape, in which words."""

    kind: Shown
    words: str

    @property
    def brag(self) -> str:
        """The letter word for black-and-white papers; empty for dropped and replaced."""
        return BRAG[self.kind]


def late_words(days: int) -> str:
    """Lateness in words, `days` being at least 1."""
    return "1 day late" if days == 1 else f"{days} days late"


def show(
    status: str, due: date, today: date, *, due_soon_days: int = 14, replaced_by: str | None = None
) -> StatusView:
    """How a stored status reads on `today`; due soon means within `due_soon_days` days."""
    if status == Status.BLOCKED:
        return StatusView(Shown.BLOCKED, "Blocked")
    if status == Status.DONE:
        return StatusView(Shown.DONE, "Done")
    if status == Status.REPLACED:
        return StatusView(Shown.DROPPED, f"Replaced by {replaced_by}" if replaced_by else "Replaced")
    if status == Status.DROPPED:
        return StatusView(Shown.DROPPED, "Dropped")
    left = (due - today).days
    if left < 0:
        return StatusView(Shown.LATE, late_words(-left))
    if left <= due_soon_days:
        return StatusView(Shown.DUE_SOON, f"Due {days.short(due)}")
    if status == Status.NOT_STARTED:
        return StatusView(Shown.NOT_STARTED, "Not started")
    return StatusView(Shown.ON_TRACK, "On track")


def is_late(status: str, due: date, today: date) -> bool:
    """Open and due before today. A blocked action may be late as well."""
    return status in OPEN and due < today


def check_due(due: date | None, agreed_on: date) -> date:
    """An action always has a date, not in the past and not beyond any plan. Raises NotAllowed."""
    if due is None:
        raise NotAllowed("An action needs a date. Type by when it is to be done.")
    if due < agreed_on:
        raise NotAllowed(f"{days.full(due)} is in the past. Choose today or a later day.")
    if (due - agreed_on).days > FURTHEST:
        raise NotAllowed(f"{days.full(due)} is more than ten years ahead. Check the year.")
    return due


def check_new_due(number: int, due: date, now: date, agreed_on: date) -> None:
    """Another day than the one it is due on `now`, fit for an action. Raises NotAllowed."""
    check_due(due, agreed_on)
    if due == now:
        raise NotAllowed(f"{references.written(references.ACTION, number)} is due on that day already.")


def check_text(text: str) -> str:
    """What is to be done, as it stands on papers. Raises NotAllowed when nothing is left after trimming."""
    said = text.strip()
    if not said:
        raise NotAllowed("Say what is to be done.")
    first = said.split(maxsplit=1)[0]
    # A first word with capitals, digits or signs in it is somebody's own way to write it.
    plain = first.rstrip(",;:").replace("-", "").replace("’", "").replace("'", "")
    return said[0].upper() + said[1:] if plain.isalpha() and plain.islower() else said


def short_text(text: str, width: int = 90) -> str:
    """The first words of a text for a list, cut at a word and never longer than `width` characters."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1].rsplit(" ", 1)[0]
    return f"{cut}…"
