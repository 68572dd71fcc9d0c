"""Keys of half-typed texts, read back in words."""

from __future__ import annotations

from uuid import UUID

import pytest

from tasking_app.rules import typed_place

ROW, ME = UUID(int=7), UUID(int=8)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (f"new:{ROW}", "Minutes"),
        (f"edit:referral:{ROW}:title", "A change, title"),
        (f"edit:meeting:{ROW}:held_on", "A change, day"),
        (f"end:{ROW}:closed:not_told", "A step of a referral, why the victim cannot be told"),
        (f"guest:{ROW}:agency", "A guest, agency"),
        (f"plan:{ROW}:place", "Planning a meeting, place"),
        (f"words:{ROW}:Add a point for the room", "Add a point for the room"),
        ("words:Blocked: A-12", "Blocked: A-12"),
        (f"mine:{ROW}", "My update"),
        (f"mine:{ROW}:day", "My update, day"),
        ("pasted:", "Updates from an e-mail"),
        ("new-referral:reason", "New referral, why"),
        ("finder:add", "An action typed in Find"),
        ("nobody knows this", "A text"),
    ],
)
def test_a_place_says_what_was_typed_there(place: str, words: str) -> None:
    assert typed_place.read(place).words == words


def test_a_place_names_its_row_and_whose_it_is() -> None:
    read = typed_place.read(f"edit:referral:{ROW}:points:{ME}")
    assert (read.kind, read.row, read.whose) == ("referral", ROW, ME)
    assert typed_place.read(f"edit:referral:{ROW}:points").whose is None
    assert typed_place.read(f"words:{ROW}:Why?").row == ROW
    assert typed_place.read("quick:here").row is None


def test_names_of_people_kept_apart_are_known_as_such() -> None:
    assert typed_place.read(f"people:{ROW}").names_apart
    assert typed_place.read("new-referral:people").names_apart
    assert not typed_place.read("new-referral:title").names_apart


@pytest.mark.parametrize("place", [f"new:{ROW}", "words:Blocked: A-12", "pasted:", "by:hand"])
def test_who_typed_it_is_in_the_key_on_disk(place: str) -> None:
    assert typed_place.unsigned(typed_place.signed(place, ME)) == (ME, place)
    assert typed_place.unsigned(typed_place.signed(place, None)) == (None, place)
