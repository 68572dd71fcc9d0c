"""The single keys of the action tracker, what each does, and how the list of keys says it."""

from __future__ import annotations

from tasking_app.ui.keys import KeyHint

ANSWERS = {"d": "done", "f": "more_time", "b": "blocked"}
DEEDS = {"n": "date", "g": "lead", "o": "officer", "r": "again", "p": "replace", "s": "split", "e": "edit"}
HINTS = (("U", "update"), ("D", "done"), ("F", "more time"), ("Space", "select more"))
KEYS = (
    KeyHint("/", "Type to find"),
    KeyHint("U", "Add an update"),
    KeyHint("D", "Done"),
    KeyHint("F", "More time"),
    KeyHint("B", "Blocked"),
    KeyHint("Enter", "Go to the update"),
    KeyHint("Space", "Select this action, and more with arrows and Space"),
    KeyHint("Ctrl A", "Select all"),
    KeyHint("N", "New date for those selected"),
    KeyHint("G", "Give to another agency"),
    KeyHint("O", "Another officer"),
    KeyHint("E", "Edit"),
    KeyHint("R", "Open again"),
    KeyHint("P", "Replace"),
    KeyHint("S", "Split"),
    KeyHint(".", "More for this action"),
    KeyHint("V", "Save this view"),
    KeyHint("X", "Clear filters"),
    KeyHint("Ctrl C", "Copy for a spreadsheet or a document"),
)
