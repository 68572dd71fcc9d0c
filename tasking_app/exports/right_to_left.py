"""Names in Arabic script for a page that knows only left to right: letters joined, then set in reverse."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

#: What keeps its order when the rest is turned round: a letter with its marks, and a number.
_UNIT = re.compile(
    r"[\d\u0660-\u0669\u06f0-\u06f9.,/:-]*[\d\u0660-\u0669\u06f0-\u06f9]|.[\u0610-\u061a\u064b-\u065f\u0670]*"
)
_PRESENTATION_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5))
_SHAPES = ("isolated", "initial", "medial", "final")


def set_right_to_left(text: str) -> str:
    """The text with its letters in their joined shapes, in the order they stand on the page from the left."""
    words = text.rstrip()
    return "".join(reversed(_UNIT.findall("".join(_joined(words))))) + text[len(words) :]


def _joined(text: str) -> Iterator[str]:
    shapes = _letter_shapes()
    for at, letter in enumerate(text):
        forms = shapes.get(letter)
        if forms is None:
            yield letter
            continue
        after = _neighbour(text, at, 1)
        before = _neighbour(text, at, -1)
        joins_next = "initial" in forms and "final" in shapes.get(after, {})
        joins_last = "final" in forms and "initial" in shapes.get(before, {})
        shape = {
            (False, False): "isolated",
            (False, True): "initial",
            (True, True): "medial",
            (True, False): "final",
        }[joins_last, joins_next]
        yield forms.get(shape, letter)


def _neighbour(text: str, at: int, step: int) -> str:
    at += step
    while 0 <= at < len(text) and unicodedata.combining(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) else ""


@cache
def _letter_shapes() -> dict[str, dict[str, str]]:
    """For each letter its shapes, as the character database pairs them."""
    shapes: dict[str, dict[str, str]] = {}
    for code in _PRESENTATION_FORMS:
        shape, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if shape.strip("<>") in _SHAPES and " " not in letters and letters:
            shapes.setdefault(chr(int(letters, 16)), {})[shape.strip("<>")] = chr(code)
    return shapes
