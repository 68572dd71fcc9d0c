"""The page of an attendee: what is due, what is heard, what waits, and what is restricted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerMoreTime
from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import CloseMeeting
from tasking_app.commands.proposal import DeclineProposal, Propose, TakeBackProposal
from tasking_app.database.work import Actor
from tasking_app.models.action import Action
from tasking_app.models.referral import NameReading
from tasking_app.records.half_typed import Kept
from tasking_app.records.my_agency import MyAction, MyAgency
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import action_list, half_typed, home, my_agency, proposal
from tests.partnership import TODAY, Partnership

LATER = date(2027, 1, 8)


def at_desk(p: Partnership, name: str = "Callum", agency: str = "Fire and rescue") -> Partnership:
    """The same file with somebody else in front of it."""
    return replace(p, actor=Actor(p.officers[name], p.agencies[agency], name))


def shown(p: Partnership, *opened: UUID) -> MyAgency:
    found = p.store.ask(p.actor, lambda work: my_agency.my_agency(work, opened))
    assert found is not None
    return found


def one(page: MyAgency, action: UUID) -> MyAction:
    return next(item for item in page.actions if item.row.id == action)


def ask_more_time(p: Partnership, action: UUID) -> UUID:
    wanted = AnswerMoreTime(
        update=new_id(),
        deferral=new_id(),
        action=action,
        seen=p.row(Action, action).due,
        due=LATER,
        reason="Waiting for parts",
        at=p.now,
    )
    key = new_id()
    steps = (proposal.step(wanted, "A-1, new date Fri 8 Jan: Waiting for parts", action),)
    p.do(Propose(proposal=key, series=p.series["MAT"], source="more_time", steps=steps))
    return key


def test_the_agency_sees_its_own_open_actions_by_date(partnership: Partnership) -> None:
    p = partnership
    fire, me = "Fire and rescue", p.officers["Callum"]
    later = p.act("Letterboxes", fire, officer=me)
    now = p.act("Visit", fire, officer=me, due=TODAY + timedelta(days=7))
    others = p.act("Home visits", fire, due=TODAY + timedelta(days=8))
    p.act("Fit bins", "Council")
    page = shown(at_desk(p))
    assert page.agency == fire
    assert [(item.row.id, item.mine, item.due_now) for item in page.actions] == [
        (now, True, True),
        (others, False, False),
        (later, True, False),
    ]


def test_heard_is_what_was_said_since_the_last_meeting_ended(partnership: Partnership) -> None:
    p = partnership
    fire = at_desk(p)
    meeting = p.plan(TODAY)
    p.start(meeting)
    action = p.act("Visit", "Fire and rescue", meeting=meeting, officer=p.officers["Callum"])
    fire.do(AddUpdate(update=new_id(), action=action, text="Said in the meeting", at=p.now))
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    page = shown(fire)
    assert not one(page, action).heard
    assert page.last is not None
    assert (page.last.id, page.last.mine, page.last.agency) == (meeting, 1, 1)
    later = p.now + timedelta(hours=3)
    p.store.clock = lambda: later
    fire.do(AddUpdate(update=new_id(), action=action, text="First visit done", at=later))
    assert one(shown(fire), action).heard


def test_the_next_meeting_and_by_when_to_update(partnership: Partnership) -> None:
    p = partnership
    assert shown(p).next_meeting is None
    p.plan(date(2026, 12, 14))
    page = shown(p)
    assert (page.next_meeting, page.update_by) == (date(2026, 12, 14), date(2026, 12, 11))


def test_what_waits_and_what_was_declined_stand_on_the_action(partnership: Partnership) -> None:
    p = partnership
    fire, marta = at_desk(p), at_desk(p, "Marta", "Fire and rescue")
    action = p.act("Visit", "Fire and rescue")
    key = ask_more_time(fire, action)
    asked = one(shown(fire), action).asked
    assert asked is not None
    assert (asked.words, asked.mine) == ("Asked for more time to Fri 8 Jan. Waits for the chair", True)
    other = one(shown(marta), action).asked
    assert other is not None
    assert other.words.startswith("WM Callum Reddy asked for more time")
    assert not other.mine
    helen = at_desk(p, "Helen", "Council")
    helen.do(DeclineProposal(proposal=key, reason="The hearing is on 4 December"))
    item = one(shown(fire), action)
    assert item.asked is None
    assert item.declined == "More time was declined by Helen Marsden: The hearing is on 4 December"
    later = p.now + timedelta(hours=1)
    p.store.clock = lambda: later
    fire.do(TakeBackProposal(proposal=ask_more_time(fire, action)))
    assert one(shown(fire), action).declined == "", "what was asked since counts"


def test_who_decides_is_not_sent_to_ask(partnership: Partnership) -> None:
    p = partnership
    action = p.act("Visit", "Fire and rescue")
    assert not one(shown(at_desk(p)), action).decides
    for name in ("Helen", "Jo"):
        assert one(shown(at_desk(p, name, "Fire and rescue")), action).decides


def test_restricted_words_wait_for_an_opening_that_is_recorded(partnership: Partnership) -> None:
    p = partnership
    me = p.officers["Callum"]
    case = p.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim")
    action = p.act("Fit an alarm", "Fire and rescue", referral=case, officer=me, share=True)
    fire = at_desk(p)
    item = one(shown(fire), action)
    assert (item.hidden, item.may_open) == (True, True)
    assert "alarm" not in str(item)
    assert "Zebra" not in str(item)
    action_list.open_restricted(p.store, fire.actor, action)
    assert [reading.read_by for reading in p.rows(NameReading)] == [me]
    assert one(shown(fire, action), action).row.text == "Fit an alarm"
    stranger = at_desk(p, "Sade", "Fire and rescue")
    item = one(shown(stranger, action), action)
    assert (item.hidden, item.may_open) == (True, False)
    with pytest.raises(NotAllowed, match="Only the people on its list"):
        action_list.open_restricted(p.store, stranger.actor, action)
    assert len(p.rows(NameReading)) == 1


def test_done_in_the_last_year(partnership: Partnership) -> None:
    p = partnership
    action = p.act("Visit", "Fire and rescue")
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=action, seen="not_started", at=p.now))
    page = shown(at_desk(p))
    assert (page.actions, page.done_count, [row.id for row in page.done]) == ((), 1, [action])
    year_on = p.now + timedelta(days=366)
    p.store.clock = lambda: year_on
    assert shown(at_desk(p)).done_count == 0


def test_home_says_how_many_requests_wait_to_who_decides(partnership: Partnership) -> None:
    p = partnership
    fire = at_desk(p)
    for n in range(3):
        ask_more_time(fire, p.act(f"Visit {n}", "Fire and rescue"))

    def titles(who: Partnership) -> list[str]:
        return [item.title for item in who.store.ask(who.actor, home.home).attention if item.what == "decide"]

    assert titles(at_desk(p, "Helen", "Council")) == ["3 requests wait for a decision"]
    assert titles(p) == ["3 requests wait for a decision"]
    assert titles(fire) == []


def test_texts_typed_here_lead_back_here(partnership: Partnership) -> None:
    p = partnership
    action = p.act("Visit", "Fire and rescue")
    key = ask_more_time(at_desk(p), action)
    kept = [
        Kept(place=place, text="x", kept_at=p.now)
        for place in (f"mine:{action}", "pasted:", f"words:{key}:Decline the request")
    ]
    found = p.store.ask(p.actor, lambda work: half_typed.half_typed(work, kept))
    assert [(item.screen, item.row) for item in found] == [
        ("my_agency", action),
        ("pasted", None),
        ("proposals", key),
    ]


def test_nobody_has_no_page(partnership: Partnership) -> None:
    assert partnership.store.ask(Actor(), my_agency.my_agency) is None
