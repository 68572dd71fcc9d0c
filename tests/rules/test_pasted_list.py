"""Lists as people write them in e-mails."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.rules import pasted_list
from tasking_app.rules.quick_line import Move

TODAY = date(2026, 11, 19)
MAIL = """Hi Jo,
here is where we are:

> - A-188: done, bins are in
A 190 - to 12 Dec: contractor missed the date
2) a-201 on track
• Action A‑203 – visited the family twice,
  next visit on Tuesday
A204: dropped. No longer lives there

Kind regards
Marta
"""


def test_a_mail_is_read_line_by_line() -> None:
    found = pasted_list.read(MAIL, TODAY)
    assert [(row.number, row.move, row.due, row.text) for row in found.rows] == [
        (188, Move.DONE, None, "bins are in"),
        (190, Move.MORE_TIME, date(2026, 12, 12), "contractor missed the date"),
        (201, Move.ON_TRACK, None, ""),
        (203, None, None, "visited the family twice, next visit on Tuesday"),
        (204, Move.DROP, None, "No longer lives there"),
    ]
    assert [text for _, text in found.left_out] == [
        "Hi Jo,",
        "here is where we are:",
        "Kind regards",
        "Marta",
    ]


@pytest.mark.parametrize(
    ("line", "move", "text"),
    [
        ("A-5 done", Move.DONE, ""),
        ("A-5 - Complete. Handed over", Move.DONE, "Handed over"),
        ("A-5 until the contractor comes", None, "until the contractor comes"),
        ("A-5 doneness is a word", None, "doneness is a word"),
        ("A-5 ongoing", Move.ON_TRACK, ""),
        ("A-5 to 31/2/27: no such day", Move.MORE_TIME, "31/2/27: no such day"),
        ("A-5", None, ""),
    ],
)
def test_what_a_line_says(line: str, move: Move | None, text: str) -> None:
    row = pasted_list.read(line, TODAY).rows[0]
    assert (row.move, row.text) == (move, text)


@pytest.mark.parametrize("line", ["We met at A-levels", "see A-188 for more", "AA-188 done", "the A1 road"])
def test_a_reference_in_the_middle_is_no_row(line: str) -> None:
    assert pasted_list.read(line, TODAY).rows == ()


@given(st.text(max_size=400))
def test_nothing_pasted_is_an_error_and_no_word_is_lost(text: str) -> None:
    found = pasted_list.read(text, TODAY)
    said = " ".join([*(row.text for row in found.rows), *(line for _, line in found.left_out)])
    kept = "".join(said.split())
    lines = [line.strip() for line in text.splitlines()]
    if not found.rows:
        assert kept == "".join("".join(lines).split())
