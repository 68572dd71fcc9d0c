"""Two entries of one person made into one: everything of either comes to the entry that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from tasking_app.commands.base import new_id
from tasking_app.commands.officer import MergeOfficers
from tasking_app.commands.partnership import SetChair
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.attendance import Attendance, Conflict
from tasking_app.models.folder import Reader
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Chair, Officer, Substitute
from tasking_app.models.referral import Referral
from tasking_app.rules import attendance as rule
from tasking_app.rules import meeting as stages
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services import partnership
from tasking_app.services.attendance import row_for
from tasking_app.services.deciding import DECIDES
from tasking_app.services.officer import live

OF_THE_PERSON = ((Action, "lead_officer_id"), (Referral, "case_officer_id"))
OF_A_MEETING = ((AgendaItem, "presenter_id"), (Attendance, "instead_of"))


def merge(work: Work, command: MergeOfficers) -> None:
    """Everything goes to one of two entries.

    What was approved keeps the name it was approved with. Who said, asked for or decided something is never
    written anew: whoever asks for one of the two entries finds the other's requests too, see one_person.
    Raises NotAllowed: two agencies, the same entry, the entry of whoever sits here, or a restricted case
    that nobody could read any more.
    """
    keep, away = work.get(Officer, command.keep, "That officer"), work.get(Officer, command.away)
    _check(work, keep, away)
    for model, name in OF_THE_PERSON:
        for row in live(work, model, getattr(model, name) == away.id):
            work.set(row, **{name: keep.id})
    _meetings(work, keep, away)
    _attendance(work, keep, away)
    _chairs(work, keep, away)
    _substitutes(work, keep, away)
    _lists(work, keep, away)  # before the conflicts, which say who stepped out and when
    _conflicts(work, keep, away)
    work.set(keep, **_facts(keep, away))
    for row in work.session.scalars(select(Officer).where(Officer.merged_into == away.id)).all():
        work.set(row, merged_into=keep.id)
    work.set(away, merged_into=keep.id)
    work.withdraw(away)


def _check(work: Work, keep: Officer, away: Officer) -> None:
    if keep.id == away.id or away.withdrawn_at is not None or keep.withdrawn_at is not None:
        raise NotAllowed("Choose two different entries of the list.")
    if keep.left_on is not None:
        raise NotAllowed(f"{keep.name} has left. Keep the entry of who works here.")
    if keep.agency_id != away.agency_id:
        raise NotAllowed("These two work for different agencies. Move one of them first.")
    if away.id == work.actor.officer:
        raise NotAllowed(f"You sit here as “{away.name}”. Keep this entry, or say first who you are.")


def _facts(keep: Officer, away: Officer) -> dict[str, object]:
    """What only the other entry knows, and what it may do that the kept one may not."""
    found: dict[str, object] = {
        name: getattr(away, name)
        for name in ("job", "email", "phone")
        if getattr(away, name) and not getattr(keep, name)
    }
    if away.role in DECIDES and keep.role not in DECIDES:
        found["role"] = away.role
    trained = [day for day in (keep.trained_on, away.trained_on) if day is not None]
    found["trained_on"] = max(trained, default=None)
    found["may_decide"] = keep.may_decide or away.may_decide
    found["invited"] = keep.invited or away.invited
    return found


def _open(model: Any) -> ColumnElement[bool]:  # any table that belongs to a meeting
    """Rows of meetings whose minutes are not approved."""
    frozen = [one.value for one in stages.FROZEN]
    still: ColumnElement[bool] = model.meeting_id.in_(select(Meeting.id).where(Meeting.stage.not_in(frozen)))
    return still


def _meetings(work: Work, keep: Officer, away: Officer) -> None:
    """Chair, minutes and items of meetings to come and of those being minuted."""
    frozen = [one.value for one in stages.FROZEN]
    for name in ("chair_id", "minutes_by"):
        for meeting in live(
            work, Meeting, (getattr(Meeting, name) == away.id) & Meeting.stage.not_in(frozen)
        ):
            work.set(meeting, **{name: keep.id})
    for model, name in OF_A_MEETING:
        for row in live(work, model, (getattr(model, name) == away.id) & _open(model)):
            work.set(row, **{name: keep.id})


def _attendance(work: Work, keep: Officer, away: Officer) -> None:
    """One mark for each meeting: see rules/attendance for which of two counts."""
    for row in live(work, Attendance, (Attendance.officer_id == away.id) & _open(Attendance)):
        mine = row_for(work, row.meeting_id, keep)
        both = rule.joined(_presence(mine), _presence(row))
        work.withdraw(row)
        work.set(mine, **asdict(both))
    for row in live(work, Attendance, (Attendance.officer_id == keep.id) & _open(Attendance)):
        if row.instead_of == keep.id:  # nobody stands in for themselves
            work.set(row, instead_of=None)


def _presence(row: Attendance) -> rule.Presence:
    return rule.Presence(**{one.name: getattr(row, one.name) for one in fields(rule.Presence)})


def _chairs(work: Work, keep: Officer, away: Officer) -> None:
    for chair in live(work, Chair, Chair.officer_id == away.id):
        work.withdraw(chair)
        part = SetChair(series=chair.of_series, officer=keep.id, part=chair.part)
        partnership.set_chair(work, part)


def _substitutes(work: Work, keep: Officer, away: Officer) -> None:
    """Who comes instead of them, and for whom they come; never for themselves, and nobody twice."""
    own = or_(Substitute.officer_id == away.id, Substitute.stands_in_id == away.id)
    for row in live(work, Substitute, own):
        work.withdraw(row)
        of, by = (keep.id if one == away.id else one for one in (row.officer_id, row.stands_in_id))
        same = (Substitute.officer_id == of) & (Substitute.stands_in_id == by)
        if of != by and not live(work, Substitute, same):
            work.add(Substitute(id=new_id(), officer_id=of, stands_in_id=by))


def _lists(work: Work, keep: Officer, away: Officer) -> None:
    """On every list one of the two is on; but whoever stepped out of a case under one name stays out."""
    both = (keep.id, away.id)
    left_out = live(work, Conflict, Conflict.officer_id.in_(both) & Conflict.leaves.is_(True))
    for folder in {row.folder_id for row in live(work, Reader, Reader.officer_id.in_(both))}:
        theirs = live(work, Reader, Reader.officer_id.in_(both) & (Reader.folder_id == folder))
        stepped_out = [one for one in left_out if one.folder_id == folder]
        stays = [row for row in theirs if not _later(stepped_out, row)]
        for row in theirs:
            if row.officer_id == away.id or row not in stays:
                work.withdraw(row)
        if stays and all(row.officer_id == away.id for row in stays):
            reason = f"“{away.name}” is the same person"
            work.add(Reader(id=new_id(), folder_id=folder, officer_id=keep.id, reason=reason))
        if not stays:
            _check_reader(work, folder, keep)


def _later(stepped_out: Sequence[Conflict], row: Reader) -> bool:
    """Whether they stepped out after they were put on the list; who is put on it afterwards stays."""
    return any(
        one.made_at is not None and row.made_at is not None and one.made_at >= row.made_at
        for one in stepped_out
    )


def _check_reader(work: Work, folder: UUID, keep: Officer) -> None:
    """Raises NotAllowed when nobody is left who may read a case."""
    others = select(Officer.id).where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
    case = work.get(Referral, folder, "That referral")
    if case.restricted and not live(
        work, Reader, (Reader.folder_id == folder) & Reader.officer_id.in_(others)
    ):
        raise NotAllowed(
            f"{keep.name} has a conflict of interest in {written(REFERRAL, case.number)}, and nobody else "
            "may read it. Let somebody else read it first."
        )


def _conflicts(work: Work, keep: Officer, away: Officer) -> None:
    """One for each case and meeting; two of the same say together what either says."""
    for row in live(work, Conflict, (Conflict.officer_id == away.id) & _open(Conflict)):
        same = (Conflict.meeting_id == row.meeting_id) & (Conflict.folder_id == row.folder_id)
        mine = live(work, Conflict, same & (Conflict.officer_id == keep.id))
        if not mine:
            work.set(row, officer_id=keep.id)
            continue
        said = "; ".join(dict.fromkeys(one for one in (mine[0].what, row.what) if one))
        work.withdraw(row)
        work.set(mine[0], what=said, leaves=mine[0].leaves or row.leaves)
