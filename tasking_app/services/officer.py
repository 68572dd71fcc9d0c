"""Officers who leave and hand over, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import new_id
from tasking_app.commands.officer import OfficerLeaves, SetSubstitute
from tasking_app.commands.partnership import SetChair
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.folder import Folder, Reader
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Chair, Officer, Series, Substitute
from tasking_app.models.referral import Referral
from tasking_app.records.officer import Leaving
from tasking_app.rules import action as actions
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules import referral as referrals
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import action, deciding, partnership

PARTS = {"chair": "chair", "co-ordinator": "co-ordinator", "deputy": "deputy"}


def leaving(work: Work, key: UUID) -> Leaving:
    """What is open with an officer, and who could take it over. Raises NotFound."""
    officer = work.get(Officer, key, "That officer")
    colleagues = work.session.execute(
        select(Officer.id, Officer.name)
        .outerjoin(Substitute, _stands_in_for(officer.id))
        .where(_works_here(), Officer.agency_id == officer.agency_id, Officer.id != officer.id)
        .group_by(Officer.id)
        .order_by(func.count(Substitute.id).desc(), Officer.name)
    )
    chairs = work.session.execute(
        select(Series.name, Chair.part)
        .join(Chair, Chair.of_series == Series.id)
        .where(Chair.officer_id == officer.id, Chair.withdrawn_at.is_(None))
        .order_by(Series.name)
    )
    return Leaving(
        officer=officer.id,
        name=officer.name,
        agency=work.get(Agency, officer.agency_id).short_name,
        today=work.today,
        actions=_count(work, Action, _open_action(officer.id)),
        referrals=_count(work, Referral, _open_referral(officer.id)),
        meetings=_count(work, Meeting, _to_come(officer.id)),
        parts=tuple(f"{PARTS.get(part, part)} of {name}" for name, part in chairs),
        only_reader_of=tuple(_only_reader_of(work, officer.id)),
        only_decides_in=deciding.only_by(work, officer.id),
        colleagues=tuple((one, name) for one, name in colleagues),
    )


def leaves(work: Work, command: OfficerLeaves) -> None:
    """Note the day and hand over what is open.

    Raises NotAllowed: has left already, a successor of another agency or who has left, a restricted case that
    nobody could read any more, or a series in which nobody would decide what is asked for. Whoever takes over
    from the last who decides does so from then on.
    """
    officer = work.get(Officer, command.officer, "That officer")
    if officer.left_on is not None or officer.withdrawn_at is not None:
        raise NotAllowed(f"{officer.name} does not work here any more.")
    successor = _successor(work, officer, command.successor)
    alone = _only_reader_of(work, officer.id)
    if alone and successor is None:
        cases = ", ".join(alone)
        raise NotAllowed(f"Only {officer.name} may read {cases}. Choose who takes over.")
    undecided = deciding.only_by(work, officer.id)
    if undecided and successor is None:
        last = deciding.last_words(officer.name, undecided, "Choose who takes over, or name")
        raise NotAllowed(last)
    leaves_on = "leaves" if command.left_on > work.today else "left"
    words = f"Handed over by {officer.name}, who {leaves_on} on {days.short(command.left_on)}."
    for row in live(work, Action, _open_action(officer.id)):
        work.set(row, lead_officer_id=successor.id if successor is not None else None)
        said = AddUpdate(update=new_id(), action=row.id, text=words, at=work.now)
        action.add_update(work, said)
    _take_over(work, officer, successor)
    work.set(officer, left_on=command.left_on)
    if successor is not None and undecided and not deciding.decides_in(work, successor.id, undecided):
        work.set(successor, role=officer.role)


def _successor(work: Work, officer: Officer, key: UUID | None) -> Officer | None:
    if key is None:
        return None
    row = work.get(Officer, key, "That officer")
    if row.id == officer.id or row.left_on is not None or row.withdrawn_at is not None:
        raise NotAllowed(f"{row.name} cannot take over. Choose somebody who still works here.")
    if row.agency_id != officer.agency_id:
        name = work.get(Agency, officer.agency_id).short_name
        raise NotAllowed(f"{row.name} works for another agency. The actions stay with {name}: choose there.")
    return row


def _take_over(work: Work, old: Officer, new: Officer | None) -> None:
    """Cases, meetings to come, chairs, lists and substitutes."""
    after = new.id if new is not None else None
    for case in live(work, Referral, _open_referral(old.id)):
        work.set(case, case_officer_id=after)
    _meetings(work, old, after)
    for chair in live(work, Chair, Chair.officer_id == old.id):
        work.withdraw(chair)
        if new is not None:
            part = SetChair(series=chair.of_series, officer=new.id, part=chair.part)
            partnership.set_chair(work, part)
    for row in live(
        work, Substitute, or_(Substitute.officer_id == old.id, Substitute.stands_in_id == old.id)
    ):
        work.withdraw(row)
    _lists(work, old, new)


def _meetings(work: Work, old: Officer, after: UUID | None) -> None:
    for meeting in live(work, Meeting, _to_come(old.id)):
        for name in ("chair_id", "minutes_by"):
            if getattr(meeting, name) == old.id:
                work.set(meeting, **{name: after})
    to_come = select(Meeting.id).where(Meeting.stage.in_([one.value for one in stages.TO_COME]))
    for item in live(
        work, AgendaItem, (AgendaItem.presenter_id == old.id) & AgendaItem.meeting_id.in_(to_come)
    ):
        work.set(item, presenter_id=after)


def _lists(work: Work, old: Officer, new: Officer | None) -> None:
    """The successor reads what the leaver could; who left is on no list."""
    for row in live(work, Reader, Reader.officer_id == old.id):
        if new is not None and not live(
            work, Reader, (Reader.folder_id == row.folder_id) & (Reader.officer_id == new.id)
        ):
            reason = f"Took over from {old.name}"
            work.add(Reader(id=new_id(), folder_id=row.folder_id, officer_id=new.id, reason=reason))
        work.withdraw(row)


def set_substitute(work: Work, command: SetSubstitute) -> None:
    """Who usually comes instead. Raises NotAllowed for oneself or who has left."""
    stands_in = work.get(Officer, command.stands_in, "That officer")
    work.get(Officer, command.officer, "That officer")
    if command.officer == command.stands_in:
        raise NotAllowed("Nobody stands in for themselves. Choose somebody else.")
    if command.wanted and (stands_in.left_on is not None or stands_in.withdrawn_at is not None):
        raise NotAllowed(f"{stands_in.name} does not work here any more. Choose somebody else.")
    same = (Substitute.officer_id == command.officer) & (Substitute.stands_in_id == command.stands_in)
    there = live(work, Substitute, same)
    if command.wanted and not there:
        row = Substitute(id=new_id(), officer_id=command.officer, stands_in_id=command.stands_in)
        work.add(row)
    for row in [] if command.wanted else there:
        work.withdraw(row)


# -- what is open with an officer


def _works_here() -> ColumnElement[bool]:
    return Officer.left_on.is_(None) & Officer.withdrawn_at.is_(None)


def _stands_in_for(officer: UUID) -> ColumnElement[bool]:
    return (
        (Substitute.stands_in_id == Officer.id)
        & (Substitute.officer_id == officer)
        & Substitute.withdrawn_at.is_(None)
    )


def _open_action(officer: UUID) -> ColumnElement[bool]:
    return (Action.lead_officer_id == officer) & Action.status.in_(actions.OPEN_VALUES)


def _open_referral(officer: UUID) -> ColumnElement[bool]:
    return (Referral.case_officer_id == officer) & Referral.status.in_(referrals.OPEN)


def _to_come(officer: UUID) -> ColumnElement[bool]:
    mine = or_(Meeting.chair_id == officer, Meeting.minutes_by == officer)
    return mine & Meeting.stage.in_([one.value for one in stages.TO_COME])


def _only_reader_of(work: Work, officer: UUID) -> list[str]:
    """Restricted cases on whose list nobody else who works here is."""
    others = (
        select(Reader.folder_id)
        .join(Officer, Officer.id == Reader.officer_id)
        .where(Reader.withdrawn_at.is_(None), Reader.officer_id != officer, _works_here())
    )
    rows = work.session.scalars(
        select(Referral.number)
        .join(Folder, Folder.id == Referral.id)
        .join(Reader, Reader.folder_id == Folder.id)
        .where(
            Folder.restricted.is_(True),
            Reader.officer_id == officer,
            Reader.withdrawn_at.is_(None),
            Folder.id.not_in(others),
        )
        .order_by(Referral.number)
    )
    return [f"R-{number}" for number in rows]


def live(work: Work, model: Any, wanted: ColumnElement[bool]) -> Sequence[Any]:  # any table with withdrawn_at
    """The rows of a table that are wanted and not withdrawn."""
    return work.session.scalars(select(model).where(wanted, model.withdrawn_at.is_(None))).all()


def _count(work: Work, model: Any, wanted: ColumnElement[bool]) -> int:
    found = work.session.scalar(
        select(func.count()).select_from(model).where(wanted, model.withdrawn_at.is_(None))
    )
    return int(found or 0)
