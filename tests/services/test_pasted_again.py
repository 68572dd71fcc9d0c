"""A list that is pasted twice, or says the same twice, is flagged row by row and not ticked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tasking_app.commands.base import new_id
from tasking_app.commands.proposal import AcceptProposal, DeclineProposal, Propose
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.proposal import ProposalStep
from tasking_app.services import pasted, proposal_pages
from tests.partnership import Partnership

MAIL = (
    "A-1 done: bins are in\nA-2 to 8/1/27: no parts\nA-3 on track\nA-3: visited twice, nobody opened the door"
)
WAITS = "Already in the list of Thursday 19 November, which waits to be decided."
ACCEPTED = "Already in the list of Thursday 19 November, which was accepted."
TWICE = "Twice in this list. The first of them is enough."


@pytest.fixture
def p(partnership: Partnership) -> Partnership:
    for n in range(3):
        partnership.act(f"Action {n}")
    return partnership


def read(p: Partnership, text: str) -> dict[int, str]:
    return dict(p.store.ask(p.actor, lambda work: pasted.ready(work, text, p.now)).doubts)


def send(p: Partnership, text: str) -> UUID:
    found = p.store.ask(p.actor, lambda work: pasted.ready(work, text, p.now))
    command = Propose(proposal=new_id(), series=found.series, source="list", steps=found.steps)
    p.do(command)
    return command.proposal


def doubts(p: Partnership, key: UUID) -> list[str]:
    return [one.doubt for one in p.store.ask(p.actor, lambda work: proposal_pages.page(work, key)).steps]


def accept(p: Partnership, key: UUID, *rows: int) -> None:
    steps = p.store.ask(p.actor, lambda work: proposal_pages.page(work, key)).steps
    p.do(AcceptProposal(proposal=key, steps=tuple(steps[n].id for n in rows)))


def test_the_same_list_again_is_flagged_before_and_after_it_is_sent(p: Partnership) -> None:
    first = send(p, MAIL)
    assert read(p, MAIL) == dict.fromkeys(range(4), WAITS)
    again = send(p, MAIL.replace("bins are in", "Bins  are IN."))
    assert len(p.rows(ProposalStep, proposal_id=again)) == 4, "nothing is dropped"
    assert doubts(p, first) == [""] * 4, "the list that came first is not in doubt"
    assert doubts(p, again) == [WAITS] * 4
    p.do(DeclineProposal(proposal=first, reason="Wrong week"))
    assert doubts(p, again) == [""] * 4


def test_what_was_left_out_may_come_again_and_what_was_accepted_is_said(p: Partnership) -> None:
    accept(p, send(p, MAIL), 2, 3)
    assert read(p, MAIL) == {2: ACCEPTED, 3: ACCEPTED}
    now = p.store.clock() + timedelta(days=7)
    p.store.clock = lambda: now
    assert read(p, MAIL) == {3: ACCEPTED}, "on track is next week's answer, the visit is not"


def test_an_earlier_list_is_in_doubt_once_the_later_one_is_accepted(p: Partnership) -> None:
    first, again = send(p, MAIL), send(p, MAIL)
    accept(p, again, 0)
    assert doubts(p, first) == [ACCEPTED, "", "", ""]


def test_the_same_twice_in_one_list(p: Partnership) -> None:
    text = (
        "A-1 done\nA-2 to 8/1/27: no parts\nA-1: done: bins are in\nA-2 to 8 jan: parts\n"
        "A-2 on track\nA-3 on track"
    )
    assert read(p, text) == {2: TWICE, 3: TWICE}
    key = send(p, text)
    assert doubts(p, key) == ["", "", TWICE, TWICE, "", ""]
    accept(p, key, 0, 1, 4, 5)
    assert p.rows(Action, number=1)[0].status == "done"


def test_a_row_in_doubt_may_be_accepted_when_it_is_wanted(p: Partnership) -> None:
    text = "A-3: visited again\nA-3: visited again"
    key = send(p, text)
    assert doubts(p, key) == ["", TWICE]
    accept(p, key, 0, 1)
    assert len(p.rows(ActionUpdate, text="visited again")) == 2
    assert doubts(p, key) == ["", ""], "what was decided is not in doubt"


def test_a_row_that_cannot_be_accepted_says_only_that(p: Partnership) -> None:
    send(p, "A-9 done\nA-1 done")
    assert read(p, "A-9 done\nA-1 done\nA-9 done") == {1: WAITS}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A-1 to 11/12/26: no parts", "A-1 is due on that day already."),
        ("A-1 to 11/12/37: no parts", "Check the year."),
        ("A-1 to 18/11/26: no parts", "is in the past. Choose today or a later day."),
        ("A-1 to 31/11: no parts", "Line 1 names a day that there is not."),
    ],
)
def test_a_date_that_cannot_be_is_named_by_the_rule_itself(p: Partnership, line: str, sentence: str) -> None:
    found = p.store.ask(p.actor, lambda work: pasted.ready(work, line, p.now))
    assert found.steps[0].problem.endswith(sentence)
