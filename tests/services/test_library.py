"""The library and the last minutes as records: stages in words, words found, a fixed number of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import event

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import ApproveMinutes, Cancel, PlanMeeting, Postpone
from tasking_app.database.store import Store
from tasking_app.database.work import Work
from tasking_app.models.approval import MinutesPart
from tasking_app.services import last_minutes, library
from tests.guards import without_guards
from tests.services.paper_story import close
from tests.ui.story import Story, tell


@pytest.fixture
def story(store: Store) -> Story:
    return tell(store, restricted=True)


@pytest.fixture
def statements(store: Store) -> Iterator[list[str]]:
    """Every statement sent to the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


def counted(story: Story, statements: list[str], question: Callable[[Work], object]) -> int:
    statements.clear()
    story.p.store.ask(story.p.actor, question)
    return len(statements)


def test_every_stage_is_said_in_words(story: Story) -> None:
    p = story.p
    close(story)
    planned = p.store.ask(p.actor, library.library).meetings[0].id
    p.do(Cancel(meeting=planned, why="Too few people could come"))
    january = new_id()
    p.do(PlanMeeting(meeting=january, series=p.series["MAT"], held_on=date(2027, 1, 21)))
    p.do(Postpone(meeting=january, why="Snow", new_meeting=new_id(), held_on=date(2027, 1, 28)))
    found = p.store.ask(p.actor, library.library)
    assert [one.words for one in found.meetings] == [
        "Planned",
        "Not held, postponed",
        "Not held",
        "Draft, with the chair",
        "Approved",
    ]
    kept = p.store.ask(p.actor, lambda work: library.kept(work, planned))
    assert (kept.why, kept.has_agenda, kept.held) == ("Too few people could come", False, False)


def test_words_are_found_in_notes_actions_and_reasons_but_not_in_restricted_ones(story: Story) -> None:
    p = story.p

    def found(words: str) -> list[str]:
        return [one.text for one in p.store.ask(p.actor, lambda work: library.find(work, words))]

    assert found("BIN fires") == ["Four bin fires since 15 October, all between 21:00 and 23:00."]
    assert found("letterboxes") == ["Arson-proof letterboxes at the 3 highest-risk flats"]
    assert found("refuge") == []
    assert found("100%") == []
    assert found("  ") == []


def test_decisions_and_actions_of_restricted_referrals_are_only_counted(story: Story) -> None:
    p = story.p
    kept = p.store.ask(p.actor, lambda work: library.kept(work, story.meeting))
    assert "Fit an alarm at the refuge" not in [one.text for one in kept.actions]
    assert (kept.left_out, kept.restricted) == (1, 1)


def test_a_record_that_was_tampered_with_is_not_whole(story: Story) -> None:
    p = story.p
    close(story)
    p.do(ApproveMinutes(meeting=story.meeting))
    assert p.store.ask(p.actor, lambda work: library.kept(work, story.meeting)).intact is True

    def tamper(work: Work) -> None:
        """What somebody could do who opens the file with another program."""
        part = work.get(MinutesPart, p.rows(MinutesPart, meeting_id=story.meeting, place=1)[0].id)
        without_guards(work.session.connection(), "minutes_part")
        part.content = part.content.replace("R-", "Q-")

    p.store.write(p.actor, tamper)
    assert p.store.ask(p.actor, lambda work: library.kept(work, story.meeting)).intact is False


def test_questions_do_not_grow_with_what_is_in_a_meeting(story: Story, statements: list[str]) -> None:
    p = story.p
    item = p.item(story.meeting, "arson")
    questions: list[Callable[[Work], object]] = [
        library.library,
        lambda work: library.kept(work, story.meeting),
        lambda work: library.find(work, "fires"),
        lambda work: last_minutes.last_minutes(work, story.meeting),
    ]
    before = [counted(story, statements, question) for question in questions]
    for number in range(12):
        referral = p.refer(f"Fires at place {number}", "arson")
        p.place(referral, story.meeting)
        p.note(story.meeting, item, "More fires.", referral)
        p.act("Look at it", meeting=story.meeting, item=item, referral=referral)
    assert [counted(story, statements, question) for question in questions] == before


def test_the_next_meeting_reads_what_the_last_one_approved(story: Story) -> None:
    p = story.p
    found = p.store.ask(p.actor, lambda work: last_minutes.last_minutes(work, story.meeting))
    assert found is not None
    assert found.meeting == story.last
    assert (found.here, found.here_then, found.frozen, found.may_agree) == (6, 6, True, True)
    assert [one.reference for one in found.arising] == ["A-1", "A-3"]
    paragraph = found.paragraph("6.4")
    assert paragraph is not None
    assert (paragraph.kind, paragraph.reference) == ("decision", "D-1")
    assert p.store.ask(p.actor, lambda work: last_minutes.last_minutes(work, story.last)) is None
