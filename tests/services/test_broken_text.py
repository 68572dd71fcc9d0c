"""Text that no disk takes, and dates nobody meant: a sentence, and what was there stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tasking_app.drafts import Drafts
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.rules.errors import AppError, NotAllowed
from tests.partnership import Partnership

HALF = "Bins \ud83d burned"


def test_half_a_character_is_refused_in_a_sentence(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    with pytest.raises(AppError, match="half a character"):
        p.note(meeting, p.item(meeting, "arson"), HALF)
    assert p.rows(Line) == []
    p.note(meeting, p.item(meeting, "arson"), "Bins \U0001f525 burned")
    assert [row.text for row in p.rows(Line)] == ["Bins \U0001f525 burned"]


def test_half_a_character_stops_nothing_else_that_is_typed_from_being_kept(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "file.db", None)
    drafts.keep("line", HALF, base=HALF)
    drafts.keep("other", "typed after it")
    assert drafts.flush()
    assert drafts.close()
    again = Drafts(tmp_path / "file.db", None)
    assert {one.place: one.text for one in again.all()} == {
        "line": "Bins \N{REPLACEMENT CHARACTER} burned",
        "other": "typed after it",
    }
    again.close()


def test_a_date_beyond_any_plan_is_taken_for_a_slip(partnership: Partnership) -> None:
    with pytest.raises(NotAllowed, match="Check the year"):
        partnership.act(due=date(2062, 12, 11))
    assert partnership.rows(Action) == []
    partnership.act(due=date(2036, 11, 18))
