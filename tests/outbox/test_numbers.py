"""What was counted here has the number the database gave, wherever it is spoken of and whatever happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.line import AddLine
from tasking_app.models.action import Action
from tasking_app.outbox.book import REFUSED
from tasking_app.records.signing_in import SignIn
from tests.outbox.conftest import post_of, texts
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World

Sit = Callable[[str], Partnership]
Way = Callable[[str], SignIn]


def act(p: Partnership, own: World, what: str) -> UUID:
    """A new action of the open meeting; its key."""
    p.agencies = {"Council": own.words["g_Council"]}
    meeting = own.words["open"]
    return p.act(what, series=own.words["series"], meeting=meeting, item=p.item(meeting, "hate"))


def test_killed_between_the_answer_and_the_number_the_rest_still_gets_it(
    own: World, proxy: Proxy, sit: Sit, other: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    key = act(jo, own, "Visit the shop")
    jo.note(meeting, jo.item(meeting, "hate"), "A-new 1 covers it")
    proxy.heal()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as now:
        now.setattr("tasking_app.outbox.book.numbered", killed)
        with pytest.raises(KeyboardInterrupt):
            post_of(jo).come_back()
    post_of(jo).close()
    again = sit("Jo")
    sent = post_of(again).come_back()
    number = helen.row(Action, key).number
    assert f"A-{number} covers it" in texts(helen, meeting)
    assert sent.given == {"A-new 1": f"A-{number}"}


def test_over_a_weekend_the_rest_still_gets_the_number(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    key = act(jo, own, "Visit the shop")
    jo.note(meeting, jo.item(meeting, "hate"), "A-new 1 covers it")
    post_of(jo).book.forget_old(jo.now + timedelta(days=3))
    proxy.heal()
    post_of(jo).come_back()
    assert f"A-{helen.row(Action, key).number} covers it" in texts(helen, meeting)
    post_of(jo).book.forget_old(jo.now + timedelta(days=3))
    assert post_of(jo).book.numbers() == {}


def test_done_again_after_coming_back_speaks_of_the_number(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    key = act(jo, own, "Visit the shop")
    done = jo.do(AddLine(line=new_id(), meeting=meeting, item=item, text="See A-new 1", at=jo.now))
    assert done.inverse is not None
    undone = jo.do(done.inverse)
    assert undone.inverse is not None
    proxy.heal()
    post_of(jo).come_back()
    jo.do(undone.inverse)
    assert f"See A-{helen.row(Action, key).number}" in texts(helen, meeting)


def test_taken_back_after_coming_back_with_a_number_in_it(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    line = jo.note(meeting, jo.item(meeting, "hate"), "As it was")
    post_of(jo).refresh()
    proxy.refuse()
    act(jo, own, "Visit the shop")
    done = jo.do(Edit(kind="line", row=line, changes=(Change("text", "As it was", "See A-new 1"),)))
    proxy.heal()
    assert post_of(jo).come_back().stuck == 0
    assert done.inverse is not None
    jo.do(done.inverse)
    assert "As it was" in texts(helen, meeting)


def test_an_action_sent_again_gives_its_number_to_the_rest(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    key = act(jo, own, "Visit the shop")
    (one,) = post_of(jo).book.to_send()
    post_of(jo).book.mark(one.command.id, REFUSED, "Not now")
    proxy.heal()
    post_of(jo).come_back()
    jo.note(meeting, jo.item(meeting, "hate"), "Later")
    sent = post_of(jo).try_one(one.command.id)
    assert sent.given == {"A-new 1": f"A-{helen.row(Action, key).number}"}


def test_lost_again_at_once_an_action_has_the_number_it_was_given(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    key = act(jo, own, "Visit the shop")
    item = jo.item(meeting, "hate")
    proxy.heal()
    post_of(jo).come_back()
    with post_of(jo)._following.asking:  # before the copy is made anew
        proxy.refuse()
        jo.note(meeting, item, "Away again")
    assert post_of(jo).away
    assert jo.row(Action, key).number == helen.row(Action, key).number
    jo.note(meeting, item, "About A-new 1")  # as it was read until a moment ago
    proxy.heal()
    post_of(jo).come_back()
    assert f"About A-{helen.row(Action, key).number}" in texts(helen, meeting)
