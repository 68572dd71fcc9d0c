"""No line lands in approved minutes: who writes and who approves at the same time wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting
from tasking_app.commands.partnership import AddSeries
from tasking_app.models.approval import MinutesPart
from tasking_app.models.meeting import AgendaItem
from tests.partnership import Partnership
from tests.postgres.people import Answer
from tests.postgres.world import World

LINE = (
    "INSERT INTO app.line (id, item_id, meeting_id, order_key, kind, text, said_at, folder_id, series_id, "
    "restricted, version) VALUES (%(new)s, %(of)s, %(draft)s, 'zz', 'note', 'Slipped in late', now(), "
    "%(series)s, %(series)s, false, 1)"
)
APPROVE = "UPDATE app.meeting SET stage = 'approved', version = version + 1 WHERE id = %(draft)s"
WAIT = 30


@pytest.fixture
def words(desks: Mapping[str, Partnership], own: World) -> dict[str, Any]:
    """Draft minutes of a meeting with nothing to put right."""
    jo = desks["Jo"]
    series = new_id()
    jo.do(AddSeries(series=series, code="EE", name="Conference"))
    jo.series["EE"] = series
    meeting = jo.plan(jo.store.ask(jo.actor, lambda work: work.today), "EE")
    jo.start(meeting)
    item = jo.rows(AgendaItem, meeting_id=meeting)[0].id
    jo.do(CloseMeeting(meeting=meeting, at=jo.now))
    return {"draft": meeting, "series": series, "of": item, "new": new_id()}


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as made:
        yield made


def waits(own: World, other: Future[Any]) -> None:
    """Wait until somebody waits for a lock; nobody is through by then."""
    keeper, until = own.people["keeper"], monotonic() + WAIT
    while not keeper.one("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        assert not other.done(), other.result()
        assert monotonic() < until


def test_a_line_on_its_way_is_waited_for_and_is_in_the_minutes(
    desks: Mapping[str, Partnership], own: World, words: dict[str, Any], pool: ThreadPoolExecutor
) -> None:
    jo, helen = own.people["Jo"], desks["Helen"]
    with jo.connection.transaction():
        jo.connection.execute(LINE.encode(), words)
        approving = pool.submit(helen.do, ApproveMinutes(meeting=words["draft"]))
        waits(own, approving)
    approving.result(WAIT)
    parts = helen.rows(MinutesPart, meeting_id=words["draft"])
    assert any("Slipped in late" in part.content for part in parts)


def test_a_line_that_comes_while_they_are_approved_is_refused(
    own: World, words: dict[str, Any], pool: ThreadPoolExecutor
) -> None:
    helen, jo = own.people["Helen"], own.people["Jo"]
    with helen.connection.transaction():
        helen.connection.execute(APPROVE.encode(), words)
        adding: Future[Answer] = pool.submit(jo.does, LINE, words)
        waits(own, adding)
    assert adding.result(WAIT).refused == "23000"


def test_who_approves_by_plain_statements_waits_too(
    own: World, words: dict[str, Any], pool: ThreadPoolExecutor
) -> None:
    helen, jo = own.people["Helen"], own.people["Jo"]
    with jo.connection.transaction():
        jo.connection.execute(LINE.encode(), words)
        approving: Future[Answer] = pool.submit(helen.does, APPROVE, words)
        waits(own, approving)
    assert approving.result(WAIT) == Answer("", 1)
    assert jo.does(LINE, {**words, "new": new_id()}).refused == "23000"


def test_no_decision_is_added_to_approved_minutes(own: World) -> None:
    jo = own.people["Jo"]
    words = {**own.words, "new": new_id()}
    answer = jo.tries(
        "INSERT INTO app.decision (id, line_id, number, kind, rationale, folder_id, series_id, restricted, "
        "version) "
        "SELECT %(new)s, l.id, 99, 'agree', '', l.folder_id, l.series_id, l.restricted, 1 FROM app.line l "
        "WHERE l.id = %(old_line)s",
        words,
    )
    assert answer.refused == "23000"
