"""Actions between meetings: several at once, opened again, replaced, split, and each taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

import pytest

from tasking_app.commands.action import (
    AnswerDone,
    ChangeActions,
    OneOfSeveral,
    ReopenAction,
    ReplaceAction,
    SplitAction,
)
from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.models.action import Action, ActionUpdate, Deferral, Outcome
from tasking_app.rules.errors import Clash, NotAllowed
from tasking_app.services import action_list
from tasking_app.services.sharing import MustShare
from tests.partnership import Partnership, standing

LATER = date(2027, 1, 15)


def several(p: Partnership, *keys: Any) -> tuple[OneOfSeveral, ...]:
    rows = [p.row(Action, key) for key in keys]
    return tuple(
        OneOfSeveral(
            action=row.id,
            seen_due=row.due,
            seen_agency=row.lead_agency_id,
            update=new_id(),
            deferral=new_id(),
        )
        for row in rows
    )


def test_a_new_date_for_several_with_one_reason(partnership: Partnership) -> None:
    p = partnership
    keys = [p.act(f"Action {n}") for n in range(3)]
    done = p.do(ChangeActions(actions=several(p, *keys), due=LATER, reason="Snow", at=p.now))
    assert {p.row(Action, key).due for key in keys} == {LATER}
    assert [row.reason for row in p.rows(Deferral)] == ["Snow"] * 3
    assert done.inverse is not None
    p.do(done.inverse)
    assert {p.row(Action, key).due for key in keys} == {date(2026, 12, 11)}


def test_another_agency_and_officer_say_so(partnership: Partnership) -> None:
    p = partnership
    key = p.act()
    marta = p.officers["Marta"]
    p.do(
        ChangeActions(
            actions=several(p, key), agency=p.agencies["Housing"], officer=marta, reason="Theirs", at=p.now
        )
    )
    row = p.row(Action, key)
    assert (row.lead_agency_id, row.lead_officer_id) == (p.agencies["Housing"], marta)
    assert p.rows(ActionUpdate)[0].text == "Marta Kowalska, Housing, leads now. Theirs"


def test_all_or_none_and_the_action_is_named(partnership: Partnership) -> None:
    p = partnership
    first, second = p.act(), p.act("Second")
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=second, seen="not_started", at=p.now))
    with pytest.raises(NotAllowed, match=r"^A-2 is closed already"):
        p.do(ChangeActions(actions=several(p, first, second), due=LATER, reason="Snow", at=p.now))
    assert p.row(Action, first).due == date(2026, 12, 11)
    for more in ({"due": LATER, "reason": " "}, {"reason": "Snow"}):
        with pytest.raises(NotAllowed):
            p.do(ChangeActions(actions=several(p, first), at=p.now, **more))
    stale = several(p, first)
    p.do(ChangeActions(actions=stale, due=LATER, reason="Snow", at=p.now))
    with pytest.raises(Clash):
        p.do(ChangeActions(actions=stale, due=date(2027, 2, 1), reason="More snow", at=p.now))


def test_an_agency_that_does_not_see_the_case_is_asked_about(partnership: Partnership) -> None:
    p = partnership
    outside = new_id()
    p.do(AddAgency(agency=outside, name="Harbour Trust", short_name="Harbour"))
    key = p.act(referral=p.refer())
    asked = {"actions": several(p, key), "agency": outside, "reason": "Theirs", "at": p.now}
    with pytest.raises(MustShare):
        p.do(ChangeActions(**asked))  # type: ignore[arg-type]  # fields as keywords
    p.do(ChangeActions(share=True, **asked))  # type: ignore[arg-type]  # fields as keywords
    assert p.row(Action, key).lead_agency_id == outside


def test_opened_again_with_its_outcome_withdrawn(partnership: Partnership) -> None:
    p = partnership
    key = p.act()
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=key, seen="not_started", at=p.now))
    again: dict[str, Any] = {
        "action": key,
        "seen": "done",
        "update": new_id(),
        "deferral": new_id(),
        "at": p.now,
    }
    with pytest.raises(NotAllowed, match="Say why"):
        p.do(ReopenAction(reason="", **again))
    done = p.do(ReopenAction(reason="It broke", due=LATER, **again))
    row = p.row(Action, key)
    assert (row.status, row.due, row.closed_at) == ("under_way", LATER, None)
    assert p.rows(Outcome)[0].withdrawn_at is not None
    assert p.rows(Deferral)[0].reason == "Opened again. It broke"
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Action, key).status == "done"
    assert p.rows(Outcome)[0].withdrawn_at is None


def test_replaced_names_the_new_one(partnership: Partnership) -> None:
    p = partnership
    case = p.refer()
    key, new = p.act(referral=case, objective="1.2"), new_id()
    command = ReplaceAction(
        action=key,
        seen="not_started",
        update=new_id(),
        new_action=new,
        text="Brick the bin store up",
        agency=p.agencies["Housing"],
        due=LATER,
        reason="Bins were taken",
        at=p.now,
    )
    done = p.do(command)
    old, made = p.row(Action, key), p.row(Action, new)
    assert (old.status, old.replaced_by, made.folder_id, made.objective) == ("replaced", new, case, "1.2")
    assert p.rows(ActionUpdate)[0].text == "Replaced by A-2. Bins were taken"
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Action, key).status == "not_started"
    assert p.row(Action, new).withdrawn_at is not None


def test_split_makes_two(partnership: Partnership) -> None:
    p = partnership
    key, new = p.act("Fit bins and light the path"), new_id()
    p.do(
        SplitAction(
            action=key,
            seen_text="Fit bins and light the path",
            text="Fit bins",
            update=new_id(),
            new_action=new,
            new_text="Light the path",
            agency=p.agencies["Police"],
            due=LATER,
            at=p.now,
        )
    )
    assert (p.row(Action, key).text, p.row(Action, key).short_text) == ("Fit bins", "Fit bins")
    assert p.row(Action, new).text == "Light the path"
    assert p.rows(ActionUpdate)[0].text == "Split: the other part is A-2."


def test_giving_several_to_the_agency_that_leads_keeps_its_officer(partnership: Partnership) -> None:
    p = partnership
    helen = p.officers["Helen"]
    mine, theirs = p.act(officer=helen), p.act("Second", "Police")
    p.do(
        ChangeActions(
            actions=several(p, mine, theirs), agency=p.agencies["Council"], reason="One team", at=p.now
        )
    )
    assert p.row(Action, mine).lead_officer_id == helen
    assert p.row(Action, theirs).lead_agency_id == p.agencies["Council"]


def test_an_officer_named_meanwhile_is_not_written_over(partnership: Partnership) -> None:
    p = partnership
    key = p.act("Walk the wards", "Housing", officer=p.officers["Marta"])
    stale = (replace(several(p, key)[0], seen_officer=p.officers["Helen"]),)
    with pytest.raises(Clash):
        p.do(ChangeActions(actions=stale, agency=p.agencies["Police"], reason="Nearer", at=p.now))
    assert p.row(Action, key).lead_officer_id == p.officers["Marta"]


WHAT = tuple(
    combination for many in (1, 2, 3) for combination in combinations(("due", "agency", "officer"), many)
)


@pytest.mark.parametrize("what", WHAT, ids="+".join)
def test_the_history_tells_all_that_was_changed_together(
    partnership: Partnership, what: tuple[str, ...]
) -> None:
    p = partnership
    key = p.act(officer=p.officers["Helen"])
    agency = p.agencies["Housing"] if "agency" in what else None
    officer = p.officers["Marta" if agency else "Jo"] if "officer" in what else None
    due = LATER if "due" in what else None
    command = ChangeActions(
        actions=several(p, key), due=due, agency=agency, officer=officer, reason="Snow", at=p.now
    )
    before = standing(p)
    done = p.do(command)
    told = p.store.ask(p.actor, partial(action_list.page, key=key)).happenings
    lead = {
        (True, True): "Marta Kowalska, Housing, leads now. Snow",
        (True, False): "Housing leads now. Snow",
        (False, True): "Jo Fenwick leads now. Snow",
    }.get(("agency" in what, "officer" in what))
    moved = "New date Fri 15 Jan instead of Fri 11 Dec. Snow" if "due" in what else None
    expected = {("given", lead), ("moved", moved)} - {("given", None), ("moved", None)}
    assert {(one.kind, one.text) for one in told if one.kind != "agreed"} == expected
    assert len(told) == len(expected) + 1
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before
