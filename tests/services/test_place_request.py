"""A place on the next agenda: taken by who decides, asked for by everybody else, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tasking_app.commands.meeting import PlaceReferral
from tasking_app.commands.proposal import AcceptProposal, Propose
from tasking_app.database.work import Actor
from tasking_app.models.meeting import Placing
from tasking_app.services import place_request
from tests.partnership import Partnership


def test_who_decides_places_it(partnership: Partnership) -> None:
    p = partnership
    meeting, referral = p.plan(), p.refer()
    command = p.store.ask(p.actor, lambda work: place_request.ready(work, referral))
    assert isinstance(command, PlaceReferral)
    p.do(command)
    assert [one.meeting_id for one in p.rows(Placing, referral_id=referral)] == [meeting]


def test_an_attendee_asks_for_it_and_the_chair_accepts(partnership: Partnership) -> None:
    p = partnership
    p.plan()
    other, referral = p.plan(date(2027, 1, 21)), p.refer()
    rowan = replace(p, actor=Actor(p.officers["Rowan"], p.agencies["Police"], "Rowan"))
    command = p.store.ask(rowan.actor, lambda work: place_request.ready(work, referral, other))
    assert isinstance(command, Propose)
    assert "Thursday 21 January" in command.steps[0].words
    rowan.do(command)
    assert not p.rows(Placing, referral_id=referral)
    p.do(AcceptProposal(proposal=command.proposal, steps=(command.steps[0].step,)))
    assert [one.meeting_id for one in p.rows(Placing, referral_id=referral)] == [other]


def test_without_a_meeting_there_is_no_place(partnership: Partnership) -> None:
    p = partnership
    referral = p.refer()
    assert p.store.ask(p.actor, lambda work: place_request.ready(work, referral)) is None
