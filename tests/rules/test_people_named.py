"""One person of a referral, as somebody types it who looks for what was done about them."""

from __future__ import annotations

import pytest

from tasking_app.rules.people import referral_and_person


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("R-118 Person A", ("R-118", "Person A")),
        ("r118, person b", ("r118", "Person B")),
        ("R-118 aa", ("R-118", "Person AA")),
        ("R-118", None),
        ("A-118 Person A", None),
        ("R-118 Person Anna", None),
        ("Person A", None),
        ("R-118 Person A and more", None),
    ],
)
def test_a_reference_and_a_stand_in(typed: str, found: tuple[str, str] | None) -> None:
    assert referral_and_person(typed) == found
