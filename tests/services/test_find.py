"""Find: by reference, by words with a typo, and nothing of a restricted referral but its reference."""

from __future__ import annotations

import random

import pytest

from tasking_app.services import find
from tests.partnership import Partnership

PLACES = ("Holme Court", "Linden Rec", "Priory Steps", "Market Arcade", "Canal Basin")


def _words(p: Partnership, text: str) -> list[str]:
    found = p.store.ask(p.actor, find.haystack).search(text)
    return [f"{one.reference} {one.words}" for one in found]


def _typo(word: str, place: int, kind: str) -> str:
    if kind == "missing":
        return word[:place] + word[place + 1 :]
    if kind == "doubled":
        return word[:place] + word[place] + word[place:]
    if kind == "swapped":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + ("x" if word[place] != "x" else "y") + word[place + 1 :]


def test_a_reference_comes_first(partnership: Partnership) -> None:
    for place in PLACES:
        partnership.refer(f"Fires at {place}")
    assert _words(partnership, "R-3")[0] == "R-3 Fires at Priory Steps"
    assert _words(partnership, "r-3")[0] == "R-3 Fires at Priory Steps"


@pytest.mark.parametrize("kind", ["missing", "doubled", "swapped", "wrong"])
def test_one_typo_is_forgiven_wherever_it_is(partnership: Partnership, kind: str) -> None:
    for place in PLACES:
        partnership.act(f"Fit lockable bins at {place}")
    dice = random.Random(7)
    for word in ("lockable", "priory", "linden", "market"):
        at = dice.randrange(1, len(word) - 2)
        wanted = next((name for name in PLACES if word in name.casefold()), PLACES[0])
        found = _words(partnership, _typo(word, at, kind))
        assert any(wanted in one for one in found), (word, at, kind, found)


def test_nothing_of_a_restricted_referral_is_found_but_its_reference(partnership: Partnership) -> None:
    p = partnership
    key = p.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim", area="Quaggy Bank")
    rowan = p.officers["Rowan"]
    p.act("Fit an alarm at the refuge", "Police", referral=key, theme="hate", officer=rowan, share=True)
    for text in ("zebra", "refuge", "quaggy", "alarm"):
        assert not any("Zebra" in one or "R-1 " in one or "A-1 " in one for one in _words(p, text)), text
    assert _words(p, "R-1")[0] == f"R-1 {find.RESTRICTED}"
