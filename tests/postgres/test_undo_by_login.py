"""Undo of restricting and of restricted words, each officer by their own login: the server decides again."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest

from tasking_app.commands.change import Batch
from tasking_app.commands.referral import EditRestrictedText, SetReaders, SetRestricted
from tasking_app.database.errors import Denied
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import AppError, NotAllowed, NotFound
from tasking_app.services import referral_list
from tests.partnership import Partnership
from tests.postgres.world import World

Desks = Mapping[str, Partnership]


def title(p: Partnership, key: UUID) -> str:
    if p.row(Referral, key).restricted:
        return referral_list.open_restricted(p.store, p.actor, key).row.title
    return p.row(Referral, key).title


def take_back(p: Partnership, batch: Batch | None) -> Batch | None:
    assert batch is not None
    return p.do(batch).inverse


def test_a_co_ordinator_takes_back_restricting_and_does_it_again(desks: Desks, own: World) -> None:
    jo, rowan, callum = desks["Jo"], desks["Rowan"], desks["Callum"]
    key = jo.refer("Quiet Street", "hate", kind="victim", points=("One", "Two"))
    undo = jo.do(SetRestricted(referral=key, restricted=True, readers=(jo.officers["Rowan"],))).inverse
    assert title(rowan, key) == "Quiet Street"
    with pytest.raises(NotFound):
        title(callum, key)
    redo = take_back(jo, undo)
    assert title(callum, key) == "Quiet Street"
    undo = take_back(jo, redo)
    assert title(rowan, key) == "Quiet Street"
    with pytest.raises(NotFound):
        title(callum, key)
    assert own.people["keeper"].one("SELECT title FROM app.referral WHERE id = %(key)s", {"key": key}) == ""  # type: ignore[arg-type]  # by name
    take_back(jo, undo)
    assert title(callum, key) == "Quiet Street"


def test_whoever_is_on_the_list_takes_back_their_words_and_nobody_else(desks: Desks) -> None:
    jo, helen, rowan = desks["Jo"], desks["Helen"], desks["Rowan"]
    key = jo.refer(
        "Quiet Street",
        "hate",
        kind="victim",
        restricted=True,
        case_officer=jo.officers["Rowan"],
        points=("One",),
    )
    edit = EditRestrictedText(referral=key, field="title", seen="Quiet Street", wanted="Rowan’s words")
    undo = rowan.do(edit).inverse
    redo = take_back(rowan, undo)
    assert title(rowan, key) == "Quiet Street"
    undo = take_back(rowan, redo)
    jo.do(SetReaders(referral=key, readers=(jo.officers["Jo"],)))
    for somebody in (rowan, helen):
        with pytest.raises(AppError):
            take_back(somebody, undo)
    assert title(jo, key) == "Rowan’s words"
    take_back(jo, undo)
    assert title(jo, key) == "Quiet Street"


def test_opening_is_taken_back_only_by_who_is_on_the_list(desks: Desks) -> None:
    jo, helen = desks["Jo"], desks["Helen"]
    key = jo.refer("Quiet Street", "hate", kind="victim", restricted=True)
    undo = jo.do(SetRestricted(referral=key, restricted=False)).inverse
    jo.do(SetRestricted(referral=key, restricted=True))
    with pytest.raises(NotAllowed, match="who may see"):
        take_back(jo, undo)
    jo.do(SetReaders(referral=key, readers=(jo.officers["Jo"],)))
    again = jo.do(SetRestricted(referral=key, restricted=False)).inverse
    with pytest.raises(Denied):
        take_back(helen, again)
    assert not helen.row(Referral, key).restricted
    take_back(jo, again)
    with pytest.raises(NotFound):
        title(helen, key)
    assert title(jo, key) == "Quiet Street"
