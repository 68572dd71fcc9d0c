"""Somebody always decides: the last chair or co-ordinator of a series does not go without another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.officer import OfficerLeaves
from tasking_app.commands.partnership import AddOfficer, SetChair
from tasking_app.database.work import Actor
from tasking_app.models.partnership import Chair, Officer, Series
from tasking_app.rules.counting import listed
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import deciding, officer
from tests.partnership import Partnership, standing

LEFT = date(2026, 11, 30)


def decides(p: Partnership, key: UUID) -> frozenset[UUID]:
    actor = Actor(key, p.row(Officer, key).agency_id, "")
    return p.store.ask(actor, deciding.deciding)


def only_jo(p: Partnership) -> UUID:
    """Jo co-ordinates everything, and nobody else decides."""
    for row in p.rows(Chair, withdrawn_at=None):
        if row.officer_id != p.officers["Jo"]:
            p.do(SetChair(series=row.of_series, officer=row.officer_id, part=row.part, wanted=False))
    return p.officers["Jo"]


def colleague(p: Partnership) -> UUID:
    key = new_id()
    p.do(AddOfficer(officer=key, agency=p.agencies["Council"], name="Dana Wheatcroft"))
    return key


def role(p: Partnership, key: UUID, wanted: str) -> Edit:
    return Edit(kind="officer", row=key, changes=(Change("role", p.row(Officer, key).role, wanted),))


def test_the_last_one_is_told_and_does_not_leave_to_nobody(partnership: Partnership) -> None:
    p = partnership
    jo = only_jo(p)
    names = tuple(sorted(row.name for row in p.rows(Series)))
    told = p.store.ask(p.actor, lambda work: officer.leaving(work, jo))
    assert told.only_decides_in == names
    before = standing(p)
    with pytest.raises(NotAllowed) as refused:
        p.do(OfficerLeaves(officer=jo, left_on=LEFT))
    assert str(refused.value) == (
        f"Only Jo Fenwick decides requests in {listed(names)}. Choose who takes over, or name another "
        "chair or co-ordinator first."
    )
    assert standing(p) == before


def test_whoever_takes_over_decides_from_then_on_and_undo_gives_it_back(partnership: Partnership) -> None:
    p = partnership
    jo, dana = only_jo(p), colleague(p)
    for row in p.rows(Chair, officer_id=jo, withdrawn_at=None):  # by the role alone
        p.do(SetChair(series=row.of_series, officer=jo, part=row.part, wanted=False))
    before, all_series = standing(p), decides(p, jo)
    assert decides(p, dana) == frozenset()
    done = p.do(OfficerLeaves(officer=jo, left_on=LEFT, successor=dana))
    assert decides(p, dana) == all_series
    assert done.inverse is not None
    p.do(done.inverse)
    assert standing(p) == before


def test_while_another_one_decides_anybody_may_leave(partnership: Partnership) -> None:
    p = partnership
    helen = p.officers["Helen"]
    assert p.store.ask(p.actor, lambda work: officer.leaving(work, helen)).only_decides_in == ()
    p.do(OfficerLeaves(officer=helen, left_on=LEFT))
    assert p.row(Officer, helen).left_on == LEFT


def test_nor_does_the_last_one_go_by_another_way(partnership: Partnership) -> None:
    p = partnership
    helen, jo = p.officers["Helen"], p.officers["Jo"]
    chairs = [
        row for row in p.rows(Chair, officer_id=jo, withdrawn_at=None) if row.of_series != p.series["MAT"]
    ]
    gone = [SetChair(series=row.of_series, officer=jo, part=row.part, wanted=False) for row in chairs]
    left = Edit(kind="officer", row=jo, changes=(Change("left_on", None, "2026-11-30"),))

    def refused(*commands: Command) -> None:
        for command in commands:
            with pytest.raises(
                NotAllowed, match=r"Only Jo Fenwick decides requests in .*\. Name another chair"
            ):
                p.do(command)

    assert gone
    refused(left, Withdraw(kind="officer", row=jo))
    p.do(role(p, jo, "analyst"))  # still co-ordinates each of the series
    refused(*gone)
    p.do(role(p, jo, "co-ordinator"))
    for command in gone:
        p.do(replace(command, id=new_id()))
    refused(role(p, jo, "analyst"))
    p.do(role(p, helen, "co-ordinator"))
    p.do(replace(left, id=new_id()))
    assert p.row(Officer, jo).left_on == LEFT


@pytest.mark.parametrize(
    ("names", "words"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_names_in_a_row(names: tuple[str, ...], words: str) -> None:
    assert listed(names) == words
