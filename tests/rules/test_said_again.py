"""Two rows that give the same update, however they are typed; and one that only sounds like last week's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules.said_again import is_the_same_list, said

DAY = date(2027, 1, 8)
WORDS = st.lists(st.sampled_from(("visited", "Twice", "no", "answer", "Tür")), min_size=1, max_size=6)
BETWEEN = st.lists(st.sampled_from((" ", "  ", "\n")), min_size=7, max_size=7)


@given(WORDS, BETWEEN, st.booleans(), st.sampled_from(("", ".", "!")))
def test_capitals_spaces_and_a_full_stop_make_no_difference(
    words: list[str], gaps: list[str], upper: bool, end: str
) -> None:
    typed = "".join(gap + word for gap, word in zip(gaps, words, strict=False)) + end
    one = said("AddUpdate", None, " ".join(words))
    assert said("AddUpdate", None, typed.upper() if upper else typed) == one
    assert said("AddUpdate", None, f"{typed} again") != one


@given(WORDS, WORDS)
def test_an_action_ends_once_and_moves_to_a_day_once_whatever_is_said(
    one: list[str], other: list[str]
) -> None:
    for kind, due in (("AnswerDone", None), ("AnswerDrop", None), ("AnswerMoreTime", DAY)):
        assert said(kind, due, " ".join(one)) == said(kind, due, " ".join(other))
    assert said("AnswerMoreTime", DAY, "x") != said("AnswerMoreTime", date(2027, 1, 9), "x")
    assert said("AnswerDone", None, "x") != said("AnswerDrop", None, "x")


@pytest.mark.parametrize(
    ("text", "ago", "same"),
    [
        ("", 5, True),
        ("", 7, False),
        ("No change", 7, False),
        ("Visited twice, nobody opened", 7, True),
        ("Visited twice, nobody opened", 60, True),
        ("Visited twice, nobody opened", 61, False),
    ],
)
def test_next_weeks_answer_is_no_repetition(text: str, ago: int, same: bool) -> None:
    assert is_the_same_list(text, ago) is same
