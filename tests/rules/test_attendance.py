"""Two marks of one person at one meeting become one: the more present one counts, no note is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules.attendance import PRESENCE, Presence, joined

TEN = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
MOMENTS = st.one_of(st.none(), st.integers(0, 120).map(lambda minutes: TEN + timedelta(minutes=minutes)))
MARKS = st.builds(
    Presence,
    status=st.sampled_from(PRESENCE),
    note=st.sampled_from(("", "by phone", "late train")),
    may_decide=st.booleans(),
    came_at=MOMENTS,
    left_at=MOMENTS,
    agreed_at=MOMENTS,
    chaired_from=MOMENTS,
    chaired_until=MOMENTS,
)


@given(MARKS, MARKS)
def test_the_more_present_one_counts_whichever_entry_is_kept(one: Presence, other: Presence) -> None:
    both = joined(one, other)
    assert PRESENCE.index(both.status) == max(PRESENCE.index(one.status), PRESENCE.index(other.status))
    swapped = joined(other, one)
    for name in ("status", "may_decide", "agreed_at", "chaired_from", "chaired_until"):
        assert getattr(both, name) == getattr(swapped, name)
    assert both.may_decide == (one.may_decide or other.may_decide)
    assert all(note in both.note for note in (one.note, other.note))


@given(MARKS)
def test_a_mark_joined_with_itself_or_with_none_stays_as_it_is(one: Presence) -> None:
    turn = {"chaired_until": one.chaired_until if one.chaired_from else None}
    for both in (joined(one, one), joined(Presence(status=""), one)):
        for name in ("status", "note", "may_decide", "came_at", "agreed_at", "chaired_from"):
            assert getattr(both, name) == getattr(one, name) or one.status == ""
        assert both.chaired_until == turn["chaired_until"]


def test_here_twice_came_first_and_left_last() -> None:
    later = TEN + timedelta(minutes=40)
    morning = Presence(status="here", came_at=TEN, left_at=TEN + timedelta(minutes=30))
    again = Presence(status="here", came_at=later, left_at=later + timedelta(minutes=5))
    both = joined(morning, again)
    assert (both.came_at, both.left_at) == (TEN, again.left_at)
    still = joined(morning, Presence(status="here", came_at=later))
    assert (still.came_at, still.left_at) == (TEN, None)
    excused = joined(Presence(status="apologies", left_at=later), morning)
    assert (excused.status, excused.left_at) == ("here", morning.left_at)
