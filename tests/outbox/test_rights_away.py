"""While the line is down no policy looks after what a computer keeps: the rules of access are asked there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tasking_app.commands.action import AddUpdate, AnswerMoreTime
from tasking_app.commands.base import Command, new_id
from tasking_app.models.action import Action
from tasking_app.rules import access, refusal
from tasking_app.rules.access import Group, Viewer
from tasking_app.rules.errors import NotYours
from tests.outbox.conftest import post_of
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World

Sit = Callable[[str], Partnership]


def asked(p: Partnership, own: World) -> list[tuple[Command, str]]:
    """What an officer of the police may not do, with why."""
    key = own.words["a_letterboxes"]
    due = p.row(Action, key).due
    later = AnswerMoreTime(
        update=new_id(), deferral=new_id(), action=key, seen=due, due=due, reason="x", at=p.now
    )
    update = AddUpdate(update=new_id(), action=key, text="Not ours", at=p.now)
    return [(update, refusal.UPDATE), (later, refusal.DECIDED)]


def refused(p: Partnership, own: World) -> None:
    assert post_of(p).away
    for command, why in asked(p, own):
        with pytest.raises(NotYours, match=why):
            p.do(command)
    with pytest.raises(NotYours, match=refusal.MINUTES):
        p.note(own.words["open"], own.words["item"], "Not mine to write")
    assert post_of(p).book.counts()[0] == 0


def test_what_is_not_ones_own_is_refused_and_does_not_wait(own: World, proxy: Proxy, sit: Sit) -> None:
    rowan = sit("Rowan")
    proxy.refuse()
    rowan.store.ask(rowan.actor, lambda work: work.today)
    post_of(rowan).begin_away()
    refused(rowan, own)


def test_also_after_a_start_without_the_database(own: World, proxy: Proxy, sit: Sit) -> None:
    post_of(sit("Rowan")).close()
    proxy.refuse()
    refused(sit("Rowan"), own)


def test_who_decides_goes_on(own: World, proxy: Proxy, sit: Sit) -> None:
    jo = sit("Jo")
    proxy.refuse()
    jo.note(own.words["open"], own.words["item"], "Said while nobody listened")
    assert post_of(jo).book.counts()[0] == 1


def test_rights_are_read_as_they_were_written() -> None:
    who = Viewer(new_id(), new_id(), Group.ANALYST, frozenset({new_id(), new_id()}))
    assert access.read(access.written(who), who.officer) == who
    assert access.read(access.written(who), new_id()) is None
    assert access.read(access.written(None), who.officer) is None
