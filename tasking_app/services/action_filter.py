"""The filter of the action list as conditions, what can be chosen, and what is near when nothing fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.partnership import Agency
from tasking_app.models.referral import Referral
from tasking_app.models.settings import Objective
from tasking_app.records.action_filter import (
    ANY,
    ActionFilter,
    ActionView,
    FilterChoices,
    Near,
    ReferralChoice,
)
from tasking_app.rules import action as rule
from tasking_app.rules import action_filter as words
from tasking_app.rules.references import REFERRAL, written
from tasking_app.rules.theme import BY_CODE
from tasking_app.services import action_rows

MOST_NEAR = 3
Views = Mapping[str, ColumnElement[bool]]


def conditions(work: Work, chosen: ActionFilter) -> ColumnElement[bool]:
    """Everything but the status, which each view has of its own."""
    found: list[ColumnElement[bool]] = []
    if chosen.agency is not None:
        found.append(Action.lead_agency_id == chosen.agency)
    if chosen.theme:
        found.append(Action.theme == chosen.theme)
    if chosen.objective:
        found.append(Action.objective == chosen.objective)
    if chosen.referral is not None:
        found.append(Action.folder_id == chosen.referral)
    if chosen.due == "late":
        found.append(action_rows.is_open())
    first, last = words.span(chosen.due, work.today)
    if first is not None:
        found.append(Action.due >= first)
    if last is not None:
        found.append(Action.due <= last)
    return and_(true(), *found)


def of_status(work: Work, status: str) -> ColumnElement[bool]:
    """Open, late, blocked, done, dropped or replaced; any for an empty one."""
    known: dict[str, ColumnElement[bool]] = {
        "open": action_rows.is_open(),
        "late": action_rows.is_open() & (Action.due < work.today),
        "blocked": Action.status == rule.Status.BLOCKED.value,
        "done": Action.status == rule.Status.DONE.value,
        "ended": Action.status.in_((rule.Status.DROPPED.value, rule.Status.REPLACED.value)),
    }
    return known.get(status, true())


def wanted(work: Work, views: Views, view: ActionView) -> ColumnElement[bool]:
    """All that a view asks for."""
    return and_(
        views.get(view.view, true()), of_status(work, view.chosen.status), conditions(work, view.chosen)
    )


def choices(work: Work, chosen: ActionFilter) -> FilterChoices:
    """The agencies and objectives there are, and the referral chosen, in words fit for everybody."""
    ask = work.session.execute
    agencies = select(Agency.id, Agency.short_name).where(Agency.withdrawn_at.is_(None))
    objectives = select(Objective.number, Objective.title).where(Objective.withdrawn_at.is_(None))
    referral = select(Referral.number, Referral.title, Referral.restricted).where(
        Referral.id == chosen.referral
    )
    found = ask(referral).one_or_none()
    title = "" if found is None else "Restricted item" if found.restricted else found.title
    return FilterChoices(
        agencies=tuple((key, name) for key, name in ask(agencies.order_by(Agency.order_key))),
        objectives=tuple((number, name) for number, name in ask(objectives.order_by(Objective.number))),
        referral="" if found is None else f"{written(REFERRAL, found.number)} {title}",
    )


def referrals(work: Work) -> tuple[ReferralChoice, ...]:
    """Every referral that has actions, the newest first."""
    rows = work.session.execute(
        select(Referral.id, Referral.number, Referral.title, Referral.restricted, func.count(Action.id))
        .join(Action, Action.folder_id == Referral.id)
        .where(Referral.withdrawn_at.is_(None), Action.withdrawn_at.is_(None))
        .group_by(Referral.id)
        .order_by(Referral.number.desc())
    )
    return tuple(
        ReferralChoice(
            id=key,
            number=number,
            reference=written(REFERRAL, number),
            title="Restricted item" if restricted else title,
            actions=int(actions),
        )
        for key, number, title, restricted, actions in rows
    )


def said(view: ActionView, known: FilterChoices, many: int) -> str:
    """A view in words."""
    chosen = view.chosen
    theme = BY_CODE.get(chosen.theme)
    return words.phrase(
        many,
        view=view.view,
        status=chosen.status or words.VIEWS.get(view.view, ""),
        agency=dict(known.agencies).get(chosen.agency, "") if chosen.agency is not None else "",
        theme=theme.name if theme is not None else "",
        due=chosen.due,
        objective=chosen.objective,
        referral=known.referral.partition(" ")[0],
    )


def near(work: Work, views: Views, view: ActionView, known: FilterChoices) -> tuple[Near, ...]:
    """What is found with one choice left out; with all of them left out, where that is the only way."""
    close = _one_less(view)
    far = ActionView(view="open", chosen=ActionFilter(status="open"))
    asked = [wanted(work, views, one) for one in (*close, far)]
    counted = work.session.execute(
        select(*(func.sum(case((one, 1), else_=0)) for one in asked)).where(
            Action.withdrawn_at.is_(None), or_(*asked)
        )
    ).one()
    counts = [int(one or 0) for one in counted]
    found = [(one, count) for one, count in zip(close, counts, strict=False) if count][:MOST_NEAR]
    if not found and counts[-1] and view != far:
        found = [(far, counts[-1])]
    return tuple(Near(count=count, words=said(one, known, count), view=one) for one, count in found)


def _one_less(view: ActionView) -> list[ActionView]:
    """The same view with one choice taken away, what is still to be done first."""
    chosen, found = view.chosen, list[ActionView]()
    if (view.view, chosen.status) not in (("open", "open"), ("open", ""), ("", "open")):
        found.append(ActionView(view="open", chosen=replace(chosen, status="open")))
    for name in ("due", "theme", "objective", "agency", "referral"):
        if getattr(chosen, name):
            found.append(replace(view, chosen=replace(chosen, **{name: getattr(ANY, name)})))
    if (view.view or chosen.status) and replace(chosen, status="") != ANY:
        found.append(ActionView(view="", chosen=replace(chosen, status="")))
    return found
