"""Actions as rows for lists and cards: one statement for the actions, one each for updates and moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.referral import Referral
from tasking_app.records.action import ActionRow
from tasking_app.rules import action as rule
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.services import setting

HIDDEN = "Action of a restricted item"
_replaced = aliased(Action)


def statement() -> Select[*tuple[Any, ...]]:
    """The columns every row needs, over actions that were not withdrawn."""
    return (
        select(
            Action.id,
            Action.number,
            Action.text,
            Action.short_text,
            Action.theme,
            Action.lead_agency_id,
            Agency.short_name,
            Action.lead_officer_id,
            Officer.name,
            Action.due,
            Action.original_due,
            Action.status,
            Action.status_reason,
            Action.priority,
            Action.objective,
            Action.folder_id,
            Action.series_id,
            Action.restricted,
            Action.raised_on,
            Referral.number.label("referral_number"),
            Referral.title,
            _replaced.number.label("replaced_number"),
        )
        .join(Agency, Agency.id == Action.lead_agency_id)
        .outerjoin(Officer, Officer.id == Action.lead_officer_id)
        .outerjoin(Referral, Referral.id == Action.folder_id)
        .outerjoin(_replaced, _replaced.id == Action.replaced_by)
        .where(Action.withdrawn_at.is_(None))
    )


def rows(work: Work, wanted: Select[*tuple[Any, ...]], today: date | None = None) -> tuple[ActionRow, ...]:
    """The rows of a statement made from `statement()`, as they show on `today`; None: today."""
    found = work.session.execute(wanted).all()
    keys = [row.id for row in found]
    updates, moves = _last_updates(work, keys), _moves(work, keys)
    day = today or work.today
    soon = setting.number(work, "limit.due_soon")
    return tuple(_row(row, updates.get(row.id), moves.get(row.id, 0), day, soon) for row in found)


def hide(row: ActionRow) -> ActionRow:
    """An action of a restricted referral as everybody may see it: who and when, never what."""
    if not row.restricted:
        return row
    words = {"text": HIDDEN, "short_text": HIDDEN, "referral": "", "referral_title": ""}
    return replace(row, **words, update="", update_by="", status_reason="")  # type: ignore[arg-type]  # all are texts


def _row(row: Any, update: Any, moved: int, today: date, soon: int) -> ActionRow:
    replaced = written(ACTION, row.replaced_number) if row.replaced_number else None
    return ActionRow(
        id=row.id,
        number=row.number,
        reference=written(ACTION, row.number),
        text=row.text,
        short_text=row.short_text or rule.short_text(row.text),
        theme=row.theme,
        agency_id=row.lead_agency_id,
        agency=row.short_name,
        officer_id=row.lead_officer_id,
        officer=row.name or "",
        due=row.due,
        original_due=row.original_due,
        stored=row.status,
        status=rule.show(row.status, row.due, today, due_soon_days=soon, replaced_by=replaced),
        status_reason=row.status_reason,
        priority=row.priority,
        objective=row.objective,
        folder=row.folder_id,
        series=row.series_id,
        restricted=row.restricted,
        referral=written(REFERRAL, row.referral_number) if row.referral_number else "",
        referral_title=row.title or ("Restricted item" if row.restricted else ""),
        raised_on=row.raised_on,
        moved=moved,
        updated_on=update.said_at.astimezone(LONDON).date() if update else None,
        update=update.text if update else "",
        update_by=update.name or "" if update else "",
    )


def _last_updates(work: Work, keys: Sequence[UUID]) -> dict[UUID, Any]:
    """The latest update of each action."""
    found: dict[UUID, Any] = {}
    behalf = aliased(Officer)
    for part in _parts(keys):
        newest = (
            select(ActionUpdate.action_id, func.max(ActionUpdate.said_at).label("at"))
            .where(ActionUpdate.action_id.in_(part), ActionUpdate.withdrawn_at.is_(None))
            .group_by(ActionUpdate.action_id)
            .subquery()
        )
        wanted = (
            select(
                ActionUpdate.action_id,
                ActionUpdate.text,
                ActionUpdate.said_at,
                func.coalesce(behalf.name, Officer.name).label("name"),
            )
            .join(
                newest, (newest.c.action_id == ActionUpdate.action_id) & (newest.c.at == ActionUpdate.said_at)
            )
            .outerjoin(Officer, Officer.id == ActionUpdate.said_by)
            .outerjoin(behalf, behalf.id == ActionUpdate.on_behalf_of)
            .where(ActionUpdate.withdrawn_at.is_(None))
            .order_by(ActionUpdate.id)
        )
        found |= {row.action_id: row for row in work.session.execute(wanted)}
    return found


def _moves(work: Work, keys: Sequence[UUID]) -> dict[UUID, int]:
    """How often the date of each action was moved."""
    found: dict[UUID, int] = {}
    for part in _parts(keys):
        wanted = (
            select(Deferral.action_id, func.count())
            .where(Deferral.action_id.in_(part), Deferral.withdrawn_at.is_(None))
            .group_by(Deferral.action_id)
        )
        found |= {key: int(count) for key, count in work.session.execute(wanted)}
    return found


def _parts(keys: Sequence[UUID], size: int = 10_000) -> list[Sequence[UUID]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)] if keys else []


def is_open() -> ColumnElement[bool]:
    """Not started, under way or blocked."""
    return Action.status.in_(rule.OPEN_VALUES)
