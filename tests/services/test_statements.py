"""What a screen asks does not take more statements when there is more to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from tasking_app.commands.action import AnswerDone, AnswerDrop, AnswerOnTrack
from tasking_app.commands.attendance import Mark
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddDecision
from tasking_app.commands.meeting import CloseMeeting
from tasking_app.commands.proposal import Propose
from tasking_app.database.files import open_store
from tasking_app.services import action_list, proposal, referral_list
from tests.bench import questions
from tests.conftest import NOW
from tests.partnership import TODAY, Partnership, begin

NAMES = tuple(questions.of_screens(questions.Keys(*(UUID(int=n) for n in range(5)))))


@dataclass
class Kept:
    """A partnership after some meetings, with one to come."""

    p: Partnership
    keys: questions.Keys


@pytest.fixture(scope="module")
def sizes(
    empty_files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Kept, Kept]]:
    """The same kinds of things, a few of them and more of them."""
    folder = tmp_path_factory.mktemp("sizes")
    made = [_kept(empty_files["plain"], folder / f"{much}.db", much) for much in (2, 5)]
    yield made[0], made[1]
    for one in made:
        one.p.store.close()


def _kept(empty: Path, path: Path, much: int) -> Kept:
    path.write_bytes(empty.read_bytes())
    store = open_store(path, None)
    store.clock = lambda: NOW
    p = begin(store)
    for week in range(much, 0, -1):
        store.clock = partial(_weeks_before, week)
        _hold(p, week, much)
    store.clock = lambda: NOW
    p.place(p.refer(), p.plan())
    return Kept(p, store.ask(p.actor, questions.keys))


def _weeks_before(weeks: int) -> datetime:
    return NOW - timedelta(weeks=weeks)


def _hold(p: Partnership, week: int, much: int) -> None:
    """One meeting that was held, with `much` of everything."""
    meeting = p.plan(TODAY - timedelta(weeks=week))
    item = p.item(meeting, "arson")
    referrals = [p.refer(f"Fires in Mill Lane, {week}, {n}") for n in range(2 * much)]
    for referral in referrals:
        p.place(referral, meeting)
    p.start(meeting)
    for officer in p.officers.values():
        p.do(Mark(meeting=meeting, officer=officer, seen="", status="here", at=p.now))
    for n, referral in enumerate(referrals):
        p.note(meeting, item, f"Reports have risen, {n}.", referral)
        p.do(
            AddDecision(
                line=new_id(),
                decision=new_id(),
                meeting=meeting,
                item=item,
                text="Keep watching",
                at=p.now,
                referral=referral,
            )
        )
        _act(p, meeting, item, referral)
    p.do(CloseMeeting(meeting=meeting, at=p.now))


def _act(p: Partnership, meeting: UUID, item: UUID, referral: UUID) -> None:
    """Two actions: one was heard of and goes on, one is done."""
    helping = (p.agencies["Police"],)
    goes_on, done = (
        p.act(meeting=meeting, item=item, referral=referral, line=new_id(), supporting=helping)
        for _ in range(2)
    )
    p.do(AnswerOnTrack(action=goes_on, update=new_id(), seen="not_started", at=p.now, meeting=meeting))
    drop = AnswerDrop(action=goes_on, update=new_id(), seen="under_way", reason="Nobody answers", at=p.now)
    steps = (proposal.step(drop, "Dropped", goes_on),)
    p.do(Propose(proposal=new_id(), series=p.series["MAT"], source="drop", steps=steps))
    p.do(
        AnswerDone(
            action=done,
            update=new_id(),
            outcome=new_id(),
            seen="not_started",
            result="achieved",
            at=p.now,
            meeting=meeting,
        )
    )


@pytest.mark.parametrize("name", NAMES)
def test_more_data_takes_no_more_statements(name: str, sizes: tuple[Kept, Kept]) -> None:
    few, many = (questions.statements(kept.p.store, questions.of_screens(kept.keys)[name]) for kept in sizes)
    assert few
    assert len(many) == len(few), "\n".join(many)


def test_there_is_more_data_in_the_larger_file(sizes: tuple[Kept, Kept]) -> None:
    few, many = (kept.p.store.ask(kept.p.actor, action_list.listing) for kept in sizes)
    assert len(many.rows) > 4 * len(few.rows) > 0
    few_referrals, many_referrals = (kept.p.store.ask(kept.p.actor, referral_list.listing) for kept in sizes)
    assert len(many_referrals.rows) > 4 * len(few_referrals.rows) > 0
