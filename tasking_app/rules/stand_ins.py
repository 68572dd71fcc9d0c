"""Names of people kept apart, found in the words of a paper and replaced by their stand-ins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_WORD = re.compile(r"[^\W_]+")
#: What may stand between two words of one name.
_BETWEEN = re.compile(r"[\s_.,'’‘`´\-\u2010-\u2015]+")
T = TypeVar("T")


class StandIns:
    """Full names with their stand-ins, by the first word so that long lists stay fast."""

    def __init__(self, names: Iterable[tuple[str, str]], left_alone: Iterable[str] = ()) -> None:
        """Names of two words or more; of two stand-ins for one name the first counts."""
        known = {_words(name) for name in left_alone}
        self._labels: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for name, label in names:
            words = _words(name)
            if len(name.split()) > 1 and len(words) > 1 and words not in known:
                self._labels.setdefault(words, label)
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}
        self._seen: dict[str, str] = {}

    def record(self, value: T) -> T:
        """The same record, or tuple, with every name in its strings replaced."""
        return self._walk(value) if self._labels else value

    def text(self, text: str) -> str:
        """The text with stand-ins; a text without a known name comes back as it is."""
        if text not in self._seen:
            self._seen[text] = self._replaced(text)
        return self._seen[text]

    def _walk(self, value: Any) -> Any:  # any field of any record
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._walk(one) for one in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        before = {one.name: getattr(value, one.name) for one in fields(value)}
        after = {name: self._walk(one) for name, one in before.items()}
        return value if after == before else replace(value, **after)

    def _replaced(self, text: str) -> str:
        plain = unicodedata.normalize("NFC", text)
        found = list(_WORD.finditer(plain))
        words = [one.group().casefold() for one in found]
        pieces, done, place = [], 0, 0
        while place < len(words):
            size, label = self._at(plain, found, words, place)
            if size:
                pieces += [plain[done : found[place].start()], label]
                done = found[place + size - 1].end()
            place += size or 1
        return "".join([*pieces, plain[done:]]) if pieces else text

    def _at(self, text: str, found: list[re.Match[str]], words: list[str], place: int) -> tuple[int, str]:
        """How many words the longest name at this place has, and its stand-in."""
        for size in self._lengths.get(words[place], ()):
            last = place + size
            label = self._labels.get(tuple(words[place:last]))
            gaps = zip(found[place : last - 1], found[place + 1 : last], strict=False)
            if label and all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in gaps):
                return size, label
        return 0, ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", name).casefold()))
