"""A pasted list of updates made into the rows of a proposal, each with what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerDrop, AnswerMoreTime, AnswerOnTrack
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.proposal import ProposedStep
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.rules import action as actions
from tasking_app.rules import days, pasted_list
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.pasted_list import PastedRow
from tasking_app.rules.quick_line import Move
from tasking_app.rules.references import ACTION, written
from tasking_app.services import pasted_again
from tasking_app.services.proposal import step

SAID = {Move.DONE: "done", Move.ON_TRACK: "on track", Move.DROP: "dropped", Move.MORE_TIME: "more time"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Pasted:
    """The rows of a pasted list, the lines that name no action, and the series most of it belongs to.

    `doubts` says of rows, by their places, that they are there already.
    """

    steps: tuple[ProposedStep, ...]
    left_out: tuple[tuple[int, str], ...]
    series: UUID
    doubts: Mapping[int, str]


def read(work: Work, text: str, at: datetime) -> tuple[tuple[ProposedStep, ...], tuple[tuple[int, str], ...]]:
    """The rows of a pasted list, and the lines that name no action. Raises NotAllowed without any row."""
    if len(text) > pasted_list.MOST_CHARACTERS:
        raise NotAllowed("This is too long for a list of updates. Paste only the part with the actions.")
    found = pasted_list.read(text, work.today)
    if not found.rows:
        raise NotAllowed("No line here begins with an action, like A-188. Nothing was taken from it.")
    known = _known(work, {row.number for row in found.rows})
    return tuple(_step(row, known.get(row.number), work, at) for row in found.rows), found.left_out


def ready(work: Work, text: str, at: datetime) -> Pasted:
    """A pasted list as it would be proposed. Raises NotAllowed: no row, or none about an action there is."""
    steps, left_out = read(work, text, at)
    keys = {one.action for one in steps if one.action is not None}
    series = Counter(work.session.scalars(select(Action.series_id).where(Action.id.in_(keys))))
    if not series:
        raise NotAllowed("None of these actions is known here. Check the references; nothing was taken.")
    return Pasted(
        steps=steps,
        left_out=left_out,
        series=series.most_common(1)[0][0],
        doubts=pasted_again.doubts(work, steps),
    )


def _known(work: Work, numbers: set[int]) -> dict[int, Action]:
    rows = work.session.scalars(
        select(Action).where(Action.number.in_(numbers), Action.withdrawn_at.is_(None))
    )
    return {row.number: row for row in rows}


def _step(row: PastedRow, action: Action | None, work: Work, at: datetime) -> ProposedStep:
    reference = written(ACTION, row.number)
    if action is None:
        nothing = AddUpdate(update=new_id(), action=UUID(int=0), text=row.text, at=at)
        return step(
            nothing, _words(row, reference), problem=f"Line {row.line}: there is no action {reference}."
        )
    command = _command(row, action, at)
    return step(command, _words(row, reference), action.id, _problem(row, action, work))


def _command(row: PastedRow, action: Action, at: datetime) -> Command:
    key = new_id()
    if row.move is Move.DONE:
        return AnswerDone(
            update=key, outcome=new_id(), action=action.id, seen=action.status, at=at, text=row.text
        )
    if row.move is Move.ON_TRACK:
        return AnswerOnTrack(update=key, action=action.id, seen=action.status, at=at, text=row.text)
    if row.move is Move.DROP:
        return AnswerDrop(update=key, action=action.id, seen=action.status, reason=row.text, at=at)
    if row.move is Move.MORE_TIME and row.due is not None:
        return AnswerMoreTime(
            update=key,
            deferral=new_id(),
            action=action.id,
            seen=action.due,
            due=row.due,
            reason=row.text,
            at=at,
        )
    return AddUpdate(update=key, action=action.id, text=row.text, at=at)


def _words(row: PastedRow, reference: str) -> str:
    if row.move is Move.MORE_TIME and row.due is not None:
        head = f"{reference}, new date {days.short(row.due)}"
    elif row.move is not None:
        head = f"{reference} {SAID[row.move]}"
    else:
        head = reference
    return f"{head}: {row.text}" if row.text else head


def _problem(row: PastedRow, action: Action, work: Work) -> str:
    """Why a row cannot be accepted as things stand, in one sentence; empty when it can."""
    reference = written(ACTION, action.number)
    if row.move is None:
        return "" if row.text else f"Line {row.line} says nothing about {reference}."
    if action.status not in actions.OPEN:
        return f"{reference} is closed already."
    if row.move is Move.MORE_TIME and row.due is None:
        return f"Line {row.line} names a day that there is not."
    if row.move in (Move.MORE_TIME, Move.DROP) and not row.text:
        return f"Line {row.line} does not say why."
    if row.move is Move.MORE_TIME and row.due is not None:
        return _refused(action, row.due, work)
    if row.move is Move.ON_TRACK and actions.is_late(action.status, action.due, work.today):
        return f"{reference} is late. It needs a new date."
    return ""


def _refused(action: Action, due: date, work: Work) -> str:
    try:
        actions.check_new_due(action.number, due, action.due, work.today)
    except NotAllowed as error:
        return str(error)
    return ""
