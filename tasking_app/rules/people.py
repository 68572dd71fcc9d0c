"""Stand-ins for the people of a referral, and finding their names in texts meant for the room."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ONE = re.compile(r"^\s*(r\s*-?\s*\d+)[\s,]+(?:person\s+)?([a-z]{1,2})\s*$", re.IGNORECASE)
ROLES = {
    "victim": "Victim",
    "witness": "Witness",
    "suspect": "Person complained about",
    "subject": "Subject of an order",
    "associate": "Associate",
    "child": "Child in the household",
    "reporter": "Reporter",
    "seen": "Seen there",
}


def stand_in(taken: Iterable[str]) -> str:
    """The next free stand-in of a referral: Person A, Person B, ... Person Z, Person AA."""
    used = set(taken)
    number = 0
    while True:
        letters, rest = "", number
        while True:
            rest, digit = divmod(rest, 26)
            letters = chr(ord("A") + digit) + letters
            if rest == 0:
                break
            rest -= 1
        label = f"Person {letters}"
        if label not in used:
            return label
        number += 1


def referral_and_person(text: str) -> tuple[str, str] | None:
    """The reference and the stand-in of "R-118 Person A" or "r118 a"; None for a text that is not that."""
    found = _ONE.match(text)
    return (found[1], f"Person {found[2].upper()}") if found is not None else None


def shown(label: str, under_18: bool) -> str:
    """What members see: the stand-in and, at most, that the person is under 18."""
    return f"{label}, under 18" if under_18 else label


def is_under_18(age: int | None, born: date | None, today: date) -> bool:
    """Whether a person counts as a child, from an age in years or a date of birth."""
    if age is not None:
        return age < 18
    if born is None:
        return False
    return (today.year - born.year - ((today.month, today.day) < (born.month, born.day))) < 18


def found_names(text: str, names: Iterable[str]) -> list[str]:
    """The names of known people that stand in `text`: the whole name, or a part of 3 letters or more."""
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    folded = text.casefold()
    hits = []
    for name in names:
        parts = [part for part in re.findall(r"\w+", name.casefold()) if len(part) > 2]
        if (name.strip() and name.casefold() in folded) or any(part in words for part in parts):
            hits.append(name)
    return hits
