"""The line goes in the middle of a meeting: work goes on, waits, is sent once, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event, Thread
from time import monotonic

import pytest
from sqlalchemy import select

from tasking_app.commands.action import AnswerDrop, AnswerMoreTime, AnswerOnTrack
from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.line import AddLine
from tasking_app.commands.meeting import CloseMeeting, GoToItem
from tasking_app.database.errors import Unreachable
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.approval import Paper
from tasking_app.models.meeting import Meeting
from tasking_app.outbox.book import CLASH, REFUSED, TRIED, WAITING
from tasking_app.outbox.post import DEADLINE
from tasking_app.records.made import Wanted
from tasking_app.services import publish
from tasking_app.services.must_fix import must_fix
from tests.outbox.conftest import post_of, texts
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy, tells_of_commits
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.services.paper_story import words

Sit = Callable[[str], Partnership]
ACTIONS = select(Action.id)


def test_a_line_said_while_the_server_is_away_waits_and_is_sent_once(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    jo.note(meeting, item, "Said while nobody listened")
    assert post_of(jo).away
    assert "Said while nobody listened" in texts(jo, meeting)
    assert "Said while nobody listened" not in texts(helen, meeting)
    with pytest.raises(Unreachable):
        post_of(jo).come_back()
    proxy.heal()
    assert post_of(jo).come_back().count == 1
    assert not post_of(jo).away
    assert texts(helen, meeting).count("Said while nobody listened") == 1
    assert post_of(jo).come_back().count == 0


def test_the_same_field_changed_on_both_sides_stays_with_both_texts(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    key = jo.note(meeting, jo.item(meeting, "hate"), "As it was")
    post_of(jo).refresh()
    proxy.refuse()
    edit = Edit(kind="line", row=key, changes=(Change("text", "As it was", "Said by Jo"),))
    jo.do(edit)
    helen.do(Edit(kind="line", row=key, changes=(Change("text", "As it was", "Said by Helen"),)))
    proxy.heal()
    sent = post_of(jo).come_back()
    assert (sent.count, sent.stuck) == (0, 1)
    (stuck,) = post_of(jo).book.shown()
    assert stuck.state == CLASH
    assert isinstance(stuck.command, Edit)
    assert stuck.command.changes[0].wanted == "Said by Jo"
    assert "Said by Helen" in texts(helen, meeting)
    assert post_of(jo).standing.stuck == 1


def test_another_field_of_the_same_row_merges_by_itself(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, action = sit("Jo"), other("Helen"), own.words["a_bins"]
    before = helen.row(Action, action)
    proxy.refuse()
    jo.do(Edit(kind="action", row=action, changes=(Change("success", before.success, "No fires"),)))
    helen.do(Edit(kind="action", row=action, changes=(Change("resources", before.resources, "Two crews"),)))
    proxy.heal()
    assert post_of(jo).come_back().count == 1
    row = helen.row(Action, action)
    assert (row.success, row.resources) == ("No fires", "Two crews")


def test_undo_takes_what_waits_out_of_the_queue_and_redo_puts_it_back(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    jo.note(meeting, item, "Stays")
    done = jo.do(AddLine(line=new_id(), meeting=meeting, item=item, text="Goes", at=jo.now))
    assert done.inverse is not None
    undone = jo.do(done.inverse)
    assert [one.state for one in post_of(jo).book.shown()] == [TRIED]  # it may have arrived
    assert "Goes" not in texts(jo, meeting)
    assert undone.inverse is not None
    again = jo.do(undone.inverse)
    assert [one.state for one in post_of(jo).book.shown()] == [TRIED, WAITING]
    assert "Goes" in texts(jo, meeting)
    assert again.inverse is not None
    gone = jo.do(again.inverse)
    proxy.heal()
    assert post_of(jo).come_back().count == 1
    assert {"Stays"} == {"Stays", "Goes"} & set(texts(helen, meeting))
    assert gone.inverse is not None
    jo.do(gone.inverse)  # done again once the line is back: the command itself
    assert "Goes" in texts(helen, meeting)


def test_what_was_undone_after_it_was_sent_is_withdrawn_on_the_server(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, action = sit("Jo"), other("Helen"), own.words["a_bins"]
    due, moved = helen.row(Action, action).due, len(helen.rows(Deferral, action_id=action, withdrawn_at=None))
    proxy.refuse()
    done = jo.do(
        AnswerMoreTime(
            update=new_id(),
            deferral=new_id(),
            action=action,
            seen=due,
            due=date(2027, 1, 15),
            reason="The contractor missed the date",
            at=jo.now,
        )
    )
    proxy.heal()
    post_of(jo).come_back()
    assert helen.row(Action, action).due == date(2027, 1, 15)
    assert len(helen.rows(Deferral, action_id=action, withdrawn_at=None)) == moved + 1
    assert done.inverse is not None
    jo.do(done.inverse)
    assert helen.row(Action, action).due == due
    assert len(helen.rows(Deferral, action_id=action, withdrawn_at=None)) == moved


def test_an_action_is_a_new_1_until_it_has_its_number_everywhere(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    jo.agencies = {"Council": own.words["g_Council"]}
    key = jo.act("Visit the shop", series=own.words["series"], meeting=meeting, item=item)
    assert jo.row(Action, key).number == -1
    jo.note(meeting, item, "First line.\nA-new 1 covers it, not A-new 12")
    proxy.heal()
    sent = post_of(jo).come_back()
    number = helen.row(Action, key).number
    assert number > 0
    assert sent.given == {"A-new 1": f"A-{number}"}
    assert f"First line.\nA-{number} covers it, not A-new 12" in texts(helen, meeting)
    assert post_of(jo).book.numbers() == sent.given


def test_a_commit_whose_answer_is_lost_is_not_done_twice(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    tells_of_commits(post_of(jo).engine, proxy.orders)
    proxy.lose_answers(1)
    key = jo.note(meeting, item, "Arrived, unanswered")
    assert proxy.lost == 1
    assert [one.state for one in post_of(jo).book.to_send()] == [TRIED]
    assert texts(helen, meeting).count("Arrived, unanswered") == 1
    helen.do(Edit(kind="line", row=key, changes=(Change("text", "Arrived, unanswered", "Changed since"),)))
    assert post_of(jo).come_back().count == 1
    assert "Changed since" in texts(helen, meeting)
    assert "Arrived, unanswered" not in texts(helen, meeting)


def test_what_waits_from_before_goes_before_what_is_done_now(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    proxy.refuse()
    key = jo.note(meeting, item, "First")
    post_of(jo).close()
    proxy.heal()
    again = sit("Jo")
    again.do(Edit(kind="line", row=key, changes=(Change("text", "First", "Second"),)))
    assert "Second" in texts(helen, meeting)
    assert post_of(again).book.counts() == (0, 0)


def test_what_the_server_refuses_stays_with_its_reason(
    own: World, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, action = sit("Jo"), other("Helen"), own.words["a_bins"]
    status = helen.row(Action, action).status
    proxy.refuse()
    jo.do(
        AnswerOnTrack(update=new_id(), action=action, seen=status, text="Half of the bins are in", at=jo.now)
    )
    dropped = helen.do(
        AnswerDrop(update=new_id(), action=action, seen=status, reason="The block is sold", at=jo.now)
    )
    proxy.heal()
    assert post_of(jo).come_back().stuck == 1
    (stuck,) = post_of(jo).book.shown()
    assert (stuck.state, "closed already" in stuck.told) == (REFUSED, True)
    assert dropped.inverse is not None
    helen.do(dropped.inverse)
    post_of(jo).try_one(stuck.command.id)
    assert post_of(jo).book.shown() == []
    post_of(jo).come_back()
    assert len(helen.rows(ActionUpdate, action_id=action, text="Half of the bins are in")) == 1


def test_a_frozen_line_is_given_up_in_time(own: World, proxy: Proxy, sit: Sit) -> None:
    jo, meeting = sit("Jo"), own.words["open"]
    post = post_of(jo)
    item = jo.item(meeting, "hate")
    proxy.freeze()
    ended = Event()

    def watch() -> None:
        while not ended.wait(0.1):
            post.watch()

    watcher = Thread(target=watch)
    watcher.start()
    began = monotonic()
    jo.note(meeting, item, "Into the void")
    taken = monotonic() - began
    ended.set()
    watcher.join()
    assert post.away
    assert DEADLINE <= taken < DEADLINE + 2
    assert "Into the void" in texts(jo, meeting)


def test_a_server_that_took_over_gets_what_the_lost_one_had(
    own: World, server: Server, sit: Sit, other: Sit
) -> None:
    """The standby never got the last commits: they are offered again, and only they."""
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    item = jo.item(meeting, "hate")
    jo.note(meeting, item, "On both servers")
    lost = AddLine(line=new_id(), meeting=meeting, item=item, text="Only on the lost one", at=jo.now)
    jo.do(lost)
    with server.cluster.as_superuser(own.address.database) as keeper:
        keeper.execute("SET session_replication_role = replica")
        keeper.execute("DELETE FROM app.line WHERE id = %s", (lost.line,))
        keeper.execute("DELETE FROM app.applied WHERE id = %s", (lost.id,))
    assert "Only on the lost one" not in texts(helen, meeting)
    assert post_of(jo).come_back().count == 0
    assert texts(helen, meeting).count("Only on the lost one") == 1
    assert texts(helen, meeting).count("On both servers") == 1


def test_a_meeting_is_closed_without_the_server_and_stands_there_afterwards(
    own: World, server: Server, proxy: Proxy, sit: Sit, other: Sit
) -> None:
    jo, helen, meeting = sit("Jo"), other("Helen"), own.words["open"]
    proxy.refuse()
    for check in jo.store.ask(jo.actor, lambda work: must_fix(work, work.get(Meeting, meeting))):
        if check.row is not None:
            kind = {"no_agency": "line", "no_reason": "decision"}[check.what]
            jo.do(Withdraw(kind=kind, row=check.row))
    for kind in ("arson", "hate"):
        item = jo.item(meeting, kind)
        jo.do(GoToItem(meeting=meeting, item=item, seen=jo.row(Meeting, meeting).current_item, at=jo.now))
        jo.note(meeting, item, f"Last words on {kind}")
    jo.do(CloseMeeting(meeting=meeting, at=jo.now))
    assert jo.row(Meeting, meeting).stage == "draft_minutes"
    assert helen.row(Meeting, meeting).stage == "in_progress"
    made = publish.make(jo.store, jo.actor, Wanted(kind="minutes", meeting=meeting))
    assert "Not yet sent to the database" in words(made)
    publish.note(jo.store, jo.actor, made)  # recorded here before it leaves
    proxy.heal()
    sent = post_of(jo).come_back()
    assert (sent.count, sent.stuck) == (9, 0)
    assert helen.row(Meeting, meeting).stage == "draft_minutes"
    (paper,) = helen.rows(Paper, id=made.paper)
    assert paper.sha256 == made.sha256
    again = publish.make(jo.store, jo.actor, Wanted(kind="minutes", meeting=meeting))
    assert "Not yet sent" not in words(again)
    with server.cluster.as_superuser(own.address.database) as keeper:
        (left,) = keeper.execute("SELECT count(*) FROM audit.log WHERE kind = 'export'").fetchone() or (0,)
        assert left >= 1
        (sealed,) = keeper.execute("SELECT count(*) FROM audit.seal").fetchone() or (0,)
        assert sealed >= 1
