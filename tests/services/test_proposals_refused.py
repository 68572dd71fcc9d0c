"""What could never be accepted is refused when it is asked for, in the words of the refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tasking_app.commands.action import AnswerDrop
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.meeting import AddItem, PlaceReferral
from tasking_app.models.proposal import Proposal
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import NotAllowed
from tests.partnership import Partnership, standing
from tests.services.test_proposals import accept, as_officer, ask, more_time, referral


def test_what_accepting_would_refuse_is_refused_in_the_same_words(partnership: Partnership) -> None:
    p = partnership
    marta = as_officer(p, "Marta", "Housing")
    open_one, closed, meeting, case = p.act(agency="Housing"), p.act("Second"), p.plan(), p.refer()
    drop = AnswerDrop(update=new_id(), action=closed, seen="not_started", reason="Not ours", at=p.now)
    p.do(drop)
    p.place(case, meeting)
    p.do(AddItem(item=new_id(), meeting=meeting, title="Winter patrol plan"))
    refused: list[tuple[str, Command, UUID | None]] = [
        ("more_time", more_time(p, open_one, date(2026, 11, 18)), open_one),
        ("more_time", more_time(p, open_one, date(2126, 11, 18)), open_one),
        ("more_time", more_time(p, open_one, date(2026, 12, 11)), open_one),
        ("more_time", more_time(p, open_one, why="  "), open_one),
        ("more_time", more_time(p, closed), closed),
        ("drop", replace(drop, id=new_id(), action=open_one, reason=""), open_one),
        ("agenda_item", AddItem(item=new_id(), meeting=meeting, title="  "), None),
        ("agenda_item", AddItem(item=new_id(), meeting=meeting, title=" winter  PATROL plan"), None),
        ("referral", referral(p, "Noise", theme="weather"), None),
        ("referral", PlaceReferral(placing=new_id(), referral=case, meeting=meeting), None),
    ]
    before = standing(p)
    for source, command, action in refused:
        with pytest.raises(NotAllowed) as directly:
            p.do(command)
        with pytest.raises(NotAllowed) as asked:
            ask(marta, source, (replace(command, id=new_id()), action))
        assert str(asked.value) == str(directly.value)
    assert p.rows(Proposal) == []
    assert standing(p) == before


def test_trying_out_leaves_nothing_behind(partnership: Partnership) -> None:
    p = partnership
    meeting, made = p.plan(), referral(p, "Motorbikes on Alder Fields")
    before = standing(p)
    place = PlaceReferral(placing=new_id(), referral=made.referral, meeting=meeting)
    key = ask(as_officer(p, "Marta", "Housing"), "referral", (made, None), (place, None))
    after = standing(p)
    assert {name for name in after if after[name] != before[name]} == {"proposal", "proposal_step"}
    p.refer("Another")
    assert [row.number for row in p.rows(Referral)] == [1], "the number that was tried is free again"
    accept(p, key)
    assert len(p.rows(Referral, title="Motorbikes on Alder Fields")) == 1


def test_among_several_rows_the_action_is_named(partnership: Partnership) -> None:
    p = partnership
    first, second = p.act("First"), p.act("Second")
    late = more_time(p, second, date(2026, 11, 18))
    with pytest.raises(NotAllowed, match=r"^A-2: .* is in the past"):
        ask(p, "more_time", (more_time(p, first), first), (late, second))
    stale = more_time(p, first)
    p.do(more_time(p, first, date(2027, 1, 15), "Agreed on the phone"))
    with pytest.raises(NotAllowed, match="A-1 was changed by somebody else meanwhile"):
        ask(p, "more_time", (stale, first))


def test_the_same_item_may_be_asked_for_at_two_meetings(partnership: Partnership) -> None:
    p = partnership
    first, second = p.plan(), p.plan(date(2026, 12, 17))
    for meeting in (first, second):
        ask(p, "agenda_item", (AddItem(item=new_id(), meeting=meeting, title="Winter patrol plan"), None))
    again = AddItem(item=new_id(), meeting=second, title="winter patrol plan")
    with pytest.raises(NotAllowed, match="has asked for this already"):
        ask(p, "agenda_item", (again, None))
