"""A write that finds no row says which of three it was: gone, changed by somebody else, or not allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tasking_app.commands.base import changes
from tasking_app.commands.change import Edit
from tasking_app.commands.referral import SetRestricted
from tasking_app.database.errors import Denied, Moved, Overtaken
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tests.partnership import Partnership
from tests.postgres.world import World


def writes(own: World, meanwhile: Callable[[], object]) -> Callable[[Work], None]:
    """An officer of another agency drops an action by a program that does not ask the rules first."""

    def deed(work: Work) -> None:
        row = work.get(Action, own.words["a_letterboxes"])
        meanwhile()
        work.set(row, status="dropped")

    return deed


def nothing() -> None:
    """Nobody did anything meanwhile."""


def test_not_allowed(desks: Mapping[str, Partnership], own: World) -> None:
    marta = desks["Marta"]
    with pytest.raises(Denied, match="You may read this"):
        marta.store.write(marta.actor, writes(own, nothing))


def test_gone(desks: Mapping[str, Partnership], own: World) -> None:
    marta, jo = desks["Marta"], desks["Jo"]

    def restrict() -> None:
        jo.do(SetRestricted(referral=own.words["bins"], restricted=True))

    with pytest.raises(Overtaken, match="no longer there") as caught:
        marta.store.write(marta.actor, writes(own, restrict))
    assert type(caught.value) is Overtaken


def test_changed_is_done_again_and_told_when_it_never_ends(
    desks: Mapping[str, Partnership], own: World
) -> None:
    marta, jo, key = desks["Marta"], desks["Jo"], own.words["a_letterboxes"]
    times = []

    def change() -> None:
        seen = jo.row(Action, key).success
        times.append(seen)
        edit = changes({"success": seen}, {"success": f"{len(times)} flats"})
        jo.do(Edit(kind="action", row=key, changes=edit))

    with pytest.raises(Moved, match="Somebody else changed this"):
        marta.store.write(marta.actor, writes(own, change))
    assert len(times) > 1

    def change_once() -> None:
        if len(times) < 20:
            change()
            times.extend([""] * 20)

    with pytest.raises(Denied, match="You may read this"):
        marta.store.write(marta.actor, writes(own, change_once))
