"""Values decide: in whatever order edits and undos come, nothing is overwritten silently."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import Batch, Edit
from tasking_app.commands.line import AddAction, SplitLine
from tasking_app.commands.meeting import PlaceReferral
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.models.action import Action
from tasking_app.models.history import TextVersion
from tasking_app.models.line import Line
from tasking_app.models.meeting import Placing
from tasking_app.rules.errors import Clash
from tasking_app.services.carry_out import carry_out
from tests.conftest import NOW
from tests.partnership import Partnership, begin

WORDS = ("one", "two", "three", "four")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("mine"), st.sampled_from(WORDS)),
        st.tuples(st.just("theirs"), st.sampled_from(WORDS)),
        st.tuples(st.just("stale"), st.sampled_from(WORDS)),
        st.tuples(st.just("undo"), st.just("")),
        st.tuples(st.just("redo"), st.just("")),
    ),
    max_size=12,
)


def edit(line: UUID, seen: str, wanted: str) -> Edit:
    return Edit(kind="line", row=line, changes=(Change("text", seen, wanted),))


class Author:
    """Somebody with an undo history of their own, over a line that others edit too."""

    def __init__(self, p: Partnership, line: UUID) -> None:
        self.p, self.line = p, line
        self.back: list[Batch] = []
        self.forward: list[Batch] = []
        self.overwritten: list[str] = []

    def now(self) -> str:
        return self.p.row(Line, self.line).text

    def write(self, seen: str, wanted: str) -> None:
        before = self.now()
        try:
            done = self.p.do(edit(self.line, seen, wanted))
        except Clash:
            assert seen not in (before, wanted)
            assert wanted != before
            assert self.now() == before
            return
        assert self.now() == wanted
        assert before in (seen, wanted)
        if done.inverse is not None:
            self.overwritten.append(before)
            self.back.append(done.inverse)
            self.forward.clear()

    def turn(self, source: list[Batch], target: list[Batch]) -> None:
        if not source:
            return
        before, batch = self.now(), source.pop()
        change = batch.steps[0].changes[0]  # type: ignore[union-attr]  # an edit's inverse puts back
        try:
            done = self.p.do(batch)
        except Clash:
            assert before not in (change.seen, change.wanted)
            assert self.now() == before
            return
        assert self.now() == change.wanted
        if done.inverse is not None:
            self.overwritten.append(before)
            target.append(done.inverse)


def play(store: Store, steps: list[tuple[str, str]]) -> None:
    p = begin(store)
    meeting = p.plan()
    line = p.note(meeting, p.item(meeting, "arson"), "zero")
    me = Author(p, line)
    for what, word in steps:
        if what == "mine":
            me.write(me.now(), word)
        elif what == "stale":
            me.write("never seen", word)
        elif what == "theirs":
            before = me.now()
            if p.do(edit(line, before, word)).inverse is not None:
                me.overwritten.append(before)
        elif what == "undo":
            me.turn(me.back, me.forward)
        else:
            me.turn(me.forward, me.back)
    kept = [row.text for row in p.rows(TextVersion, line_id=line)]
    assert sorted(kept) == sorted(me.overwritten)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order_of_edits_and_undos(
    empty_files: dict[str, Path], tmp_path: Path, steps: list[tuple[str, str]]
) -> None:
    path = tmp_path / f"{new_id()}.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    store = open_store(path, None)
    store.clock = lambda: NOW
    try:
        play(store, steps)
    finally:
        store.close()


def test_undo_of_an_action_in_a_meeting_takes_line_and_mark_back_and_redo_keeps_the_number(
    partnership: Partnership,
) -> None:
    p = partnership
    meeting, referral = p.plan(), p.refer()
    p.do(PlaceReferral(placing=new_id(), referral=referral, meeting=meeting))
    item, key = p.item(meeting, "arson"), new_id()
    done = p.do(
        AddAction(
            action=key,
            theme="arson",
            text="Fit bins",
            agency=p.agencies["Council"],
            due=date(2026, 12, 11),
            at=p.now,
            meeting=meeting,
            item=item,
            referral=referral,
        )
    )
    assert done.inverse is not None
    again = p.do(done.inverse)
    assert p.row(Action, key).withdrawn_at is not None
    assert [row.withdrawn_at is None for row in p.rows(Line, action_id=key)] == [False]
    assert p.rows(Placing, meeting_id=meeting)[0].discussed_at is None
    assert again.inverse is not None
    p.do(again.inverse)
    assert p.row(Action, key).withdrawn_at is None
    assert p.row(Action, key).number == 1
    assert p.row(Action, p.act("Another")).number == 2


def test_a_split_line_joins_again_by_undo(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    line = p.note(meeting, p.item(meeting, "asb"), "First. Second.")
    done = p.do(
        SplitLine(line=line, new_line=new_id(), seen="First. Second.", left="First.", right="Second.")
    )
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Line, line).text == "First. Second."


def test_the_same_command_twice_answers_the_same_and_changes_nothing(partnership: Partnership) -> None:
    p = partnership
    command = AddAction(
        action=new_id(),
        theme="asb",
        text="Visit",
        agency=p.agencies["Police"],
        due=date(2026, 12, 1),
        at=p.now,
        series=p.series["MAT"],
    )
    first = p.do(command)
    second = p.store.write(p.actor, lambda work: carry_out(work, command))
    assert second.again
    assert second.references == first.references
    assert len(p.rows(Action)) == 1
