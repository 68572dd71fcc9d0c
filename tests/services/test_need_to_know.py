"""What is restricted opens for the people on its list, by whichever way it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from tasking_app.commands.referral import SetReaders
from tasking_app.database.work import Actor
from tasking_app.models.referral import NameReading
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import action_list, my_agency, referral_list, text_history
from tests.partnership import Partnership

Opening = Callable[[Partnership, Actor, UUID, UUID], object]

OPENINGS: dict[str, Opening] = {
    "the action": lambda p, who, action, _: action_list.open_restricted(p.store, who, action),
    "the referral": lambda p, who, _, case: referral_list.open_restricted(p.store, who, case),
    "the names": lambda p, who, _, case: referral_list.show_names(p.store, who, case),
}


@pytest.fixture
def case(partnership: Partnership) -> UUID:
    """A restricted referral."""
    return partnership.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim")


@pytest.fixture
def action(partnership: Partnership, case: UUID) -> UUID:
    """An action under it, for an officer who is put on its list."""
    p = partnership
    return p.act(
        "Fit an alarm", "Police", referral=case, theme="hate", officer=p.officers["Rowan"], share=True
    )


def _desk(p: Partnership, name: str) -> Actor:
    return Actor(p.officers[name], p.agencies["Police"], name)


@pytest.mark.parametrize("way", OPENINGS)
def test_who_is_not_on_the_list_opens_nothing(
    partnership: Partnership, case: UUID, action: UUID, way: str
) -> None:
    p = partnership
    with pytest.raises(NotAllowed, match="Only the people on its list read it"):
        OPENINGS[way](p, _desk(p, "Marta"), action, case)
    assert p.rows(NameReading) == [], "a refused opening is no reading"
    OPENINGS[way](p, _desk(p, "Rowan"), action, case)
    assert [one.read_by for one in p.rows(NameReading)] == [p.officers["Rowan"]]


def test_the_tracker_and_my_agency_follow_one_rule(
    partnership: Partnership, case: UUID, action: UUID
) -> None:
    p = partnership
    for name, may in (("Rowan", True), ("Marta", False)):
        who = _desk(p, name)
        mine = p.store.ask(who, partial(my_agency.my_agency, opened=(action,)))
        assert mine is not None
        item = next(one for one in mine.actions if one.row.id == action)
        page = p.store.ask(who, partial(action_list.page, key=action, opened=True))
        referral = p.store.ask(who, partial(referral_list.page, key=case, opened=True))
        assert (item.may_open, page.may_open, referral.may_open) == (may, may, may)
        assert (item.hidden, page.hidden, not referral.opened) == (not may, not may, not may)
        for shown in (item, page, referral):
            assert ("alarm" in str(shown)) is may
    other = p.act("Fit bins", "Police", officer=p.officers["Rowan"])
    assert p.store.ask(_desk(p, "Marta"), partial(action_list.page, key=other)).may_open


def test_who_is_taken_off_the_list_reads_no_more(partnership: Partnership, case: UUID, action: UUID) -> None:
    p = partnership
    read = partial(action_list.page, key=action, opened=True)
    assert not p.store.ask(_desk(p, "Rowan"), read).hidden
    p.do(SetReaders(referral=case, readers=(p.officers["Jo"],)))
    assert p.store.ask(_desk(p, "Rowan"), read).hidden
    assert p.store.ask(_desk(p, "Rowan"), partial(text_history.of_referral, key=case, opened=True)) == ()
