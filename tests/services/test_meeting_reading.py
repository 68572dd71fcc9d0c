"""What is read again of a meeting after a change is what reading all of it would have shown, and is less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tasking_app.commands.action import AddUpdate, AnswerDone
from tasking_app.commands.attendance import AddGuest, Mark
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.line import AddAction, AddDecision, AddLine, FileLine
from tasking_app.commands.meeting import GoToItem
from tasking_app.database.store import Store
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.services.meeting_page import meeting_page
from tasking_app.services.meeting_reading import MeetingReading
from tests.bench.questions import counted
from tests.ui.story import Story, tell

Changes = Callable[[Story], Command]


@pytest.fixture
def story(store: Store) -> Story:
    """A meeting at anti-social behaviour, with a note and an action."""
    made = tell(store)
    go_to(made, "asb")
    item = made.p.item(made.meeting, "asb")
    made.p.note(made.meeting, item, "As it was", made.referrals["flat"])
    made.p.act("Visit the flat", theme="asb", meeting=made.meeting, item=item, line=new_id())
    return made


def go_to(story: Story, what: str) -> None:
    p, meeting = story.p, story.meeting
    seen = p.row(Meeting, meeting).current_item
    p.do(GoToItem(meeting=meeting, item=p.item(meeting, what), seen=seen, at=p.now))


def note(story: Story) -> AddLine:
    """A line under no referral."""
    p, meeting = story.p, story.meeting
    item = p.item(meeting, "asb")
    return AddLine(line=new_id(), meeting=meeting, item=item, text="Said now", at=p.now)


def under_another(story: Story) -> AddLine:
    """A line under a referral that is not on this item: its card comes with it."""
    p, meeting = story.p, story.meeting
    item, shop = p.item(meeting, "asb"), story.referrals["shop"]
    return AddLine(line=new_id(), meeting=meeting, item=item, text="Said of it", at=p.now, referral=shop)


def line_of(story: Story) -> Line:
    (line,) = story.p.rows(Line, text="As it was")
    return line


def decision(story: Story) -> AddDecision:
    p, meeting = story.p, story.meeting
    return AddDecision(
        line=new_id(),
        decision=new_id(),
        meeting=meeting,
        item=p.item(meeting, "asb"),
        text="Go on watching it",
        at=p.now,
    )


def action(story: Story) -> AddAction:
    p, meeting = story.p, story.meeting
    return AddAction(
        action=new_id(),
        theme="asb",
        text="Write to everybody",
        agency=p.agencies["Police"],
        due=p.now.date(),
        at=p.now,
        meeting=meeting,
        item=p.item(meeting, "asb"),
        line=new_id(),
    )


def next_one(story: Story) -> GoToItem:
    p, meeting = story.p, story.meeting
    seen = p.row(Meeting, meeting).current_item
    return GoToItem(meeting=meeting, item=p.item(meeting, "hate"), seen=seen, at=p.now)


CHANGES: dict[str, Changes] = {
    "a note": note,
    "a line under another referral": under_another,
    "a line changed": lambda s: Edit(
        kind="line", row=line_of(s).id, changes=(Change("text", "As it was", "As it is"),)
    ),
    "a line taken away": lambda s: Withdraw(kind="line", row=line_of(s).id),
    "a line put elsewhere": lambda s: FileLine(
        line=line_of(s).id, seen=line_of(s).folder_id, referral=s.referrals["shop"]
    ),
    "a decision": decision,
    "an action": action,
    "an update": lambda s: AddUpdate(
        update=new_id(), action=s.actions["closure"], text="Heard today", at=s.p.now, meeting=s.meeting
    ),
    "an action done": lambda s: AnswerDone(
        update=new_id(),
        outcome=new_id(),
        action=s.actions["bins"],
        seen=s.p.row(Action, s.actions["bins"]).status,
        at=s.p.now,
        meeting=s.meeting,
    ),
    "somebody is here": lambda s: Mark(
        meeting=s.meeting, officer=s.p.officers["Rowan"], seen="here", status="apologies", at=s.p.now
    ),
    "a guest": lambda s: AddGuest(
        attendance=new_id(), meeting=s.meeting, name="Guest Madeup", agency="Canals", at=s.p.now
    ),
    "the next item": next_one,
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("item", ["asb", "review"])
def test_what_is_read_again_is_what_all_of_it_would_show(story: Story, what: str, item: str) -> None:
    p, meeting = story.p, story.meeting
    go_to(story, item)
    reading = MeetingReading()
    p.store.ask(p.actor, reading.whole(meeting, "late"))
    done = p.do(CHANGES[what](story))
    assert done.touched
    again = p.store.ask(p.actor, reading.again(meeting, "late", done.touched))
    assert again == p.store.ask(p.actor, lambda work: meeting_page(work, meeting, "late"))


@pytest.mark.parametrize(("what", "most"), [("a note", 3), ("somebody is here", 4), ("an action", 18)])
def test_little_is_asked_after_what_is_written_all_the_time(story: Story, what: str, most: int) -> None:
    p, meeting = story.p, story.meeting
    reading = MeetingReading()
    p.store.ask(p.actor, reading.whole(meeting, "late"))
    touched = p.do(CHANGES[what](story)).touched
    with counted(p.store.engine) as said:
        p.store.ask(p.actor, reading.again(meeting, "late", touched))
    assert len(said) <= most, said


def test_another_day_or_officer_or_order_is_read_as_a_whole(story: Story) -> None:
    p, meeting = story.p, story.meeting
    go_to(story, "review")
    reading = MeetingReading()
    p.store.ask(p.actor, reading.whole(meeting, "late"))
    again = reading.again(meeting, "agency", frozenset({"attendance"}))
    with counted(p.store.engine) as said:
        assert p.store.ask(p.actor, again) == p.store.ask(
            p.actor, lambda work: meeting_page(work, meeting, "agency")
        )
    assert len(said) > 20
