import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules.figures import (
    NO_SOURCE,
    NOTHING_LOADED,
    Change,
    Direction,
    for_theme,
    month_name,
    months_back,
)
from tasking_app.rules.theme import BY_CODE

ASB, DAMAGE = "Anti-social behaviour", "Criminal damage and arson"


def test_the_latest_month_stands_against_last_year_and_last_month() -> None:
    counts = {"2025-10": {ASB: 14}, "2026-09": {ASB: 8}, "2026-10": {ASB: 9, DAMAGE: 3}}
    got = for_theme(BY_CODE["asb"], counts)
    assert got.sentence == "9 in October 2026, down 36% on October 2025 (14)"
    assert got.last_month_sentence == "Up 13% on September 2026 (8)"
    assert got.history == (None,) * 10 + (8, 9)


def test_criminal_damage_and_arson_is_shown_as_that_and_never_as_arson() -> None:
    counts = {"2026-10": {DAMAGE: 3}}
    damage = for_theme(BY_CODE["damage"], counts)
    assert (
        damage.labelled_sentence
        == "Criminal damage and arson: 3 in October 2026, no figures for October 2025"
    )
    arson = for_theme(BY_CODE["arson"], counts)
    assert (arson.sentence, arson.known, arson.label) == (NO_SOURCE, False, "")


@pytest.mark.parametrize("code", ["arson", "hate", "cohesion"])
def test_a_theme_without_a_source_says_so(code: str) -> None:
    got = for_theme(BY_CODE[code], {"2026-10": {ASB: 1}})
    assert got.labelled_sentence == "No figures from this source"
    assert got.last_month_sentence == ""


def test_before_anything_is_loaded_nothing_is_counted() -> None:
    assert for_theme(BY_CODE["asb"], {}).sentence == NOTHING_LOADED


def test_a_loaded_month_without_the_category_counts_as_none() -> None:
    got = for_theme(BY_CODE["asb"], {"2025-10": {}, "2026-10": {ASB: 1_234}})
    assert got.sentence == "1,234 in October 2026, up from none in October 2025"


@pytest.mark.parametrize(
    ("now", "was", "words"),
    [
        (9, 14, "down 36% on October 2025 (14)"),
        (14, 14, "the same as in October 2025"),
        (0, 0, "the same as in October 2025"),
        (0, 5, "down 100% on October 2025 (5)"),
        (3, 2, "up 50% on October 2025 (2)"),
        (1_001, 1_000, "up less than 1% on October 2025 (1,000)"),
        (5, 0, "up from none in October 2025"),
        (5, None, "no figures for October 2025"),
    ],
)
def test_changes_in_words(now: int, was: int | None, words: str) -> None:
    assert Change(month="2025-10", now=now, was=was).words == words


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_direction_and_the_size_agree_with_the_numbers(now: int, was: int) -> None:
    change = Change(month="2025-10", now=now, was=was)
    assert (change.direction is Direction.UP) == (now > was)
    assert (change.direction is Direction.DOWN) == (now < was)
    if was:
        assert change.percent is not None
        assert abs(change.percent - 100 * abs(now - was) / was) <= 0.5


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(0, 500), st.integers(0, 500))
def test_months_are_counted_over_years(year: int, month: int, some: int, more: int) -> None:
    start = f"{year}-{month:02}"
    assert months_back(start, 12) == f"{year - 1}-{month:02}"
    assert months_back(months_back(start, some), more) == months_back(start, some + more)
    assert month_name(start).endswith(str(year))
