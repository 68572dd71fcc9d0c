"""What may wait for the database and what may not, and what is kept of either."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tasking_app.commands.account import DisableLogin, SetOwnPassword
from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import ApproveMinutes, PlanMeeting
from tasking_app.commands.referral import AddPerson, NewPerson, ReadNames, SetReaders, SetRestricted
from tasking_app.database.errors import Unreachable
from tasking_app.models.action import Action
from tasking_app.models.meeting import Meeting
from tasking_app.services import home, seal
from tasking_app.services.carry_out import COMMANDS
from tests.outbox.conftest import post_of
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World

Sit = Callable[[str], Partnership]
ACTIONS = select(Action.id)


def test_what_cannot_wait_is_refused_and_not_kept(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "One that waits")
    with pytest.raises(Unreachable, match="needs the database"):
        jo.do(PlanMeeting(meeting=new_id(), series=own.words["series"], held_on=date(2027, 1, 21)))
    assert len(post_of(jo).book.shown()) == 1


def test_approving_restricting_accounts_and_seals_need_the_line_and_say_so(
    own: World, proxy: Proxy, sit: Sit
) -> None:
    helen, words = sit("Helen"), own.words
    proxy.refuse()
    helen.store.ask(helen.actor, home.where_to)
    assert post_of(helen).away
    for command in (
        ApproveMinutes(meeting=words["approved"]),
        SetRestricted(referral=words["shop"], restricted=True),
        SetReaders(referral=words["secret"], readers=(words["o_Jo"],)),
        ReadNames(reading=new_id(), referral=words["flat"], what="names", at=helen.now),
        DisableLogin(officer=words["o_Rowan"]),
        SetOwnPassword(verifier="SCRAM-SHA-256$made-up"),
    ):
        with pytest.raises(Unreachable, match="needs the database"):
            helen.do(command)
    with pytest.raises(Unreachable, match="needs the database"):
        seal.make(helen.store, helen.actor)
    assert post_of(helen).book.shown() == []


def test_what_cannot_wait_and_loses_the_line_is_not_sent_later(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    """The person was told that it did not go: it does not go by itself an hour later."""
    jo, helen = sit("Jo"), other("Helen")
    before = len(helen.rows(Meeting))
    proxy.refuse()
    with pytest.raises(Unreachable):
        jo.do(PlanMeeting(meeting=new_id(), series=own.words["series"], held_on=date(2027, 1, 21)))
    assert post_of(jo).away
    assert post_of(jo).book.shown() == []
    proxy.heal()
    post_of(jo).come_back()
    assert len(helen.rows(Meeting)) == before


def test_names_and_restricted_words_are_in_no_outbox(own: World, sit: Sit) -> None:
    jo = sit("Jo")
    person = NewPerson(person=new_id(), identity=new_id(), name="Quentin Madeupname", age=30)
    jo.do(AddPerson(referral=own.words["flat"], person=person))
    jo.do(SetRestricted(referral=own.words["shop"], restricted=True))
    done = post_of(jo).book.done_within(timedelta(hours=1), jo.now)
    assert [type(one.command) for one in done] == [SetRestricted]
    assert "Quentin" not in str(done)


def test_the_list_of_what_waits_is_the_one_in_the_guide() -> None:
    listed = sorted(one.kind.__name__ for one in COMMANDS if one.may_wait)
    print("\n".join(listed))  # noqa: T201  # the guide is written from this list
    guide = Path("docs/shared-database.md").read_text(encoding="utf-8")
    told = re.search(r"<!-- what waits -->(.*?)<!-- end -->", guide, re.DOTALL)
    assert told is not None
    assert sorted(re.findall(r"`(\w+)`", told[1])) == listed


@pytest.mark.parametrize("name", ["Rowan", "Ana", "Gwen"])
def test_whoever_may_sign_in_has_a_copy_of_what_they_may_see(own: World, sit: Sit, name: str) -> None:
    somebody = sit(name)
    kept = post_of(somebody).copy.store.ask(somebody.actor, lambda work: set(work.session.scalars(ACTIONS)))
    there = set(somebody.store.ask(somebody.actor, lambda work: work.session.scalars(ACTIONS).all()))
    assert kept <= there
    assert bool(kept) == bool(there)
