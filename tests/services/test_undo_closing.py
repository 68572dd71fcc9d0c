"""Taking back the end of a meeting, and a meeting that was planned by it."""

from __future__ import annotations

import pytest

from tasking_app.commands.base import new_id
from tasking_app.commands.change import Batch
from tasking_app.commands.meeting import CloseMeeting, PlaceReferral, PlanMeeting
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.services import find, home, library, paper_choice, planning
from tests.partnership import TODAY, Partnership


def closed(p: Partnership) -> tuple[Meeting, Meeting, Batch]:
    """A meeting that was closed with a referral not reached, the one planned by that, and the way back."""
    meeting, referral = p.plan(), p.refer()
    p.place(referral, meeting)
    p.start(meeting)
    following = new_id()
    done = p.do(CloseMeeting(meeting=meeting, at=p.now, next_meeting=following))
    assert done.inverse is not None
    return p.row(Meeting, meeting), p.row(Meeting, following), done.inverse


def test_undo_of_closing_takes_the_next_meeting_back_too(partnership: Partnership) -> None:
    p = partnership
    meeting, following, back = closed(p)
    assert len(p.rows(Placing, meeting_id=following.id, withdrawn_at=None)) == 1
    again = p.do(back)
    assert p.row(Meeting, meeting.id).stage == "in_progress"
    assert p.row(Meeting, meeting.id).current_item is not None
    ask = p.store.ask
    assert ask(p.actor, planning.planning).series[0].next_on == following.held_on
    assert {row.id for row in ask(p.actor, library.library).meetings} == {meeting.id}
    assert ask(p.actor, home.next_meeting) == meeting.id
    found = ask(p.actor, find.haystack).search(following.reference)
    assert following.id not in {one.id for one in found}
    with pytest.raises(NotFound, match="no meeting"):
        ask(p.actor, lambda work: paper_choice.meeting(work, "agenda", following.reference))
    assert again.inverse is not None
    p.do(again.inverse)
    assert p.row(Meeting, following.id).reference == following.reference
    assert p.row(Meeting, following.id).withdrawn_at is None
    assert len(p.rows(AgendaItem, meeting_id=following.id, withdrawn_at=None)) >= 5
    assert len(p.rows(Placing, meeting_id=following.id, withdrawn_at=None)) == 1


def test_closing_again_plans_the_next_with_the_same_reference(partnership: Partnership) -> None:
    p = partnership
    meeting, following, back = closed(p)
    p.do(back)
    second = new_id()
    p.do(CloseMeeting(meeting=meeting.id, at=p.now, next_meeting=second))
    assert p.row(Meeting, second).reference == following.reference
    assert len(p.rows(Placing, meeting_id=second, withdrawn_at=None)) == 1


def test_a_next_meeting_somebody_worked_on_stays_and_so_does_the_end(partnership: Partnership) -> None:
    p = partnership
    meeting, following, back = closed(p)
    p.do(PlaceReferral(placing=new_id(), referral=p.refer("Second"), meeting=following.id))
    with pytest.raises(NotAllowed, match="has been worked on since it was planned"):
        p.do(back)
    assert p.row(Meeting, meeting.id).stage == "draft_minutes"
    assert p.row(Meeting, following.id).withdrawn_at is None
    assert len(p.rows(Placing, meeting_id=following.id, withdrawn_at=None)) == 2


def test_a_meeting_planned_by_mistake_is_taken_back(partnership: Partnership) -> None:
    p = partnership
    key = new_id()
    done = p.do(PlanMeeting(meeting=key, series=p.series["MAT"], held_on=TODAY))
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.store.ask(p.actor, home.next_meeting) is None
    assert p.row(Meeting, p.plan()).reference == "MAT-2026-11-19"
