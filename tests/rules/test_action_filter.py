"""What a list of actions is narrowed by: days, views that fit, and words."""

from __future__ import annotations

from datetime import date

import pytest

from tasking_app.rules import action_filter

THURSDAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("late", None, date(2026, 11, 18)),
        ("week", THURSDAY, date(2026, 11, 22)),
        ("fortnight", THURSDAY, date(2026, 12, 3)),
        ("month", date(2026, 12, 1), date(2026, 12, 31)),
        ("", None, None),
    ],
)
def test_the_days_of_a_choice(due: str, first: date | None, last: date | None) -> None:
    assert action_filter.span(due, THURSDAY) == (first, last)


def test_a_status_keeps_only_a_view_that_can_hold_it() -> None:
    assert action_filter.view_with("no_update", "late") == "no_update"
    assert action_filter.view_with("due_soon", "late") == "late"
    assert action_filter.view_with("late", "done") == ""
    assert action_filter.view_with("open", "") == ""


def test_what_is_looked_for_is_said_in_words() -> None:
    said = action_filter.phrase(
        2, status="late", agency="Probation", theme="Hate crime", due="month", objective="1.2", referral="R-7"
    )
    assert said == "late actions of Probation about hate crime under R-7 for objective 1.2 due next month"
    assert action_filter.phrase(1, view="no_update", status="open") == (
        "open action without an update since the last meeting"
    )
