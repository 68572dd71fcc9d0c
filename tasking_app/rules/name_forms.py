"""The ways one name is written: in full, turned round, with an initial or a title, or in part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

Words = tuple[str, ...]
TITLES = ("mr", "mrs", "ms", "mx", "dr")
#: Titles that are words too: I miss young people.
WORD_TITLES = ("miss", "master", "sir", "lady", "rev")
#: A part of a name that is shorter says too little, and stands in too many words.
SHORTEST_PART = 3

_WORD = re.compile(r"[^\W_]+")


def words(name: str) -> Words:
    """A name as the words that are compared."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", name).casefold()))


def in_full(name: str) -> Iterator[Words]:
    """The whole name. Names of one word have no such form."""
    if surname(name):
        yield words(name)


def with_title(name: str) -> Iterator[Words]:
    """With a title before the surname: Ms Smith. Two people may share these."""
    return ((title, *surname(name)) for title in (TITLES if surname(name) else ()))


def with_capitals(name: str) -> Iterator[Words]:
    """Surname first, with an initial, or a title that is a word too; sure only when written like names."""
    last, whole = surname(name), words(name)
    if last:
        yield (*last, *whole[: -len(last)])
        initial = whole[0][:1]
        yield (initial, *last)
        yield (*last, initial)
        yield from ((title, *last) for title in WORD_TITLES)


def surname(name: str) -> Words:
    """The last part of a name of two or more, else nothing."""
    parts = name.split()
    return words(parts[-1]) if len(parts) > 1 and len(words(name)) > 1 else ()


def alone(name: str) -> Iterator[Words]:
    """First name and surname alone, for the words of the person's own case."""
    whole = name.split()
    for part in {whole[0], whole[-1]} if whole else set():
        found = words(part)
        if sum(map(len, found)) >= SHORTEST_PART:
            yield found
