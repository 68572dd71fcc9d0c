"""The end of a meeting: nothing restricted in its list, and the ways back into it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.meeting import AddItem, CloseMeeting, ReopenDraft
from tasking_app.commands.referral import SetReferralStatus
from tasking_app.database.store import Store
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import ending
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.ui.story import decide, go_to, tell


def test_the_list_says_nothing_of_restricted_lines(store: Store) -> None:
    told = tell(store, restricted=True)
    p, hate = told.p, told.p.item(told.meeting, "hate")
    p.note(told.meeting, hate, "@someone meet Zebra at the station", told.referrals["secret"])
    decide(p, told.meeting, hate, "Close, Zebra moved.", kind="close", referral=told.referrals["secret"])
    fix = p.store.ask(p.actor, lambda work: ending.end(work, told.meeting)).fix
    said = " ".join(f"{check.title} {check.detail}" for check in fix)
    assert "Zebra" not in said
    assert said.count("A line of a restricted item, R-5") == 2
    assert "visit the two residents" in said
    assert [check.what for check in fix].count("no_agency") == 2


def test_a_meeting_is_not_reopened_while_another_one_runs(partnership: Partnership) -> None:
    p = partnership
    first, second, review = p.plan(), p.plan(date(2026, 12, 17)), p.plan(date(2026, 12, 18), "APR")
    p.start(first)
    p.do(CloseMeeting(meeting=first, at=p.now))
    p.start(review)
    p.start(second)
    with pytest.raises(NotAllowed, match=r"MAT-2026-12-17 is still in progress. Close it first."):
        p.do(ReopenDraft(meeting=first))
    assert p.row(Meeting, first).stage == "draft_minutes"
    p.do(CloseMeeting(meeting=second, at=p.now))
    p.do(ReopenDraft(meeting=first))
    assert p.row(Meeting, first).stage == "in_progress"


def test_an_item_with_lines_or_that_is_being_heard_stays(partnership: Partnership) -> None:
    p = partnership
    meeting, item = p.plan(), new_id()
    p.do(AddItem(item=item, meeting=meeting, title="Bonfire night"))
    p.start(meeting)
    line = p.note(meeting, item, "It was quiet.")
    with pytest.raises(NotAllowed, match="minuted under this item"):
        p.do(Withdraw(kind="agenda_item", row=item))
    p.do(Withdraw(kind="line", row=line))
    first = p.row(Meeting, meeting).current_item
    go_to(p, meeting, item)
    with pytest.raises(NotAllowed, match="at this item now"):
        p.do(Withdraw(kind="agenda_item", row=item))
    assert p.row(AgendaItem, item).withdrawn_at is None
    assert first is not None
    go_to(p, meeting, first)
    p.do(Withdraw(kind="agenda_item", row=item))
    assert p.row(AgendaItem, item).withdrawn_at is not None


def closing_case(p: Partnership) -> tuple[UUID, UUID, UUID]:
    """A closed meeting with a decision that closed its referral: meeting, referral, decision."""
    meeting, referral = p.plan(), p.refer()
    p.do(SetReferralStatus(referral=referral, seen="referred", status="active"))
    p.do(
        Edit(kind="referral", row=referral, changes=changes({"victim_told": ""}, {"victim_told": "Housing"}))
    )
    p.place(referral, meeting)
    p.start(meeting)
    key = decide(
        p,
        meeting,
        p.item(meeting, "arson"),
        "Close.",
        kind="close",
        rationale="Quiet.",
        referral=referral,
    )
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert p.row(Referral, referral).status == "closed"
    return meeting, referral, key


def test_a_referral_this_meeting_closed_is_open_again_when_it_is_reopened(partnership: Partnership) -> None:
    p = partnership
    meeting, referral, decision = closing_case(p)
    for _ in range(2):
        p.do(ReopenDraft(meeting=meeting))
        row = p.row(Referral, referral)
        assert (row.status, row.reason_closed, row.closed_at) == ("active", "", None)
        p.do(CloseMeeting(meeting=meeting, at=p.now))
        assert p.row(Referral, referral).status == "closed"
    p.do(ReopenDraft(meeting=meeting))
    p.do(Withdraw(kind="decision", row=decision))
    p.do(CloseMeeting(meeting=meeting, at=p.now))
    assert p.row(Referral, referral).status == "active"


def test_a_status_somebody_set_since_stays_when_a_meeting_is_reopened(partnership: Partnership) -> None:
    p = partnership
    meeting, referral, _decision = closing_case(p)
    p.do(SetReferralStatus(referral=referral, seen="closed", status="active", reason="Fires again"))
    p.store.clock = lambda: NOW + timedelta(hours=1)
    p.do(
        SetReferralStatus(
            referral=referral, seen="active", status="closed", reason="Moved away", victim_told="Housing"
        )
    )
    p.do(ReopenDraft(meeting=meeting))
    row = p.row(Referral, referral)
    assert (row.status, row.reason_closed) == ("closed", "Moved away")
