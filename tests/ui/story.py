"""A made-up partnership between two meetings: October's minutes approved, November's meeting under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from tasking_app.commands.action import AnswerDone, AnswerMoreTime
from tasking_app.commands.attendance import Mark, ReadStatement
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddDecision
from tasking_app.commands.meeting import ApproveMinutes, CloseMeeting, GoToItem
from tasking_app.database.store import Store
from tasking_app.models.action import Action
from tasking_app.models.meeting import Meeting
from tests.partnership import Partnership, begin

OCTOBER, NOVEMBER = date(2026, 10, 15), date(2026, 11, 19)


@dataclass
class Story:
    """The partnership with the keys of what tests and pictures name."""

    p: Partnership
    last: UUID
    meeting: UUID
    referrals: dict[str, UUID] = field(default_factory=dict)
    actions: dict[str, UUID] = field(default_factory=dict)


@contextmanager
def at(store: Store, moment: datetime) -> Iterator[None]:
    """The store's clock stands at a moment for a while."""
    before = store.clock
    store.clock = lambda: moment
    yield
    store.clock = before


def go_to(p: Partnership, meeting: UUID, item: UUID) -> None:
    """Move a meeting to an item."""
    p.do(GoToItem(meeting=meeting, item=item, seen=p.row(Meeting, meeting).current_item, at=p.now))


def decide(p: Partnership, meeting: UUID, item: UUID, text: str, **more: object) -> UUID:
    """Minute a decision."""
    key = new_id()
    p.do(
        AddDecision(line=new_id(), decision=key, meeting=meeting, item=item, text=text, at=p.now, **more)  # type: ignore[arg-type]  # fields as keywords
    )
    return key


def everybody(p: Partnership, meeting: UUID) -> None:
    """All officers are here, and the statement is read."""
    for officer in p.officers.values():
        p.do(Mark(meeting=meeting, officer=officer, seen="", status="here", at=p.now))
    p.do(ReadStatement(reading=new_id(), meeting=meeting, at=p.now))


def tell(store: Store, *, restricted: bool = False) -> Story:
    """October held and approved; November at its last item, with everything there is to close."""
    p = begin(store)
    with at(store, datetime(2026, 10, 15, 9, 2, tzinfo=UTC)):
        story = _october(p)
    with at(store, datetime(2026, 11, 19, 10, 2, tzinfo=UTC)):
        story.meeting = p.plan(NOVEMBER)
        _november(story, restricted=restricted)
    return story


def _october(p: Partnership) -> Story:
    story = Story(p, p.plan(OCTOBER), new_id())
    titles = (
        ("flat", "Flat 3, Priory Steps", "asb"),
        ("linden", "Young people at Linden Rec", "asb"),
        ("bins", "Bin store fires, Holme Court", "arson"),
        ("shop", "Shop owner, Market Arcade", "hate"),
    )
    for short, title, theme in titles:
        story.referrals[short] = p.refer(title, theme)
        p.place(story.referrals[short], story.last)
    p.start(story.last)
    everybody(p, story.last)
    asb, arson, hate = (p.item(story.last, theme) for theme in ("asb", "arson", "hate"))
    go_to(p, story.last, asb)
    p.note(
        story.last,
        asb,
        "Calls to police fell from 9 to 6 a week. Two neighbours gave statements.",
        story.referrals["flat"],
    )
    story.actions["closure"] = _give(
        story, story.last, asb, "Apply for a closure order", "Council", "flat", date(2026, 10, 30)
    )
    p.note(
        story.last,
        asb,
        "Youth workers were at Linden Rec on Monday, Tuesday and Wednesday evenings, "
        "with 14 young people on average.",
        story.referrals["linden"],
    )
    decide(
        p,
        story.last,
        asb,
        "Leave it on the list and hear it again in November.",
        referral=story.referrals["linden"],
    )
    p.note(story.last, arson, "Three fires since September, all after 21:00.", story.referrals["bins"])
    story.actions["bins"] = _give(
        story,
        story.last,
        arson,
        "Fit lockable bins and move them 6 m from the block",
        "Council",
        "bins",
        date(2026, 11, 27),
        theme="arson",
    )
    story.actions["visit"] = _give(
        story, story.last, hate, "Reassurance visit", "Police", "shop", date(2026, 11, 10), theme="hate"
    )
    p.do(CloseMeeting(meeting=story.last, at=p.now, next_meeting=None))
    p.do(ApproveMinutes(meeting=story.last))
    return story


def _give(
    story: Story,
    meeting: UUID,
    item: UUID,
    text: str,
    agency: str,
    referral: str,
    due: date,
    theme: str = "asb",
) -> UUID:
    return story.p.act(
        text, agency, meeting=meeting, item=item, referral=story.referrals[referral], due=due, theme=theme
    )


def _november(story: Story, *, restricted: bool) -> None:
    p, meeting = story.p, story.meeting
    for short in ("flat", "linden", "bins"):
        p.place(story.referrals[short], meeting)
    if restricted:
        story.referrals["secret"] = p.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim")
        p.place(story.referrals["secret"], meeting)
    p.start(meeting)
    everybody(p, meeting)
    review, asb, arson = p.item(meeting, "review"), p.item(meeting, "asb"), p.item(meeting, "arson")
    go_to(p, meeting, review)
    _hear(story)
    go_to(p, meeting, arson)
    p.note(
        meeting,
        arson,
        "Four bin fires since 15 October, all between 21:00 and 23:00.",
        story.referrals["bins"],
    )
    decide(
        p,
        meeting,
        arson,
        "Treat Holme Court as a priority location until the January meeting.",
        referral=story.referrals["bins"],
    )
    story.actions["letterboxes"] = _give(
        story,
        meeting,
        arson,
        "Arson-proof letterboxes at the 3 highest-risk flats",
        "Fire and rescue",
        "bins",
        date(2026, 12, 11),
        theme="arson",
    )
    go_to(p, meeting, asb)
    p.note(meeting, asb, "@someone visit the two residents who named Person B", story.referrals["flat"])
    decide(p, meeting, asb, "Close the case.", referral=story.referrals["flat"])
    if restricted:
        hate = p.item(meeting, "hate")
        p.note(meeting, hate, "The family moved to the refuge.", story.referrals["secret"])
        p.act(
            "Fit an alarm at the refuge",
            "Police",
            meeting=meeting,
            item=hate,
            theme="hate",
            referral=story.referrals["secret"],
            officer=p.officers["Rowan"],
            share=True,
        )
    go_to(p, meeting, p.item(meeting, "aob"))


def _hear(story: Story) -> None:
    p, meeting = story.p, story.meeting
    visit = p.row(Action, story.actions["visit"])
    p.do(
        AnswerDone(
            update=new_id(),
            outcome=new_id(),
            action=visit.id,
            seen=visit.status,
            at=p.now,
            text="Visited on 9 November.",
            meeting=meeting,
        )
    )
    bins = p.row(Action, story.actions["bins"])
    p.do(
        AnswerMoreTime(
            update=new_id(),
            deferral=new_id(),
            action=bins.id,
            seen=bins.due,
            due=date(2026, 12, 4),
            reason="The contractor missed the date",
            at=p.now,
            meeting=meeting,
        )
    )
