"""How agencies keep what they take away, counted from what happened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerMoreTime
from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import CloseMeeting
from tasking_app.commands.referral import SetRestricted
from tasking_app.models.action import Action
from tasking_app.services import reliability
from tests.partnership import Partnership
from tests.services.paper_story import paper, words


def at(day: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def move(p: Partnership, key: UUID, due: date, why: str) -> None:
    row = p.row(Action, key)
    p.do(
        AnswerMoreTime(
            update=new_id(),
            deferral=new_id(),
            action=row.id,
            seen=row.due,
            due=due,
            reason=why,
            at=p.now,
        )
    )


def done(p: Partnership, key: UUID) -> None:
    row = p.row(Action, key)
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=row.id, seen=row.status, at=p.now))


def played(p: Partnership) -> dict[str, UUID]:
    """A meeting that gave six actions, another one, and a month after the first."""
    meeting = p.plan()
    p.start(meeting)
    item = p.item(meeting, "arson")
    keys = {
        name: p.act(name, agency=agency, meeting=meeting, item=item)
        for name, agency in (
            ("on time", "Council"),
            ("too late", "Council"),
            ("twice", "Police"),
            ("heard", "Police"),
            ("quiet", "Housing"),
        )
    }
    case = p.refer()
    keys["secret"] = p.act("secret", agency="Housing", referral=case, officer=p.officers["Marta"])
    p.do(SetRestricted(referral=case, restricted=True, readers=(p.officers["Marta"],)))
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    p.store.clock = lambda: at(1)
    done(p, keys["on time"])
    move(p, keys["twice"], date(2026, 12, 18), "Snow")
    move(p, keys["twice"], date(2026, 12, 22), "More snow")
    move(p, keys["secret"], date(2026, 12, 22), "Waiting")
    p.store.clock = lambda: at(10)
    second = p.plan(date(2026, 12, 10))
    p.start(second)
    p.do(CloseMeeting(meeting=second, at=p.now))
    p.store.clock = lambda: at(20)
    done(p, keys["too late"])
    p.do(AddUpdate(update=new_id(), action=keys["heard"], text="Visited", at=p.now))
    return keys


def test_counts_by_agency_and_the_ledger(partnership: Partnership) -> None:
    p = partnership
    played(p)
    page = p.store.ask(p.actor, reliability.reliability)
    counts = {
        one.name: (one.open, one.late, one.quiet, one.done, one.on_time, one.moved) for one in page.agencies
    }
    assert counts == {
        "Council": (0, 0, 0, 2, 1, 0),
        "Police": (2, 1, 1, 0, 0, 2),
        "Housing": (2, 1, 2, 0, 0, 1),
    }
    assert [one.share for one in page.agencies if one.name != "Council"] == [None, None]
    assert [(one.text, [move.reason for move in one.moves]) for one in page.ledger] == [
        ("Twice", ["Snow", "More snow"])
    ]
    assert page.left_out == 1
    assert page.sentence == "50 % of 2 finished actions were on time. 2 actions have had their date moved."


def test_the_paper_says_the_same_and_nothing_restricted(partnership: Partnership) -> None:
    p = partnership
    played(p)
    said = words(paper(p, "reliability", None))
    assert "50 % of 2 finished actions were on time." in said
    assert "18 Dec 2026: Snow (Between meetings)" in said
    assert "1 restricted action with a moved date is not listed here." in said
    assert "secret" not in said
    one = words(paper(p, "reliability", None, agency=p.agencies["Council"]))
    assert "No date was moved in this time." in one
    assert "Police" not in one


def test_a_new_file_has_nothing_to_say(partnership: Partnership) -> None:
    page = partnership.store.ask(partnership.actor, reliability.reliability)
    assert (page.agencies, page.ledger) == ((), ())
    assert page.sentence == "No action was finished in the last 12 months."
    said = words(paper(partnership, "reliability", None))
    assert "No agency has had an action in this time." in said
