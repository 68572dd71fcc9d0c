"""What each screen asks of the database when it is shown, over any file with meetings in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event, func, select

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.models.partnership import Officer
from tasking_app.records.action_filter import ActionFilter
from tasking_app.rules import meeting as stages
from tasking_app.services import (
    action_filter,
    action_list,
    ending,
    find,
    home,
    last_minutes,
    library,
    my_agency,
    paper_choices,
    preparing,
    proposal_pages,
    quick_add,
    referral_list,
    reliability,
    review,
    running,
    settings_page,
    starting,
)

Question = Callable[[Work], object]
NOBODY = Actor()
NARROW = ActionFilter(theme="asb", status="open", due="fortnight")
NONE_FITS = ActionFilter(theme="arson", status="late", objective="no such objective")


@dataclass(frozen=True, slots=True)
class Keys:
    """The rows that the questions are about."""

    coming: UUID
    held: UUID
    item: UUID
    referral: UUID
    action: UUID
    officer: Actor = field(default=NOBODY, kw_only=True)


def keys(work: Work) -> Keys:
    """The next meeting, the last one held, its fullest item, and a referral and an action of it."""
    coming = home.next_meeting(work)
    held = work.session.scalars(
        select(Meeting.id)
        .where(Meeting.stage.in_([stage.value for stage in stages.HELD]))
        .order_by(Meeting.held_on.desc())
        .limit(1)
    ).one()
    item = work.session.scalars(
        select(AgendaItem.id)
        .join(Line, Line.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == held, AgendaItem.kind == "theme")
        .group_by(AgendaItem.id)
        .order_by(func.count().desc())
        .limit(1)
    ).one()
    referral = work.session.scalars(select(Placing.referral_id).where(Placing.meeting_id == held)).first()
    action = work.session.scalars(select(Action.id).where(Action.raised_in == held)).first()
    assert coming is not None
    assert referral is not None
    assert action is not None
    lead = work.get(Action, action)
    officer = work.session.scalars(select(Officer).where(Officer.agency_id == lead.lead_agency_id)).first()
    assert officer is not None
    sits = Actor(officer.id, officer.agency_id, officer.name)
    return Keys(coming, held, item, referral, action, officer=sits)


def seen_by(officer: Actor, question: Question) -> Question:
    """A question of whoever sits here, not of nobody."""
    return lambda work: question(replace(work, actor=officer))


def of_screens(found: Keys) -> dict[str, Question]:
    """The questions by the name of what they fill."""
    return {
        "home": home.home,
        "prepare": partial(preparing.prepare, meeting_id=found.coming),
        "start": partial(starting.start, meeting_id=found.coming),
        "meeting item": partial(running.running, meeting_id=found.held, item_id=found.item),
        "quick-add line": lambda work: quick_add.surroundings(work, found.held, "asb", None),
        "action review": partial(review.review, meeting_id=found.coming),
        "actions": action_list.listing,
        "actions done": partial(action_list.listing, view="done"),
        "actions narrowed": partial(action_list.listing, chosen=NARROW),
        "actions of all years": partial(action_list.listing, view="", chosen=ActionFilter(theme="asb")),
        "actions, none fits": partial(action_list.listing, chosen=NONE_FITS),
        "referrals with actions": action_filter.referrals,
        "one action": partial(action_list.page, key=found.action),
        "my agency": seen_by(found.officer, my_agency.my_agency),
        "proposals": seen_by(found.officer, proposal_pages.proposals),
        "referrals": referral_list.listing,
        "one referral": partial(referral_list.page, key=found.referral),
        "end": partial(ending.end, meeting_id=found.held),
        "library": library.library,
        "library, one meeting": partial(library.kept, key=found.held),
        "dates kept and moved": reliability.reliability,
        "last minutes": partial(last_minutes.last_minutes, meeting_id=found.coming),
        "settings": settings_page.page,
        "export": paper_choices.choices,
        "late on the rail": home.late_count,
        "find, once": find.haystack,
    }


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that an engine carries out meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(store: Store, question: Question) -> list[str]:
    """The statements one question takes; the one that begins its transaction is left out."""
    with counted(store.engine) as said:
        store.ask(NOBODY, question)
    return [statement for statement in said if not statement.startswith("BEGIN")]
