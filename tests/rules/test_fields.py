"""Every field that can be named in a sentence is named in words."""

from __future__ import annotations

import pytest

from tasking_app.rules import fields, meeting, referral
from tasking_app.rules.action import check_text
from tasking_app.rules.errors import Clash, FieldClash, NotAllowed
from tasking_app.services.edit import EDITABLE, NEEDED


def test_every_field_people_may_edit_has_its_words() -> None:
    nameless = {name for names in EDITABLE.values() for name in names if name not in fields.WORDS}
    assert nameless == set()
    assert set(fields.WORDS) >= NEEDED
    assert not [words for words in fields.WORDS.values() if "_" in words or words != words.strip()]


def test_a_clash_names_each_field_once() -> None:
    both = tuple(FieldClash(name, "", "a", "b") for name in ("lead_agency_id", "place", "area"))
    said = str(Clash("referral", None, both))
    assert said == "Somebody else has changed the lead agency and the place. Both are kept: choose one."


def test_what_does_not_change_by_itself_says_what_to_do() -> None:
    assert fields.stays("action", "due") == (
        "The date does not change by itself. Give the action more time instead, with the reason."
    )
    assert "Add a new entry" in fields.stays("action", "raised_on")


def test_what_was_emptied_is_named() -> None:
    assert fields.empty("short_name") == ("The short name cannot be empty. Type it, or leave it as it was.")


def test_a_step_that_may_not_follow_says_which_may() -> None:
    with pytest.raises(NotAllowed, match="It can become “approved by the chair” or “in progress”"):
        meeting.step("draft_minutes", meeting.Stage.CANCELLED)
    with pytest.raises(NotAllowed, match="It stays as it is"):
        meeting.step("agreed", meeting.Stage.PLANNED)
    with pytest.raises(NotAllowed, match="It can become “open”"):
        referral.check_step("closed", "escalated", "", victim_told="", victim_not_told="")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("fit lockable bins", "Fit lockable bins"),
        ("  visit, then write ", "Visit, then write"),
        ("re-open the case", "Re-open the case"),
        ("élan Vital to report", "Élan Vital to report"),
        ("iPads back to the school", "iPads back to the school"),
        ("CCTV at the arcade", "CCTV at the arcade"),
        ("3 more patrols", "3 more patrols"),
        ("r-147 to be heard", "r-147 to be heard"),
        ("police.uk figures", "police.uk figures"),
        ("x", "X"),
    ],
)
def test_an_action_begins_with_a_capital_and_keeps_the_rest(typed: str, kept: str) -> None:
    assert check_text(typed) == kept


def test_an_action_without_words_is_not_kept() -> None:
    with pytest.raises(NotAllowed):
        check_text("  ")
