"""Open business carries over by itself, once, with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules.carry_over import CLOSED_REFERRAL, Place, open_business, reason
from tasking_app.rules.meeting import HELD, NOT_HELD, Stage

REFERRAL, MEETING = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 19)

places = st.builds(
    Place,
    referral=st.sampled_from([UUID(int=n) for n in range(1, 4)]),
    meeting=st.uuids(),
    held_on=st.dates(DAY, DAY + timedelta(days=60)),
    stage=st.sampled_from([stage.value for stage in Stage]),
    discussed=st.booleans(),
    deferred=st.sampled_from(["", "hearing not listed yet"]),
    ask_back=st.sampled_from(["", "result of the visit"]),
    left_out=st.sampled_from(["", "moved to January"]),
    referral_status=st.sampled_from(["active", "monitoring", "closed"]),
)


def place(**more: Any) -> Place:
    given: dict[str, Any] = {
        "referral": REFERRAL,
        "meeting": MEETING,
        "held_on": DAY,
        "stage": "draft_minutes",
    }
    return Place(**(given | more))


def test_reasons_in_words() -> None:
    assert reason(place()) == "Carried: not reached on 19 November"
    assert reason(place(deferred="no report")) == "Carried: deferred on 19 November, no report"
    assert reason(place(discussed=True)) is None
    assert reason(place(discussed=True, ask_back="the visit")) == "Back as asked: the visit"
    assert reason(place(stage="postponed")) == "Carried: the meeting of 19 November was not held"
    assert reason(place(left_out="moved")) is None
    assert reason(place(referral_status="closed")) is None


@given(st.lists(places, max_size=12))
def test_each_referral_carries_at_most_once_and_never_a_finished_one(given_places: list[Place]) -> None:
    carried = open_business(given_places)
    keys = [one.referral for one in carried]
    assert len(keys) == len(set(keys))
    for one in carried:
        theirs = [p for p in given_places if p.referral == one.referral]
        over = [p for p in theirs if Stage(p.stage) in HELD or Stage(p.stage) in NOT_HELD]
        assert len(over) == len(theirs)  # none of them waits on an agenda to come
        latest = max(over, key=lambda p: (p.held_on, str(p.meeting)))
        assert latest.referral_status not in CLOSED_REFERRAL
        assert not latest.left_out
        assert not latest.discussed or latest.deferred or latest.ask_back or Stage(latest.stage) in NOT_HELD


@given(st.lists(places, max_size=12))
def test_what_was_not_reached_is_never_lost(given_places: list[Place]) -> None:
    carried = {one.referral for one in open_business(given_places)}
    for key in {p.referral for p in given_places}:
        theirs = [p for p in given_places if p.referral == key]
        waiting = [p for p in theirs if Stage(p.stage) not in HELD and Stage(p.stage) not in NOT_HELD]
        if waiting:
            continue
        latest = max(theirs, key=lambda p: (p.held_on, str(p.meeting)))
        assert (key in carried) == (reason(latest) is not None)
