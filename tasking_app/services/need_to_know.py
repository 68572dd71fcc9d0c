"""The one gate before restricted referrals: who opens them, and that of papers only the annex holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.folder import Folder, Reader
from tasking_app.models.line import Line
from tasking_app.models.meeting import Placing
from tasking_app.models.partnership import Officer
from tasking_app.records.minutes import StoredMinutes
from tasking_app.rules import need_to_know as rule
from tasking_app.rules.counting import counted
from tasking_app.services.referral_cards import restricted_numbers


@dataclass(frozen=True, slots=True)
class Gate:
    """The restricted referrals of a meeting, each with the number all its papers call it by."""

    numbers: Mapping[UUID, int]

    def hides(self, folder: UUID | None) -> bool:
        """Whether what is filed here may stand in the annex only."""
        return folder in self.numbers

    def words(self, folder: UUID) -> str:
        """What every other paper says instead."""
        return f"Restricted item {self.numbers[folder]}, see annex"


def of_agenda(work: Work, meeting: UUID) -> Gate:
    """The gate for papers that show an agenda."""
    return Gate(restricted_numbers(work, meeting))


def of_minutes(work: Work, meeting: UUID, stored: StoredMinutes) -> Gate:
    """The gate for minutes: what was restricted when they were stored, and what has been since."""
    named = {part.folder for part in stored.referrals}
    named |= {conflict.referral for conflict in stored.general.conflicts if conflict.referral is not None}
    now = set(
        work.session.scalars(select(Folder.id).where(Folder.id.in_(named), Folder.restricted.is_(True)))
    )
    hidden = [part.folder for part in stored.referrals if part.restricted or part.folder in now]
    return Gate(_continued(restricted_numbers(work, meeting), [*hidden, *sorted(now, key=str)]))


def count(work: Work, meeting: UUID) -> int:
    """How many restricted referrals a meeting has to do with."""
    placed = select(Placing.folder_id).where(
        Placing.meeting_id == meeting, Placing.restricted.is_(True), Placing.withdrawn_at.is_(None)
    )
    said = select(Line.folder_id).where(
        Line.meeting_id == meeting, Line.restricted.is_(True), Line.withdrawn_at.is_(None)
    )
    return len(set(work.session.scalars(placed.union(said))))


def _continued(numbers: Mapping[UUID, int], also: Iterable[UUID]) -> dict[UUID, int]:
    """Numbers of the agenda first; those that came up without a place on it follow."""
    found = dict(numbers)
    for folder in also:
        found.setdefault(folder, max(found.values(), default=0) + 1)
    return found


def actions_left_out(count: int) -> str:
    """The sentence of a plan or log that leaves out actions of restricted referrals."""
    if count == 0:
        return ""
    what = counted(count, "action of a restricted item is", "actions of restricted items are")
    return f"{what} not shown here. Those on the list of the item find them in the annex or in Tasking."


def lists(work: Work) -> frozenset[UUID]:
    """The folders on whose list whoever sits here is."""
    mine = select(Reader.folder_id).where(
        Reader.officer_id == work.actor.officer, Reader.withdrawn_at.is_(None)
    )
    return frozenset(work.session.scalars(mine))


def may_read(work: Work, folder: UUID) -> bool:
    """Whether whoever sits here reads a restricted referral and what is filed under it."""
    return rule.may_read(work.actor.officer, on_list=folder in lists(work))


def check_may_read(work: Work, folder: UUID) -> None:
    """Before a reading of a restricted referral is recorded. Raises NotAllowed: not on its list."""
    rule.check_may_read(work.actor.officer, on_list=folder in lists(work))


def readers(work: Work, folder: UUID) -> dict[UUID, str]:
    """The officers on the list of a restricted referral, by name."""
    rows = work.session.execute(
        select(Officer.id, Officer.name)
        .join(Reader, Reader.officer_id == Officer.id)
        .where(Reader.folder_id == folder, Reader.withdrawn_at.is_(None), Officer.left_on.is_(None))
        .order_by(Officer.name)
    )
    return {row.id: row.name for row in rows}
