"""The action list with its saved views, and the page of one action, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor, Work
from tasking_app.models.action import Action, ActionSupport, ActionUpdate, Outcome
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.settings import Objective
from tasking_app.records.action import ActionCounts, ActionList, ActionPage, ActionRow, MoreActions
from tasking_app.records.action_filter import ANY, ActionFilter, ActionView
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import action as rule
from tasking_app.services import (
    action_filter,
    action_history,
    action_rows,
    may,
    need_to_know,
    referral_list,
    setting,
)
from tasking_app.services.home import last_end, last_held_on

MOST = 10_000
FAR = datetime(2000, 1, 1, tzinfo=UTC)
COUNTED = ("open", "late", "due_soon", "no_update", "done")


def views(work: Work) -> dict[str, ColumnElement[bool]]:
    """The saved views by name."""
    soon = work.today + timedelta(days=setting.number(work, "limit.due_soon"))
    since = last_held_on(work)
    start = datetime.combine(since, time(0), LONDON) if since is not None else FAR
    is_open = action_rows.is_open()
    heard = select(ActionUpdate.action_id).where(
        ActionUpdate.said_at >= start, ActionUpdate.withdrawn_at.is_(None)
    )
    return {
        "open": is_open,
        "late": is_open & (Action.due < work.today),
        "due_soon": is_open & (Action.due >= work.today) & (Action.due <= soon),
        "no_update": is_open & (Action.raised_on < (since or work.today)) & Action.id.not_in(heard),
        "blocked": Action.status == rule.Status.BLOCKED.value,
        "done": (Action.status == rule.Status.DONE.value) & (Action.closed_at >= (last_end(work) or FAR)),
    }


def listing(
    work: Work,
    view: str = "open",
    chosen: ActionFilter = ANY,
    first: int = 200,
    own: Sequence[ActionView] = (),
) -> ActionList:
    """The first rows of a view by date; `first` at most 10,000. `own` are views to be counted as well."""
    known, asked = views(work), ActionView(view=view, chosen=chosen)
    counts, of_own = _counts(work, known, chosen, own)
    rows = action_rows.rows(work, _wanted(work, known, asked, min(first, MOST)))
    choices = action_filter.choices(work, chosen)
    return ActionList(
        rows=tuple(action_rows.hide(row) for row in rows),
        counts=counts,
        own=of_own,
        today=work.today,
        since=last_held_on(work),
        choices=choices,
        said=action_filter.said(asked, choices, 1),
        near=action_filter.near(work, known, asked, choices) if not rows else (),
        why_not_add=may.giving(work),
    )


def more(work: Work, asked: ActionView, after: int, most: int = 2000) -> MoreActions:
    """The rows of a view that follow its first `after`; 10,000 are the most a list shows."""
    most = min(most, MOST - after)
    rows = action_rows.rows(work, _wanted(work, views(work), asked, most + 1, after))
    return MoreActions(
        rows=tuple(action_rows.hide(row) for row in rows[:most]),
        last=len(rows) <= most or after + most >= MOST,
    )


def _wanted(
    work: Work, known: action_filter.Views, asked: ActionView, most: int, after: int = 0
) -> Select[*tuple[Any, ...]]:
    """A part of a view: what is passed over or left out is never joined with anything."""
    done = "done" in (asked.view, asked.chosen.status)
    order = (Action.closed_at.desc(), Action.number.desc()) if done else (Action.due, Action.number)
    fits = select(Action.id).where(action_filter.wanted(work, known, asked), Action.withdrawn_at.is_(None))
    part = fits.order_by(*order).limit(most).offset(after)
    return action_rows.statement().where(Action.id.in_(part)).order_by(*order)


def _counts(
    work: Work, known: action_filter.Views, chosen: ActionFilter, own: Sequence[ActionView]
) -> tuple[ActionCounts, tuple[int, ...]]:
    """How many each view holds under the filter; views people made have filters of their own."""
    narrowed = action_filter.conditions(work, chosen)
    built_in = [known[name] & narrowed for name in COUNTED]
    made = [action_filter.wanted(work, known, one) for one in own]
    counted = work.session.execute(
        select(*(func.sum(case((one, 1), else_=0)) for one in (*built_in, *made))).where(
            Action.withdrawn_at.is_(None), or_(known["open"], known["done"], *made)
        )
    ).one()
    numbers = [int(one or 0) for one in counted]
    counts = ActionCounts(**dict(zip(COUNTED, numbers, strict=False)))
    return counts, tuple(numbers[len(COUNTED) :])


def page(work: Work, key: UUID, *, opened: bool = False) -> ActionPage:
    """One action with everything about it. Raises NotFound.

    `opened`: the reading of its restricted referral was recorded; its words show to who is on the list.
    """
    action = work.get(Action, key, "That action")
    row = action_rows.rows(work, action_rows.statement().where(Action.id == key))[0]
    may_open = not row.restricted or need_to_know.may_read(work, row.folder)
    if row.restricted and not (opened and may_open):
        return replace(_hidden(action, row, may_open=may_open), may=may.action(work, action))
    outcome = work.session.scalars(
        select(Outcome)
        .where(Outcome.action_id == key, Outcome.withdrawn_at.is_(None))
        .order_by(Outcome.made_at.desc())
        .limit(1)
    ).first()
    helping = work.session.execute(
        select(Agency.id, Agency.short_name)
        .join(ActionSupport, ActionSupport.agency_id == Agency.id)
        .where(ActionSupport.action_id == key, ActionSupport.withdrawn_at.is_(None))
        .order_by(Agency.order_key)
    ).all()
    raised = work.session.execute(
        select(Meeting.reference, AgendaItem.title)
        .outerjoin(AgendaItem, AgendaItem.id == action.raised_item)
        .where(Meeting.id == action.raised_in)
    ).one_or_none()
    return ActionPage(
        row=row,
        version=action.version,
        success=action.success,
        resources=action.resources,
        supporting=tuple(agency for agency, _ in helping),
        supporting_names=tuple(name for _, name in helping),
        raised_in=raised.reference if raised is not None else "",
        raised_item=(raised.title or "") if raised is not None else "",
        result=outcome.result if outcome is not None else "",
        effect=outcome.effect if outcome is not None else "",
        evidence=outcome.evidence if outcome is not None else "",
        learning=outcome.learning if outcome is not None else "",
        outcome=outcome.id if outcome is not None else None,
        happenings=action_history.happenings(work, action),
        may=may.action(work, action),
    )


def _hidden(action: Action, row: ActionRow, *, may_open: bool) -> ActionPage:
    """Who and when of an action whose words are restricted."""
    return ActionPage(
        row=action_rows.hide(row),
        version=action.version,
        success="",
        resources="",
        supporting=(),
        supporting_names=(),
        raised_in="",
        raised_item="",
        result="",
        effect="",
        evidence="",
        learning="",
        outcome=None,
        happenings=(),
        hidden=True,
        may_open=may_open,
    )


def open_restricted(store: Store, actor: Actor, key: UUID) -> ActionPage:
    """Record the reading of a restricted action, then show it. Raises NotAllowed: not on its list."""
    folder = store.ask(actor, lambda work: work.get(Action, key, "That action").folder_id)
    referral_list.open_restricted(store, actor, folder)
    return store.ask(actor, lambda work: page(work, key, opened=True))


def form(work: Work) -> ActionForm:
    """What the form of an action offers."""
    agencies = select(Agency.id, Agency.short_name).where(Agency.withdrawn_at.is_(None))
    officers = select(Officer.id, Officer.name, Officer.agency_id).where(
        Officer.left_on.is_(None), Officer.withdrawn_at.is_(None)
    )
    objectives = select(Objective.number, Objective.title).where(Objective.withdrawn_at.is_(None))
    ask = work.session.execute
    return ActionForm(
        agencies=tuple((key, name) for key, name in ask(agencies.order_by(Agency.order_key))),
        officers=tuple((key, name, of) for key, name, of in ask(officers.order_by(Officer.name))),
        objectives=tuple((number, title) for number, title in ask(objectives.order_by(Objective.number))),
    )
