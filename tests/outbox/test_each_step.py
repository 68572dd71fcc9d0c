"""The line, the program or the disk goes at the worst moment of each step, and nothing untrue comes of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.line import AddLine
from tasking_app.commands.referral import SetRestricted
from tasking_app.database.errors import Unreachable
from tasking_app.models.action import Action
from tasking_app.models.referral import Referral
from tasking_app.outbox import reaching, sending, telling
from tasking_app.outbox.book import DONE, REFUSED
from tasking_app.outbox.following import SEEN
from tasking_app.records.signing_in import SignIn
from tests.outbox.conftest import post_of, texts
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy, tells_of_commits
from tests.postgres.server import Server
from tests.postgres.world import World

Sit = Callable[[str], Partnership]
Way = Callable[[str], SignIn]


def test_what_cannot_wait_is_not_done_here_when_the_line_goes_before_its_turn(
    own: World, proxy: Proxy, sit: Sit
) -> None:
    jo, meeting, referral = sit("Jo"), own.words["open"], own.words["shop"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "From before")
    post_of(jo).close()
    proxy.heal()
    again = sit("Jo")
    assert post_of(again).standing.waiting == 1
    proxy.refuse()
    with pytest.raises(Unreachable):
        again.do(SetRestricted(referral=referral, restricted=True))
    assert not again.row(Referral, referral).restricted


def test_a_change_of_another_version_of_the_program_holds_nothing_up(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    jo.note(meeting, item, "Said in words of another version")
    jo.note(meeting, item, "Said in words of this one")
    book = post_of(jo).book
    (strange, _) = [one.command.id for one in book.shown()]
    book._file.execute("UPDATE command SET kind = 'SayAloud' WHERE id = ?", (str(strange),))
    post_of(jo).close()
    again = sit("Jo")
    proxy.heal()
    sent = post_of(again).come_back()
    assert sent.count == 1
    assert "Said in words of this one" in texts(helen, meeting)
    (row,) = telling.rows(post_of(again).book)
    assert "Said in words of another version" in row.words
    assert "another version of the program" in row.told
    with pytest.raises(Exception, match="another version"):
        post_of(again).try_one(row.id)
    post_of(again).book._file.execute("UPDATE command SET kind = 'AddLine' WHERE id = ?", (str(strange),))
    post_of(again).close()
    assert post_of(sit("Jo")).standing.waiting == 1  # the version that knows it sends it


def test_what_waits_of_a_disabled_officer_is_not_sent_by_whoever_gets_the_login(
    own: World, proxy: Proxy, sit: Sit, other: Sit, way: Way
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "By whoever sat here before")
    post_of(jo).book.tell("officer", str(own.words["o_Rowan"]))
    post_of(jo).wipe()  # disabled; then the login is given to somebody else
    post_of(jo).close()
    proxy.heal()
    reached = reaching.reach(way("Jo"))
    with closing(reached.store):
        reached.drafts.close()
        assert "another officer" in reached.told
        assert reached.store.come_back().count == 0
    assert "By whoever sat here before" not in texts(helen, meeting)


def test_a_full_server_takes_nothing_and_nothing_is_given_up(
    own: World, server: Server, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    for number in range(3):
        jo.note(meeting, item, f"Waits {number}")
    proxy.heal()
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute(
            "CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$"
        )
        keeper.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON app.line EXECUTE FUNCTION public.full_disk()"
        )
    with pytest.raises(Exception, match="disk of the database server is full"):
        post_of(jo).try_to_come_back()
    assert post_of(jo).book.counts() == (3, 0)
    assert post_of(jo).away
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute("DROP TRIGGER full_disk ON app.line")
    assert post_of(jo).come_back().count == 3
    assert {f"Waits {number}" for number in range(3)} <= set(texts(helen, meeting))


def test_what_may_have_arrived_is_not_called_refused_because_the_copy_cannot_show_it(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, action = sit("Jo"), other("Helen"), own.words["a_bins"]
    before = helen.row(Action, action).success
    edit = Edit(kind="action", row=action, changes=(Change("success", before, "No fires"),))
    post_of(jo).copy.store.write(jo.actor, lambda work: work.session.delete(work.get(Action, action)))
    tells_of_commits(post_of(jo).engine, proxy.orders)
    proxy.lose_answers(1)
    jo.do(edit)
    assert post_of(jo).standing.waiting == 1
    assert post_of(jo).come_back().count == 1
    assert helen.row(Action, action).success == "No fires"


def test_lost_before_there_is_a_copy_it_is_not_sent_behind_anybodys_back(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    post_of(jo).book.tell(SEEN, "")
    proxy.refuse()
    with pytest.raises(Unreachable):
        jo.note(meeting, item, "Said at the very start")
    proxy.heal()
    jo.note(meeting, item, "Said at the very start")  # typed again, since it was told that it did not go
    assert texts(helen, meeting).count("Said at the very start") == 1


def test_sent_again_into_a_line_that_goes_it_waits_with_the_rest(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Once more")
    (one,) = post_of(jo).book.to_send()
    post_of(jo).book.mark(one.command.id, REFUSED, "Not now")
    proxy.heal()
    post_of(jo).come_back()
    tells_of_commits(post_of(jo).engine, proxy.orders)
    proxy.lose_answers(1)
    with pytest.raises(Unreachable):
        post_of(jo).try_one(one.command.id)
    assert post_of(jo).book.counts() == (1, 0)
    post_of(jo).come_back()
    assert post_of(jo).book.state(one.command.id) == DONE
    assert texts(helen, meeting).count("Once more") == 1


def test_what_is_stuck_waits_while_there_is_no_line(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Once more")
    (one,) = post_of(jo).book.to_send()
    post_of(jo).book.mark(one.command.id, REFUSED, "Not now")
    with pytest.raises(Unreachable, match="needs the database"):
        post_of(jo).try_one(one.command.id)
    assert post_of(jo).book.state(one.command.id) == REFUSED


def test_the_copy_follows_on_after_something_nobody_thought_of(
    own: World, sit: Sit, other: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    post, failed = post_of(jo), threading.Event()
    gather = post.copy.gather

    def trips(*args: object) -> object:
        failed.set()
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr("tasking_app.outbox.following.GATHER", 0.05)
    monkeypatch.setattr(post.copy, "gather", trips)
    post.touch()
    assert failed.wait(10)
    monkeypatch.setattr(post.copy, "gather", gather)
    assert post._following._thread.is_alive()
    post.book.tell(SEEN, "")
    helen.note(meeting, helen.item(meeting, "hate"), "Said afterwards")
    post.touch(frozenset({"line"}))
    waited = threading.Event()
    for _ in range(100):
        if post.book.told(SEEN) or waited.wait(0.1):
            break
    assert post.book.told(SEEN)


def test_what_a_server_that_took_over_refuses_is_not_none_lost(
    own: World, server: Server, sit: Sit, other: Sit
) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    lost = AddLine(
        line=new_id(), meeting=meeting, item=jo.item(meeting, "hate"), text="Lost there", at=jo.now
    )
    jo.do(lost)
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute("SET session_replication_role = replica")
        keeper.execute("DELETE FROM app.line WHERE id = %s", (lost.line,))
        keeper.execute("DELETE FROM app.applied WHERE id = %s", (lost.id,))
        keeper.execute("ALTER TABLE app.line ADD CONSTRAINT short CHECK (length(text) < 5) NOT VALID")
    assert post_of(jo).come_back().stuck == 1
    assert post_of(jo).standing.stuck == 1


def test_no_text_is_in_the_log_of_what_was_not_taken(
    own: World, server: Server, proxy: Proxy, sit: Sit, caplog: pytest.LogCaptureFixture
) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    proxy.refuse()
    jo.note(meeting, jo.item(meeting, "hate"), "Nobody reads this in a log")
    proxy.heal()
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute("ALTER TABLE app.line ADD CONSTRAINT short CHECK (length(text) < 20) NOT VALID")
    with caplog.at_level(logging.DEBUG, logger=sending.__name__):
        assert post_of(jo).come_back().stuck == 1
    assert caplog.text
    assert "Nobody reads" not in caplog.text
