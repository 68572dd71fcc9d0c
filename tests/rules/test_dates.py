from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasking_app.rules import dates, days
from tasking_app.rules.errors import NotAllowed

TODAY = date(2026, 11, 19)  # a Thursday
NEXT = date(2026, 12, 17)
today = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11 dec", date(2026, 12, 11)),
        ("11 December", date(2026, 12, 11)),
        ("11th dec", date(2026, 12, 11)),
        ("11/12", date(2026, 12, 11)),
        ("11/12/26", date(2026, 12, 11)),
        ("11/12/2027", date(2027, 12, 11)),
        ("11 dec 2027", date(2027, 12, 11)),
        ("3/4", date(2027, 4, 3)),
        ("19 nov", TODAY),
        ("19 oct", date(2027, 10, 19)),
        ("fri", date(2026, 11, 20)),
        ("thu", date(2026, 11, 26)),
        ("Thursday", date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 20)),
        ("end of month", date(2026, 11, 30)),
        ("in 1 day", date(2026, 11, 20)),
        ("in 2 weeks", date(2026, 12, 3)),
        ("in 3 months", date(2027, 2, 19)),
        ("by next", NEXT),
        ("next meeting", NEXT),
    ],
)
def test_what_may_be_typed(typed: str, expected: date) -> None:
    assert dates.read(typed, TODAY, NEXT) == expected
    assert dates.read(f"  {typed.upper()} ", TODAY, NEXT) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31 feb",
        "29 feb",
        "0/1",
        "12/31",
        "99/99/99",
        "next fri",
        "next week",
        "friends",
        "11 dec x",
    ],
)
def test_what_is_not_a_date_says_what_can_be_typed(typed: str) -> None:
    with pytest.raises(NotAllowed, match="Type 11 dec"):
        dates.read(typed, TODAY, NEXT)


@pytest.mark.parametrize("typed", ["18 nov", "20 oct", "1/11/26", "11/12/19", "11 dec 2025"])
def test_a_past_date_is_not_taken(typed: str) -> None:
    with pytest.raises(NotAllowed, match=r"ago|yesterday"):
        dates.read(typed, TODAY, NEXT)


def test_next_is_understood_only_where_there_is_a_next_meeting() -> None:
    with pytest.raises(NotAllowed):
        dates.read("next", TODAY)


@given(st.text(max_size=30), today)
def test_no_text_gives_a_past_date_or_an_error_of_ours(typed: str, day: date) -> None:
    try:
        read = dates.read(typed, day, day + timedelta(days=28))
    except NotAllowed:
        return
    assert read >= day


@given(today, st.integers(0, 340))
def test_a_day_without_a_year_comes_back_as_the_next_such_day(day: date, ahead: int) -> None:
    wanted = day + timedelta(days=ahead)
    assume(wanted <= dates.add_months(day, dates.MONTHS_AHEAD))
    month = days.MONTHS[wanted.month - 1]
    for typed in (
        f"{wanted.day} {month[:3].lower()}",
        f"{wanted.day} {month}",
        f"{wanted.day}/{wanted.month}",
    ):
        assert dates.read(typed, day) == wanted


@given(today, st.integers(0, 3_000))
def test_a_day_with_its_year_comes_back(day: date, ahead: int) -> None:
    wanted = day + timedelta(days=ahead)
    assert dates.read(f"{wanted.day}/{wanted.month}/{wanted.year}", day) == wanted
    assert dates.read(f"{wanted:%d/%m/%y}", day) == wanted


@given(today, st.sampled_from(days.WEEKDAYS))
def test_a_weekday_is_the_next_one_and_never_today(day: date, name: str) -> None:
    read = dates.read(name[:3].lower(), day)
    assert days.WEEKDAYS[read.weekday()] == name
    assert 1 <= (read - day).days <= 7


@given(today, st.integers(0, 999))
def test_months_on_keep_the_day_where_they_can(day: date, months: int) -> None:
    later = dates.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2 nov", date(2026, 11, 2)),
        ("20 sep", date(2026, 9, 20)),
        ("in 8 months", date(2027, 7, 19)),
        ("30 nov", date(2026, 11, 30)),
        ("1/9/2027", date(2027, 9, 1)),
        ("20 sep 2027", date(2027, 9, 20)),
        ("in 2 weeks", date(2026, 12, 3)),
    ],
)
def test_a_day_that_may_lie_in_the_past_is_the_nearest(typed: str, day: date) -> None:
    assert dates.read_either_way(typed, TODAY) == day
