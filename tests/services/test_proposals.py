"""Proposals: asked for, accepted in one transaction, declined, undone as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tasking_app.commands.action import AnswerDrop, AnswerMoreTime
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.meeting import AddItem
from tasking_app.commands.proposal import (
    AcceptProposal,
    DeclineProposal,
    Propose,
    TakeBackProposal,
    UndoProposal,
)
from tasking_app.commands.referral import AddReferral, NewPerson, SetRestricted
from tasking_app.database.work import Actor
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.meeting import AgendaItem
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.models.referral import Referral
from tasking_app.records.proposal import ProposalPage
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import pasted, proposal, proposal_pages
from tests.partnership import Partnership

LATER = date(2027, 1, 8)
MAIL = """A-1 done: bins are in
A-2 to 8/1/27: contractor missed the date
A-3 visited twice
A-99 done
A-2: on track"""


def as_officer(p: Partnership, name: str, agency: str) -> Partnership:
    """The same file with somebody else in front of it."""
    return replace(p, actor=Actor(p.officers[name], p.agencies[agency], name))


def more_time(p: Partnership, action: UUID, due: date = LATER, why: str = "Waiting for parts") -> Command:
    seen = p.row(Action, action).due
    return AnswerMoreTime(
        update=new_id(), deferral=new_id(), action=action, seen=seen, due=due, reason=why, at=p.now
    )


def ask(p: Partnership, source: str, *commands: tuple[Command, UUID | None]) -> UUID:
    key = new_id()
    steps = tuple(proposal.step(command, f"Row {n}", action) for n, (command, action) in enumerate(commands))
    p.do(Propose(proposal=key, series=p.series["MAT"], source=source, steps=steps))
    return key


def page(p: Partnership, key: UUID) -> ProposalPage:
    return p.store.ask(p.actor, lambda work: proposal_pages.page(work, key))


def accept(p: Partnership, key: UUID, *rows: int) -> None:
    steps = page(p, key).steps
    chosen = tuple(one.id for n, one in enumerate(steps) if not rows or n in rows)
    p.do(AcceptProposal(proposal=key, steps=chosen))


def test_more_time_waits_for_the_chair_and_is_said_by_who_asked(partnership: Partnership) -> None:
    p = partnership
    fire = as_officer(p, "Callum", "Fire and rescue")
    action = p.act(agency="Fire and rescue")
    key = ask(fire, "more_time", (more_time(p, action), action))
    assert p.row(Action, action).due == date(2026, 12, 11)
    assert [row.proposed_by for row in p.store.ask(p.actor, proposal_pages.proposals).waiting] == [
        "WM Callum Reddy"
    ]
    with pytest.raises(NotAllowed, match="chair or the co-ordinator"):
        accept(fire, key)
    accept(as_officer(p, "Helen", "Council"), key)
    assert p.row(Action, action).due == LATER
    assert p.rows(Deferral)[0].reason == "Waiting for parts"
    assert p.rows(ActionUpdate)[0].said_by == p.officers["Callum"]
    assert page(p, key).row.decided_by == "Helen Marsden"
    with pytest.raises(NotAllowed, match="decided already: accepted"):
        accept(p, key)


def test_declining_needs_a_reason_which_the_proposer_sees(partnership: Partnership) -> None:
    p = partnership
    fire = as_officer(p, "Callum", "Fire and rescue")
    action = p.act(agency="Fire and rescue")
    drop = AnswerDrop(update=new_id(), action=action, seen="not_started", reason="No powers", at=p.now)
    key = ask(fire, "drop", (drop, action))
    with pytest.raises(NotAllowed, match="Say why"):
        p.do(DeclineProposal(proposal=key, reason="  "))
    p.do(DeclineProposal(proposal=key, reason="Ask the landlord first"))
    assert p.row(Action, action).status == "not_started"
    seen = p.store.ask(fire.actor, lambda work: proposal_pages.of_officer(work, p.officers["Callum"]))
    assert [(one.state_words, one.reason) for one in seen] == [("Declined", "Ask the landlord first")]


def test_undone_as_a_whole_and_accepted_again(partnership: Partnership) -> None:
    p = partnership
    actions = [p.act(f"Action {n}") for n in range(3)]
    key = ask(p, "list", *((more_time(p, action), action) for action in actions))
    accept(p, key)
    assert {p.row(Action, action).due for action in actions} == {LATER}
    p.do(UndoProposal(proposal=key))
    assert {p.row(Action, action).due for action in actions} == {date(2026, 12, 11)}
    assert p.rows(Deferral, withdrawn_at=None) == []
    assert page(p, key).row.state == "waiting"
    accept(p, key, 0, 2)
    assert [p.row(Action, action).due == LATER for action in actions] == [True, False, True]
    assert [one.state for one in page(p, key).steps] == ["accepted", "left_out", "accepted"]
    assert len(p.rows(Deferral)) == 5, "what was undone stays in history"


def test_the_undo_of_the_window_takes_it_back_too(partnership: Partnership) -> None:
    p = partnership
    action = p.act()
    key = ask(p, "more_time", (more_time(p, action), action))
    done = p.do(AcceptProposal(proposal=key, steps=tuple(one.id for one in page(p, key).steps)))
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Action, action).due == date(2026, 12, 11)
    accept(p, key)
    assert p.row(Action, action).due == LATER


def test_all_or_none_and_the_row_is_named(partnership: Partnership) -> None:
    p = partnership
    first, second = p.act("First"), p.act("Second")
    key = ask(p, "list", (more_time(p, first), first), (more_time(p, second), second))
    p.do(more_time(p, second, date(2027, 1, 15), "Agreed on the phone"))
    with pytest.raises(NotAllowed, match="Row 1: somebody has changed this since"):
        accept(p, key)
    assert p.row(Action, first).due == date(2026, 12, 11)
    accept(p, key, 0)
    assert p.row(Action, first).due == LATER


def test_a_row_of_another_series_is_for_its_own_chair(partnership: Partnership) -> None:
    p = partnership
    other = next(key for code, key in p.series.items() if code != "MAT")
    ours, theirs = p.act("Ours"), p.act("Theirs", series=other)
    key = ask(p, "list", (more_time(p, ours), ours), (more_time(p, theirs), theirs))
    helen = as_officer(p, "Helen", "Council")
    with pytest.raises(NotAllowed, match="Row 1: the chair of another series decides this"):
        accept(helen, key)
    assert p.row(Action, ours).due != LATER
    accept(helen, key, 0)
    assert [p.row(Action, one).due == LATER for one in (ours, theirs)] == [True, False]


def test_two_people_ask_for_the_same(partnership: Partnership) -> None:
    p = partnership
    action = p.act(agency="Fire and rescue")
    fire = as_officer(p, "Callum", "Fire and rescue")
    key = ask(fire, "more_time", (more_time(p, action), action))
    with pytest.raises(NotAllowed, match="WM Callum Reddy has asked for this already"):
        ask(p, "more_time", (more_time(p, action), action))
    with pytest.raises(NotAllowed, match="Only whoever asked"):
        p.do(TakeBackProposal(proposal=key))
    fire.do(TakeBackProposal(proposal=key))
    ask(p, "more_time", (more_time(p, action), action))


def referral(p: Partnership, title: str, **more: object) -> AddReferral:
    fields: dict[str, object] = {
        "referral": new_id(),
        "series": p.series["MAT"],
        "kind": "place",
        "theme": "asb",
        "title": title,
        "lead_agency": p.agencies["Housing"],
    }
    return AddReferral(**(fields | more))  # type: ignore[arg-type]  # fields as keywords


def test_an_officer_proposes_a_referral(partnership: Partnership) -> None:
    p = partnership
    marta = as_officer(p, "Marta", "Housing")
    key = ask(marta, "referral", (referral(p, "Motorbikes on Alder Fields"), None))
    assert p.rows(Referral) == []
    with pytest.raises(NotAllowed, match="has asked for this already"):
        ask(p, "referral", (referral(p, " motorbikes ON Alder Fields"), None))
    accept(p, key)
    assert [(row.title, row.status) for row in p.rows(Referral)] == [("Motorbikes on Alder Fields", "active")]
    with pytest.raises(NotAllowed, match="R-1 has these words and is open already"):
        ask(p, "referral", (referral(p, "Motorbikes on Alder Fields"), None))


def test_an_accepted_referral_goes_with_the_undo_and_comes_again(partnership: Partnership) -> None:
    p = partnership
    key = ask(
        as_officer(p, "Marta", "Housing"), "referral", (referral(p, "Motorbikes on Alder Fields"), None)
    )
    accept(p, key)
    p.do(UndoProposal(proposal=key))
    assert p.rows(Referral, withdrawn_at=None) == []
    accept(p, key)
    assert [row.status for row in p.rows(Referral, withdrawn_at=None)] == ["active"]


def test_an_accepted_referral_that_is_being_worked_on_is_not_taken_back(partnership: Partnership) -> None:
    p = partnership
    key = ask(as_officer(p, "Marta", "Housing"), "referral", (referral(p, "Motorbikes on the field"), None))
    accept(p, key)
    case = p.rows(Referral)[0].id
    p.place(case, p.plan())
    with pytest.raises(NotAllowed, match="R-1 is being worked on"):
        p.do(UndoProposal(proposal=key))
    assert [row.id for row in p.rows(Referral, withdrawn_at=None)] == [case]


def test_words_of_a_proposed_referral_that_becomes_restricted_go_with_it(partnership: Partnership) -> None:
    p = partnership
    key = ask(as_officer(p, "Marta", "Housing"), "referral", (referral(p, "Motorbikes on the field"), None))
    accept(p, key)
    case = p.rows(Referral)[0].id
    p.do(SetRestricted(referral=case, restricted=True, readers=(p.officers["Jo"],)))
    shown = page(p, key)
    assert "Motorbikes" not in repr(shown)


def test_a_referral_without_words_is_not_proposed(partnership: Partnership) -> None:
    p = partnership
    for title, sentence in (("  ", "Give the referral a few words"), ("x" * 81, "Keep them to 80")):
        with pytest.raises(NotAllowed, match=sentence):
            ask(p, "referral", (referral(p, title), None))


def test_names_and_restricted_words_are_not_proposed(partnership: Partnership) -> None:
    p = partnership
    person = NewPerson(person=new_id(), identity=new_id(), name="Zuleika Quartz")
    for more in ({"people": (person,)}, {"restricted": True}):
        with pytest.raises(NotAllowed, match="Leave the people out"):
            ask(p, "referral", (referral(p, "Visits at night", **more), None))
    assert p.rows(ProposalStep) == []


def test_an_agenda_item_is_proposed(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    item = AddItem(item=new_id(), meeting=meeting, title="Winter patrol plan")
    key = ask(as_officer(p, "Rowan", "Police"), "agenda_item", (item, None))
    accept(p, key)
    assert len(p.rows(AgendaItem, meeting_id=meeting, title="Winter patrol plan")) == 1


def test_a_pasted_list_names_what_stands_in_the_way(partnership: Partnership) -> None:
    p = partnership
    actions = [p.act(f"Action {n}") for n in range(3)]
    steps, left_out = p.store.ask(p.actor, lambda work: pasted.read(work, f"Hi Jo\n\n{MAIL}", p.now))
    assert left_out == ((1, "Hi Jo"),)
    assert [bool(one.problem) for one in steps] == [False, False, False, True, False]
    assert steps[3].problem == "Line 6: there is no action A-99."
    key = new_id()
    p.do(Propose(proposal=key, series=p.series["MAT"], source="list", steps=steps))
    with pytest.raises(NotAllowed, match="there is no action A-99"):
        accept(p, key)
    accept(p, key, 0, 1, 2)
    assert [p.row(Action, action).status for action in actions] == ["done", "under_way", "not_started"]
    assert p.row(Action, actions[1]).due == LATER
    with pytest.raises(NotAllowed, match="No line here begins with an action"):
        p.store.ask(p.actor, lambda work: pasted.read(work, "Hello", p.now))


def test_a_proposal_about_a_case_that_becomes_restricted_goes_with_it(partnership: Partnership) -> None:
    p = partnership
    case = p.refer()
    action = p.act(referral=case)
    key = ask(p, "more_time", (more_time(p, action), action))
    p.do(SetRestricted(referral=case, restricted=True, readers=(p.officers["Jo"],)))
    assert [row.restricted for row in p.rows(ProposalStep)] == [True]
    shown = page(p, key)
    assert shown.steps[0].hidden
    assert "Row 0" not in shown.steps[0].words + shown.row.title


@pytest.mark.parametrize("kinds", [[], ["Withdraw"], ["AddUpdate"] * 501])
def test_what_cannot_be_proposed(partnership: Partnership, kinds: list[str]) -> None:
    p = partnership
    action = p.act()
    one = proposal.step(more_time(p, action), "Row", action)
    steps = tuple(replace(one, kind=kind, step=new_id()) for kind in kinds)
    with pytest.raises(NotAllowed):
        p.do(Propose(proposal=new_id(), series=p.series["MAT"], source="list", steps=steps))
    assert p.rows(Proposal) == []
