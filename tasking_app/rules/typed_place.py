"""Where a text was being typed, read from the key it is kept under, in words a person understands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

WORDS = {
    "new": ("agenda_item", "Minutes"),
    "line": ("line", "A line of the minutes"),
    "why": ("agenda_item", "The reason for a line of the minutes"),
    "quick": ("meeting", "The quick line"),
    "correction": ("line", "A correction to the last minutes"),
    "answer": ("action", "Answer in the action review"),
    "update": ("action", "Update"),
    "mine": ("action", "My update"),
    "pasted": ("", "Updates from an e-mail"),
    "reason": ("decision", "Why it was decided"),
    "give": ("line", "A note that becomes an action"),
    "give-due": ("line", "By when, for a note that becomes an action"),
    "not_told": ("referral", "Why the victim cannot be told"),
    "end": ("referral", "A step of a referral"),
    "share": ("referral", "Why it is shared"),
    "people": ("referral", "People kept apart"),
    "attend": ("meeting", "Who comes instead of somebody"),
    "guest": ("meeting", "A guest"),
    "conflict": ("meeting", "A conflict of interest"),
    "login": ("officer", "A user name"),
    "leaves": ("officer", "The day an officer leaves"),
    "plan": ("series", "Planning a meeting"),
    "again": ("action", "Opening an action again"),
    "replace": ("action", "An action in place of another"),
    "split": ("action", "Making two of an action"),
    "hand": ("action", "Another date or lead"),
    "several": ("", "Several actions"),
    "paper-name": ("meeting", "Name of a paper"),
    "edit": ("", "A change"),
    "words": ("", ""),
    "new-referral": ("", "New referral"),
    "finder": ("", "An action typed in Find"),
    "settings": ("", "Settings"),
    "choice": ("", "A choice"),
    "clash": ("", "A choice between two changes"),
}
"""For each kind of place: the kind of row its key names, and words for it."""

FIELDS = {
    "title": "title",
    "description": "description",
    "points": "points for the room",
    "area": "where",
    "next_review": "next review",
    "text": "what is to be done",
    "short_text": "in short, for lists",
    "success": "success is when",
    "resources": "resources",
    "effect": "effect",
    "evidence": "evidence",
    "learning": "learning",
    "held_on": "day",
    "day": "day",
    "starts": "start",
    "minutes": "minutes",
    "place": "place",
    "reason": "why",
    "due": "by when",
    "other": "the other part",
    "told": "who told the victim",
    "not_told": "why the victim cannot be told",
    "name": "name",
    "agency": "agency",
    "people": "people kept apart",
}
CHOICE = "choice:"
"""Begins the key of a choice kept beside texts: it comes back with them and is in no list."""
CLASH = "clash:"
"""Begins the key of a choice between two changes, which is made on its own sheet: Home lists it."""
NAMES_APART = ("people", "new-referral:people")
BY = "by:"
"""Begins the key of a text that an officer typed; others were typed by nobody, or before that was kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedPlace:
    """A place read: what it is, the row it is about, and whose it is when it is one person's alone."""

    what: str
    kind: str = ""
    row: UUID | None = None
    words: str = ""
    whose: UUID | None = None
    names_apart: bool = False
    """It holds names of people kept apart, which no list shows."""


def read(place: str) -> TypedPlace:
    """A place from its key. One that nobody knows is a text without more words."""
    what, _, rest = place.partition(":")
    if what not in WORDS:
        return TypedPlace(what=what, words="A text")
    if what == "words":
        return _words(rest)
    kind, words = WORDS[what]
    parts = rest.split(":")
    if what == "edit":
        kind, *parts = parts
    row = _key(parts[0])
    field = next((FIELDS[one] for one in parts if one in FIELDS), "")
    return TypedPlace(
        what=what,
        kind=kind,
        row=row,
        words=f"{words}, {field}" if field else words,
        whose=_key(parts[2]) if what == "edit" and len(parts) > 2 else None,
        names_apart=place.startswith(NAMES_APART),
    )


def _words(rest: str) -> TypedPlace:
    """A question that was asked: its title, and before it the row it was about, if the title does not say."""
    first, _, title = rest.partition(":")
    row = _key(first)
    return TypedPlace(what="words", row=row, words=title if row is not None else rest)


def signed(place: str, author: UUID | None) -> str:
    """The key under which a text lies on the disk: each author has one of their own for the same place."""
    return place if author is None else f"{BY}{author}:{place}"


def unsigned(signed_place: str) -> tuple[UUID | None, str]:
    """Who typed a text, and its place."""
    if signed_place.startswith(BY):
        who, _, place = signed_place.removeprefix(BY).partition(":")
        author = _key(who)
        if author is not None:
            return author, place
    return None, signed_place


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
