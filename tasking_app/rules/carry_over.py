"""What open business carries over to the next meeting, and the reason that is shown beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.rules import days
from tasking_app.rules.meeting import HELD, NOT_HELD, Stage

CLOSED_REFERRAL = frozenset({"closed", "declined"})


@dataclass(frozen=True, slots=True)
class Place:
    """A referral's place on the agenda of one meeting, as far as carrying over needs it."""

    referral: UUID
    meeting: UUID
    held_on: date
    stage: str
    discussed: bool = False
    deferred: str = ""
    ask_back: str = ""
    left_out: str = ""
    referral_status: str = "active"


@dataclass(frozen=True, slots=True)
class Carried:
    """A referral that carries over, from which meeting, and why."""

    referral: UUID
    meeting: UUID
    reason: str


def day_words(day: date) -> str:
    """19 November, as used in reasons."""
    return f"{day.day} {days.MONTHS[day.month - 1]}"


def reason(place: Place) -> str | None:
    """Why this place carries over, or None when its business is finished."""
    if place.referral_status in CLOSED_REFERRAL or place.left_out:
        return None
    day = day_words(place.held_on)
    if Stage(place.stage) in NOT_HELD:
        return f"Carried: the meeting of {day} was not held"
    if Stage(place.stage) not in HELD:
        return None
    if place.deferred:
        return f"Carried: deferred on {day}, {place.deferred}"
    if not place.discussed:
        return f"Carried: not reached on {day}"
    if place.ask_back:
        return f"Back as asked: {place.ask_back}"
    return None


def open_business(places: Iterable[Place]) -> list[Carried]:
    """For each referral its latest place in a meeting that is over, if that leaves business open.

    A referral that is already on the agenda of a meeting to come or under way is not carried twice.
    """
    latest: dict[UUID, Place] = {}
    waiting: set[UUID] = set()
    for place in sorted(places, key=lambda one: (one.held_on, str(one.meeting))):
        if Stage(place.stage) in HELD or Stage(place.stage) in NOT_HELD:
            latest[place.referral] = place
        else:
            waiting.add(place.referral)
    carried = []
    for referral, place in latest.items():
        why = reason(place)
        if why is not None and referral not in waiting:
            carried.append(Carried(referral, place.meeting, why))
    return carried
