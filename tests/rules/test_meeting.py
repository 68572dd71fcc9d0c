"""Stages, references, rhythms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules import meeting as rule
from tasking_app.rules import order
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.meeting import FOLLOWS, Rhythm, Stage


@given(st.lists(st.sampled_from(list(Stage)), max_size=20))
def test_any_walk_keeps_to_the_table_and_approved_never_goes_back(walk: list[Stage]) -> None:
    now, frozen = Stage.PLANNED, False
    for wanted in walk:
        if wanted in FOLLOWS[now]:
            now = rule.step(now, wanted)
        else:
            with pytest.raises(NotAllowed):
                rule.step(now, wanted)
        if frozen:
            assert now in rule.FROZEN
        frozen = frozen or now in rule.FROZEN


@given(st.integers(0, 30))
def test_references_of_a_day_differ(count: int) -> None:
    taken: set[str] = set()
    for _ in range(min(count, 25)):
        taken.add(rule.reference("MAT", date(2026, 11, 19), taken))
    assert len(taken) == min(count, 25)
    assert not taken or "MAT-2026-11-19" in taken


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(list(Rhythm)))
def test_the_next_day_keeps_its_weekday(day: date, rhythm: Rhythm) -> None:
    following = rule.next_date(rhythm.value, day)
    if rhythm is Rhythm.AS_NEEDED:
        assert following is None
        return
    assert following is not None
    assert following.weekday() == day.weekday()
    assert timedelta(days=6) < following - day < timedelta(days=71)


@given(st.lists(st.integers(0, 30), max_size=40))
def test_there_is_always_room_between_order_keys(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = min(place, len(keys))
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, order.between(before, after))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.integers(0, 500))
def test_spread_keys_are_in_order(count: int) -> None:
    keys = order.spread(count)
    assert keys == sorted(set(keys))
    assert len(keys) == count
