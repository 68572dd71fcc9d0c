"""One referral through one meeting: planned, started, minuted, acted on, closed, approved, agreed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from tasking_app.commands.attendance import Mark, ReadStatement
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddDecision
from tasking_app.commands.meeting import AddCorrection, AgreeMinutes, ApproveMinutes, CloseMeeting, GoToItem
from tasking_app.models.action import Action
from tasking_app.models.approval import MinutesPart
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import approval, ending
from tests.partnership import Partnership


def held(p: Partnership) -> tuple[UUID, UUID, UUID]:
    """A meeting with one referral minuted, decided and acted on, ready to close."""
    meeting = p.plan()
    referral = p.refer()
    p.place(referral, meeting)
    p.start(meeting)
    item = p.item(meeting, "arson")
    p.do(Mark(meeting=meeting, officer=p.officers["Helen"], seen="", status="here", at=p.now))
    p.do(ReadStatement(reading=new_id(), meeting=meeting, at=p.now))
    p.do(GoToItem(meeting=meeting, item=item, seen=p.row(Meeting, meeting).current_item, at=p.now))
    p.note(meeting, item, "Four bin fires since October.", referral)
    p.do(
        AddDecision(
            line=new_id(),
            decision=new_id(),
            meeting=meeting,
            item=item,
            text="Treat Holme Court as a priority.",
            at=p.now,
            referral=referral,
        )
    )
    p.act(meeting=meeting, item=item, referral=referral)
    return meeting, referral, item


def test_from_the_agenda_to_agreed_minutes(partnership: Partnership) -> None:
    """The whole life of one meeting, with its references, its parts and its correction."""
    p = partnership
    meeting, referral, item = held(p)
    p.do(CloseMeeting(meeting=meeting, at=p.now + timedelta(hours=2), next_meeting=new_id()))
    assert p.row(Meeting, meeting).stage == "draft_minutes"
    assert p.row(Meeting, meeting).reference == "MAT-2026-11-19"
    following = p.rows(Meeting, stage="planned")
    assert [one.held_on for one in following] == [date(2026, 12, 17)]

    p.do(ApproveMinutes(meeting=meeting))
    assert p.store.ask(p.actor, lambda w: approval.intact(w, w.get(Meeting, meeting)))
    parts = p.rows(MinutesPart, meeting_id=meeting)
    assert len(parts) == 2
    stored = p.store.ask(p.actor, lambda w: approval.stored(w, w.get(Meeting, meeting)))
    lines = stored.referrals[0].lines
    assert [line.kind for line in lines] == ["note", "decision", "action"]
    assert lines[1].reference == "D-1"
    assert lines[2].reference == "A-1"
    with pytest.raises(NotAllowed, match="approved"):
        p.note(meeting, item, "Too late.")

    p.start(following[0].id)
    part = next(one for one in parts if one.folder_id == referral)
    p.do(
        AddCorrection(
            correction=new_id(),
            meeting=meeting,
            part=part.id,
            paragraph=lines[0].paragraph,
            it_says=lines[0].text,
            should_read="Five bin fires since October.",
            asked_in=following[0].id,
        )
    )
    p.do(AgreeMinutes(meeting=meeting, agreed_in=following[0].id))
    assert p.row(Meeting, meeting).stage == "agreed"
    beside = p.store.ask(p.actor, lambda w: approval.corrections(w, meeting))
    assert [one.should_read for one in beside] == ["Five bin fires since October."]
    assert p.store.ask(p.actor, lambda w: approval.intact(w, w.get(Meeting, meeting)))


def test_what_was_not_reached_carries_over(partnership: Partnership) -> None:
    """A referral nobody minuted comes back by itself with the reason."""
    p = partnership
    meeting = p.plan()
    referral = p.refer()
    p.place(referral, meeting)
    early = p.plan(date(2026, 12, 17))
    p.start(meeting)
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    placed = p.rows(Placing, meeting_id=early, withdrawn_at=None)
    assert [(one.referral_id, one.reason) for one in placed] == [
        (referral, "Carried: not reached on 19 November")
    ]


def test_a_decision_to_close_has_to_be_put_right_first(partnership: Partnership) -> None:
    """Closing a case without a reason or a word to the victim keeps the meeting open."""
    p = partnership
    meeting, referral, item = held(p)
    p.do(
        AddDecision(
            line=new_id(),
            decision=new_id(),
            meeting=meeting,
            item=item,
            text="Close it.",
            at=p.now,
            referral=referral,
        )
    )
    end = p.store.ask(p.actor, lambda w: ending.end(w, meeting))
    assert {check.what for check in end.fix} == {"no_reason", "victim"}
    with pytest.raises(NotAllowed, match="before the meeting closes"):
        p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert p.row(Meeting, meeting).stage == "in_progress"


def test_an_undone_action_is_withdrawn_and_its_number_not_used_again(partnership: Partnership) -> None:
    """Undo takes it off screens; the next one gets the next number."""
    p = partnership
    meeting, _referral, item = held(p)
    key = p.act("Second", meeting=meeting, item=item)
    last = p.row(Action, key)
    assert last.number == 2
    third = p.act("Third", meeting=meeting, item=item)
    assert p.row(Action, third).number == 3
