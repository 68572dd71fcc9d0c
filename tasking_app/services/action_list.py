"""The action list with its saved views, and the page of one action, in a fixed number of statements."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select

from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor, Work
from tasking_app.models.action import Action, ActionSupport, ActionUpdate, Deferral, Outcome
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.settings import Objective
from tasking_app.records.action import ActionCounts, ActionList, ActionPage, ActionRow, Happening
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import action as rule
from tasking_app.rules import days
from tasking_app.services import action_rows, referral_list, setting
from tasking_app.services.home import last_end, last_held_on

MOST = 10_000
FAR = datetime(2000, 1, 1, tzinfo=UTC)


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


def listing(work: Work, view: str = "open", first: int = 200) -> ActionList:
    """The first rows of a view by date; `first` at most 10,000."""
    wanted = views(work)
    counted = work.session.execute(
        select(
            *(
                func.sum(case((wanted[name], 1), else_=0))
                for name in ("open", "late", "due_soon", "no_update", "done")
            )
        ).where(Action.withdrawn_at.is_(None), or_(wanted["open"], wanted["done"]))
    ).one()
    condition = wanted.get(view, wanted["open"])
    statement = action_rows.statement().where(condition)
    order = (Action.closed_at.desc(), Action.number.desc()) if view == "done" else (Action.due, Action.number)
    rows = action_rows.rows(work, statement.order_by(*order).limit(min(first, MOST)))
    open_, late, soon, quiet, done = (int(one or 0) for one in counted)
    return ActionList(
        rows=tuple(action_rows.hide(row) for row in rows),
        counts=ActionCounts(open=open_, late=late, due_soon=soon, no_update=quiet, done=done),
        today=work.today,
    )


def page(work: Work, key: UUID, *, opened: bool = False) -> ActionPage:
    """One action with everything about it. Raises NotFound.

    `opened`: the reading of its restricted referral was recorded, so its words may be shown.
    """
    action = work.get(Action, key, "That action")
    row = action_rows.rows(work, action_rows.statement().where(Action.id == key))[0]
    if row.restricted and not opened:
        return _hidden(action, row)
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
        happenings=_happenings(work, action),
    )


def _hidden(action: Action, row: ActionRow) -> ActionPage:
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
    )


def open_restricted(store: Store, actor: Actor, key: UUID) -> ActionPage:
    """Record the reading of the restricted referral, then show the action. Raises NotAllowed."""
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


def _happenings(work: Work, action: Action) -> tuple[Happening, ...]:
    """Updates and moved dates, the newest first, down to the day it was agreed."""
    found = [
        Happening(
            id=update.id,
            kind=update.answer or "update",
            who=name or "",
            at=update.said_at,
            text=update.text,
            answer=update.answer,
        )
        for update, name in work.session.execute(
            select(ActionUpdate, Officer.name)
            .outerjoin(Officer, Officer.id == func.coalesce(ActionUpdate.on_behalf_of, ActionUpdate.said_by))
            .where(ActionUpdate.action_id == action.id, ActionUpdate.withdrawn_at.is_(None))
        )
    ]
    found += [
        Happening(
            id=row.id,
            kind="moved",
            who="Date moved",
            at=row.made_at or FAR,
            text=f"From {days.short(row.old_due)} to {days.short(row.new_due)}. {row.reason}",
        )
        for row in work.session.scalars(
            select(Deferral).where(Deferral.action_id == action.id, Deferral.withdrawn_at.is_(None))
        )
    ]
    first = Happening(
        id=action.id,
        kind="agreed",
        who="Agreed",
        at=action.made_at or FAR,
        text=f"Due {days.long(action.original_due)}.",
    )
    return (*sorted(found, key=lambda one: one.at, reverse=True), first)
