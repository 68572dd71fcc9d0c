from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.imports.bank_holidays import ListBroken, read
from tasking_app.rules import days

CALENDAR = read((Path(__file__).parents[2] / "resources" / "bank-holidays.toml").read_bytes())
covered = st.dates(date(CALENDAR.first_year, 1, 1), date(CALENDAR.last_year, 12, 31))


def easter(year: int) -> date:
    """The Gregorian computus, to check the list by arithmetic that has nothing to do with it."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def monday(year: int, month: int, *, last: bool = False) -> date:
    first = date(year, month, 1)
    found = first + timedelta(days=-first.weekday() % 7)
    while last and (found + timedelta(days=7)).month == month:
        found += timedelta(days=7)
    return found


def by_the_rules(year: int) -> set[date]:
    christmas = date(year, 12, 25)
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    found |= {monday(year, 5), monday(year, 5, last=True), monday(year, 8, last=True)}
    new_year = date(year, 1, 1)
    found.add(new_year if new_year.weekday() < 5 else monday(year, 1))
    moved = {4: (0, 3), 5: (2, 3), 6: (1, 2)}.get(christmas.weekday(), (0, 1))
    return found | {christmas + timedelta(days=step) for step in moved}


@pytest.mark.parametrize("year", range(CALENDAR.first_year, CALENDAR.last_year + 1))
def test_the_shipped_list_agrees_with_the_rules_it_follows(year: int) -> None:
    assert {day for day in CALENDAR.holidays if day.year == year} == by_the_rules(year)


def test_a_broken_list_says_so() -> None:
    for data in (b"", b"first_year = 2026", b"\xff", b"[holidays]\n2026-13-01 = 'x'"):
        with pytest.raises(ListBroken):
            read(data)


@given(covered)
def test_working_days_before_and_after_are_the_nearest(day: date) -> None:
    before, after = CALENDAR.before(day), CALENDAR.after(day)
    assert before < day < after
    assert CALENDAR.is_working(before)
    assert CALENDAR.is_working(after)
    between = [before + timedelta(days=step) for step in range(1, (after - before).days)]
    assert [one for one in between if CALENDAR.is_working(one)] == ([day] if CALENDAR.is_working(day) else [])


@given(covered, covered)
def test_an_offer_is_a_working_day_that_is_still_to_come(day: date, today: date) -> None:
    offered = CALENDAR.offer(day, today)
    if offered is None:
        assert CALENDAR.is_working(day) or CALENDAR.before(day) < today
    else:
        assert today <= offered < day
        assert CALENDAR.is_working(offered)
        assert CALENDAR.offer_words(day).endswith(f"The working day before is {days.long(offered)}.")


def test_a_day_off_is_named() -> None:
    assert (
        CALENDAR.offer_words(date(2026, 12, 12))
        == "12 December is a Saturday. The working day before is Friday 11 December."
    )
    assert CALENDAR.offer_words(date(2026, 12, 25)) == (
        "25 December is Christmas Day. The working day before is Thursday 24 December."
    )
    assert CALENDAR.offer_words(date(2026, 12, 11)) == ""
    assert not CALENDAR.covers(date(2031, 1, 1))


def test_dates_in_words() -> None:
    day = date(2026, 12, 11)
    assert (days.short(day), days.long(day), days.full(day)) == (
        "Fri 11 Dec",
        "Friday 11 December",
        "Friday 11 December 2026",
    )
    assert [days.away(number) for number in (-8, -1, 0, 1, 22)] == [
        "8 days ago",
        "yesterday",
        "today",
        "tomorrow",
        "in 22 days",
    ]


def test_the_day_in_london_follows_summer_time() -> None:
    assert days.in_london(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert days.in_london(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        days.in_london(datetime(2026, 1, 1))  # noqa: DTZ001 -- the missing zone is what is tested
