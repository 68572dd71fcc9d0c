"""Everything that happened to an action, the newest first, down to the day it was agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from tasking_app.database.work import TEXTS, Work
from tasking_app.models.action import Action, ActionUpdate, Deferral, Outcome
from tasking_app.models.history import TextVersion
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.records.action import Happening
from tasking_app.rules import action as rule
from tasking_app.rules import days, fields
from tasking_app.rules.references import ACTION, written
from tasking_app.services.action_change import LEADS_NOW, OPENED_AGAIN, OTHER_PART, REPLACED_BY

FAR = datetime(2000, 1, 1, tzinfo=UTC)
_NAMED = re.compile(rf"\b{ACTION}-(\d{{1,7}})\b")


def happenings(work: Work, action: Action) -> tuple[Happening, ...]:
    """Updates, answers, moved dates, hand-overs, what it became, what came of it, and texts of before."""
    said, moves = _said(work, action), _moved(work, action)
    moved_words = {_words_of(row) for row, *_ in moves}
    updates = [row for row in said if row.ActionUpdate.text not in moved_words]
    others = _others(work, action, [row.ActionUpdate.text for row in updates])
    found = [_update(row, others) for row in updates]
    found += [_move(row, name, meeting) for row, name, meeting in moves]
    found += [*_outcomes(work, action), *_texts(work, action)]
    first = _agreed(work, action, [number for number, (_, instead) in others.items() if instead == action.id])
    return (*sorted(found, key=lambda one: one.at, reverse=True), first)


def _said(work: Work, action: Action) -> Sequence[Any]:
    return work.session.execute(
        select(ActionUpdate, Officer.name, Meeting.reference)
        .outerjoin(Officer, Officer.id == func.coalesce(ActionUpdate.on_behalf_of, ActionUpdate.said_by))
        .outerjoin(Meeting, Meeting.id == ActionUpdate.meeting_id)
        .where(ActionUpdate.action_id == action.id, ActionUpdate.withdrawn_at.is_(None))
        .order_by(ActionUpdate.said_at, ActionUpdate.id)
    ).all()


def _moved(work: Work, action: Action) -> Sequence[Any]:
    return work.session.execute(
        select(Deferral, Officer.name, Meeting.reference)
        .outerjoin(Officer, Officer.id == Deferral.made_by)
        .outerjoin(Meeting, Meeting.id == Deferral.meeting_id)
        .where(Deferral.action_id == action.id, Deferral.withdrawn_at.is_(None))
    ).all()


def _words_of(row: Deferral) -> str:
    """What the update says that stands beside a moved date: the same once more."""
    if row.reason.startswith(OPENED_AGAIN):
        return row.reason
    return f"New date {days.short(row.new_due)}. {row.reason}"


def _others(work: Work, action: Action, texts: Sequence[str]) -> dict[int, tuple[UUID, UUID | None]]:
    """Actions that are named in texts or were replaced by this one, by their numbers."""
    told = [text for text in texts if text.startswith((REPLACED_BY, OTHER_PART))]
    numbers = {int(found) for text in told for found in _NAMED.findall(text)}
    rows = work.session.execute(
        select(Action.number, Action.id, Action.replaced_by).where(
            or_(Action.number.in_(numbers), Action.replaced_by == action.id), Action.withdrawn_at.is_(None)
        )
    )
    return {number: (key, instead) for number, key, instead in rows}


def _update(row: Any, others: dict[int, tuple[UUID, UUID | None]]) -> Happening:
    update, name, meeting = row
    kind, number = update.answer or "update", None
    if LEADS_NOW in update.text:
        kind = "given"
    elif update.text.startswith((REPLACED_BY, OTHER_PART)):
        kind = "replaced" if update.text.startswith(REPLACED_BY) else "split"
        named = _NAMED.search(update.text)
        number = int(named[1]) if named is not None else None
    known = others.get(number) if number is not None else None
    return Happening(
        id=update.id,
        kind=kind,
        who=_who(name, meeting),
        at=update.said_at,
        text=update.text,
        other=known[0] if known is not None else None,
        other_name=written(ACTION, number) if known is not None and number is not None else "",
    )


def _who(name: str | None, meeting: str | None) -> str:
    return ", ".join(part for part in (name, meeting) if part)


def _move(row: Deferral, name: str | None, meeting: str | None) -> Happening:
    return Happening(
        id=row.id,
        kind="moved",
        who=_who(name, meeting) or "Date moved",
        at=row.made_at or FAR,
        text=f"New date {days.short(row.new_due)} instead of {days.short(row.old_due)}. {row.reason}",
    )


def _outcomes(work: Work, action: Action) -> list[Happening]:
    """What came of it, where more than the result was noted."""
    rows = work.session.execute(
        select(Outcome, Officer.name)
        .outerjoin(Officer, Officer.id == func.coalesce(Outcome.changed_by, Outcome.made_by))
        .where(Outcome.action_id == action.id, Outcome.withdrawn_at.is_(None))
    )
    found = []
    for row, name in rows:
        more = (("Effect", row.effect), ("Evidence", row.evidence), ("Learning", row.learning))
        words = [f"{title}: {text}" for title, text in more if text]
        if words:
            text = ". ".join((rule.RESULTS.get(row.result, row.result), *words))
            at = row.changed_at or row.made_at or FAR
            found.append(Happening(id=row.id, kind="outcome", who=name or "Outcome", at=at, text=text))
    return found


def _texts(work: Work, action: Action) -> list[Happening]:
    """What was to be done, as it was written before."""
    rows = work.session.execute(
        select(TextVersion, Officer.name)
        .outerjoin(Officer, Officer.id == TextVersion.saved_by)
        .where(TextVersion.action_id == action.id, TextVersion.field.not_in(TEXTS - {"text"}))
    )
    return [
        Happening(
            id=row.id,
            kind="text",
            who=name or "Text changed",
            at=row.saved_at,
            text=f"Wrote it anew. Before: {row.text}" if row.field == "text" else _not_chosen(row),
            before=row.text if row.field == "text" else "",
        )
        for row, name in rows
        if row.text and row.text != action.text
    ]


def _not_chosen(row: TextVersion) -> str:
    """A date or a name that two had set differently: the one that does not stand."""
    return f"Two had changed {fields.words(row.field)}. Not chosen: {row.text}"


def _agreed(work: Work, action: Action, replaced: Sequence[int]) -> Happening:
    raised = work.session.scalar(select(Meeting.reference).where(Meeting.id == action.raised_in))
    text = f"Due {days.long(action.original_due)}."
    if replaced:
        text += f" In place of {written(ACTION, replaced[0])}."
    who = f"{raised}, agreed" if raised else "Agreed"
    return Happening(id=action.id, kind="agreed", who=who, at=action.made_at or FAR, text=text)
