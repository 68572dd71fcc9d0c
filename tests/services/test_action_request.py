"""Several actions changed by somebody who does not decide: one request, decided row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from tasking_app.commands.action import ChangeActions, OneOfSeveral
from tasking_app.commands.base import new_id
from tasking_app.commands.proposal import AcceptProposal, DeclineProposal, UndoProposal
from tasking_app.database.work import Actor
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import action_request, my_agency, proposal_pages
from tasking_app.services.action_request import Asked
from tests.partnership import Partnership

LATER = date(2027, 1, 15)
BEFORE = date(2026, 12, 11)


def sits(p: Partnership, name: str, agency: str) -> Partnership:
    return replace(p, actor=Actor(p.officers[name], p.agencies[agency], name))


def change(p: Partnership, *keys: UUID, **what: object) -> ChangeActions:
    rows = [p.row(Action, key) for key in keys]
    several = tuple(
        OneOfSeveral(
            action=row.id,
            seen_due=row.due,
            seen_agency=row.lead_agency_id,
            update=new_id(),
            deferral=new_id(),
            seen_officer=row.lead_officer_id,
        )
        for row in rows
    )
    return ChangeActions(actions=several, reason="Snow", at=p.now, **what)  # type: ignore[arg-type]  # fields as keywords


def ask(p: Partnership, command: ChangeActions) -> Asked:
    asked = p.store.ask(p.actor, partial(action_request.ready, command=command))
    for one in asked.commands():
        p.do(one)
    return asked


def accept(p: Partnership, *rows: int) -> UUID:
    (waiting,) = p.rows(Proposal, state="waiting")
    steps = sorted(p.rows(ProposalStep, proposal_id=waiting.id), key=lambda one: one.place)
    p.do(AcceptProposal(proposal=waiting.id, steps=tuple(steps[n].id for n in rows)))
    return waiting.id


def test_a_new_date_waits_and_is_decided_row_by_row(partnership: Partnership) -> None:
    p = partnership
    keys = [p.act(f"Action {n}", "Housing") for n in range(3)]
    marta = sits(p, "Marta", "Housing")
    asked = ask(marta, change(p, *keys, due=LATER))
    assert (asked.change, [one.source for one in asked.requests]) == (None, ["more_time"])
    assert {p.row(Action, key).due for key in keys} == {BEFORE}
    assert sorted(one.words for one in p.rows(ProposalStep)) == [
        f"A-{n}, new date Fri 15 Jan: Snow" for n in (1, 2, 3)
    ]
    (shown,) = p.store.ask(p.actor, proposal_pages.proposals).waiting
    assert (shown.title, shown.proposed_by) == ("More time, 3 rows", "Marta Kowalska")
    page = p.store.ask(marta.actor, my_agency.my_agency)
    assert page is not None
    words = "Asked for more time to Fri 15 Jan, in one with 2 other actions. Waits for the chair"
    assert [one.asked.words for one in page.actions if one.asked is not None] == [words] * 3
    with pytest.raises(NotAllowed, match="has asked for this already"):
        ask(marta, change(p, keys[1], due=LATER))
    key = accept(p, 0, 2)
    assert [p.row(Action, one).due for one in keys] == [LATER, BEFORE, LATER]
    assert {one.reason for one in p.rows(Deferral)} == {"Snow"}
    assert {one.said_by for one in p.rows(ActionUpdate)} == {p.officers["Marta"]}
    p.do(UndoProposal(proposal=key))
    assert {p.row(Action, one).due for one in keys} == {BEFORE}


def test_another_lead_waits_is_undone_and_accepted_again(partnership: Partnership) -> None:
    p = partnership
    keys = [p.act(f"Action {n}", "Housing", officer=p.officers["Marta"]) for n in range(2)]
    marta = sits(p, "Marta", "Housing")
    command = change(p, *keys, agency=p.agencies["Police"], officer=p.officers["Rowan"])
    asked = ask(marta, command)
    assert [one.source for one in asked.requests] == ["lead"]
    assert {one.words for one in p.rows(ProposalStep)} == {
        f"A-{n} to Sgt Rowan Ashdown, Police: Snow" for n in (1, 2)
    }
    page = p.store.ask(marta.actor, my_agency.my_agency)
    assert page is not None
    words = "Asked for another lead, in one with 1 other action. Waits for the chair"
    assert [one.asked.words for one in page.actions if one.asked is not None] == [words] * 2
    assert page.requests == ()
    key = accept(p, 0, 1)
    assert {p.row(Action, one).lead_officer_id for one in keys} == {p.officers["Rowan"]}
    p.do(UndoProposal(proposal=key))
    assert {p.row(Action, one).lead_officer_id for one in keys} == {p.officers["Marta"]}
    accept(p, 1)
    assert [p.row(Action, one).lead_officer_id for one in keys] == [p.officers["Marta"], p.officers["Rowan"]]
    said = [one.text for one in p.rows(ActionUpdate, withdrawn_at=None)]
    assert said == ["Sgt Rowan Ashdown, Police, leads now. Snow"]


def test_declined_says_so_on_the_card(partnership: Partnership) -> None:
    p = partnership
    key = p.act("Visit", "Housing")
    marta = sits(p, "Marta", "Housing")
    ask(marta, change(p, key, officer=p.officers["Marta"]))
    p.do(DeclineProposal(proposal=p.rows(Proposal)[0].id, reason="Robin has it"))
    page = p.store.ask(marta.actor, my_agency.my_agency)
    assert page is not None
    assert page.actions[0].declined == "Another lead was declined by Jo Fenwick: Robin has it"


def test_each_series_has_a_request_of_its_own_and_ones_own_is_changed_at_once(
    partnership: Partnership,
) -> None:
    p = partnership
    other = next(key for code, key in p.series.items() if code != "MAT")
    ours, theirs, like_that = (
        p.act("Ours"),
        p.act("Theirs", series=other),
        p.act("Like that", series=other, due=LATER),
    )
    helen = sits(p, "Helen", "Council")
    asked = ask(helen, change(p, ours, theirs, like_that, due=LATER))
    assert asked.change is not None
    assert [(one.series, len(one.steps)) for one in asked.requests] == [(other, 1)]
    assert [p.row(Action, key).due for key in (ours, theirs)] == [LATER, BEFORE]
    with pytest.raises(NotAllowed, match="like that already"):
        ask(helen, change(p, like_that, due=LATER))


def test_who_decides_and_an_empty_change_ask_for_nothing(partnership: Partnership) -> None:
    p = partnership
    key = p.act()
    command = change(p, key, due=LATER)
    assert ask(p, command).requests == ()
    assert p.row(Action, key).due == LATER
    marta = sits(p, "Marta", "Housing")
    with pytest.raises(NotAllowed, match="Say why"):
        ask(marta, replace(command, reason=" "))
    assert p.rows(Proposal) == []
