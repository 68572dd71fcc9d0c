"""Two marks of one person at one meeting: which of them counts, and what the two say together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

#: From not marked at all to in the room: of two marks the one further on counts.
PRESENCE = ("", "absent", "apologies", "here")


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """What is noted of one person at one meeting."""

    status: str = ""
    instead_of: UUID | None = None
    note: str = ""
    may_decide: bool = False
    came_at: datetime | None = None
    left_at: datetime | None = None
    agreed_at: datetime | None = None
    chaired_from: datetime | None = None
    chaired_until: datetime | None = None


def joined(kept: Presence, other: Presence) -> Presence:
    """One mark of two for the same person.

    The more present one wins: here before apologies, apologies before absent, absent before not marked; of
    two alike the one that is kept. Marked as here twice, they came when the first came and left when the
    last left. Whether they agreed to the statement, may decide or were in the chair holds if either says
    so, and both notes are kept.
    """
    first, second = kept, other
    if PRESENCE.index(other.status) > PRESENCE.index(kept.status):
        first, second = other, kept
    both = first.status == second.status == "here"
    since, until = _turn(first, second)
    return Presence(
        status=first.status,
        instead_of=first.instead_of or (second.instead_of if both else None),
        note="; ".join(dict.fromkeys(one for one in (first.note, second.note) if one)),
        may_decide=first.may_decide or second.may_decide,
        came_at=_earliest(first.came_at, second.came_at) if both else first.came_at,
        left_at=_last_left(first, second) if both else first.left_at,
        agreed_at=_earliest(first.agreed_at, second.agreed_at),
        chaired_from=since,
        chaired_until=until,
    )


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _last_left(*both: Presence) -> datetime | None:
    """Who is still there in one of the two has not left."""
    left = [one.left_at for one in both if one.left_at is not None]
    return max(left) if len(left) == len(both) else None


def _turn(*both: Presence) -> tuple[datetime | None, datetime | None]:
    """From when to when they were in the chair; still in it where one of the two is."""
    turns = [one for one in both if one.chaired_from is not None]
    ended = [one.chaired_until for one in turns if one.chaired_until is not None]
    since = _earliest(*(one.chaired_from for one in turns))
    return since, max(ended) if ended and len(ended) == len(turns) else None
