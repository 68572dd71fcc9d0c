"""Names of people kept apart, found in the words of a paper and replaced by their stand-ins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from tasking_app.rules import name_forms
from tasking_app.rules.name_forms import Words

Names = Iterable[tuple[str, str]]
#: What a paper says where two people share the short form of a name.
SOMEBODY = "a person kept apart"
_WORD = re.compile(r"[^\W_]+")
#: What may stand between two words of one name.
_BETWEEN = re.compile(r"[\s_.,'’‘`´\-\u2010-\u2015]+")
#: A name goes on: Hill in Hill Street is no person.
_GOES_ON = re.compile(r"[ \u00a0]+[^\W\d_a-z]")
T = TypeVar("T")


class Known:
    """Forms of names with their stand-ins, by the first word so that long lists stay fast."""

    def __init__(
        self, labels: Mapping[Words, str], like_names: Mapping[Words, str], wider: Known | None = None
    ) -> None:
        """`like_names` count only where they are written like names; `wider` where nothing here is longer."""
        self._labels = {**like_names, **labels}
        self._like_names = frozenset(like_names) - frozenset(labels)
        self._wider = wider
        self._lengths: dict[str, set[int]] = {}
        for form in self._labels:
            self._lengths.setdefault(form[0], set()).add(len(form))
        self._seen: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text with stand-ins; a text without a known name comes back as it is."""
        if text not in self._seen:
            self._seen[text] = self._replaced(text)
        return self._seen[text]

    def _replaced(self, text: str) -> str:
        plain = unicodedata.normalize("NFC", text)
        found = list(_WORD.finditer(plain))
        words = [one.group().casefold() for one in found]
        pieces, done, place = [], 0, 0
        while place < len(words):
            size, label = self.at(plain, found, words, place)
            if size:
                pieces += [plain[done : found[place].start()], label]
                done = found[place + size - 1].end()
            place += size or 1
        return "".join([*pieces, plain[done:]]) if pieces else text

    def at(self, text: str, found: list[re.Match[str]], words: list[str], place: int) -> tuple[int, str]:
        """How many words the longest name at this place has, and its stand-in."""
        wide = self._wider.at(text, found, words, place) if self._wider else (0, "")
        for size in sorted(self._lengths.get(words[place], ()), reverse=True):
            form = tuple(words[place : place + size])
            label = self._labels.get(form) if len(form) == size else None  # the text may end here
            if label and size >= wide[0] and self._fits(text, found[place : place + size], form):
                return size, label
        return wide

    def _fits(self, text: str, found: list[re.Match[str]], form: Words) -> bool:
        if not all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in pairwise(found)):
            return False
        if form not in self._like_names:
            return True
        capitals = all(
            text[one.start()].isupper()
            for one, word in zip(found, form, strict=True)
            if word not in name_forms.WORD_TITLES
        )
        return capitals and not _GOES_ON.match(text, found[-1].end())


class StandIns:
    """People kept apart, everywhere by whole names and in their own case by parts of them too."""

    def __init__(
        self, names: Names, left_alone: Iterable[str] = (), cases: Mapping[str, Names] | None = None
    ) -> None:
        """`names` in order: of two stand-ins for one name the first counts. `left_alone`: officers, guests.

        `cases`: who is kept apart in a case, by every reference (R-147, A-188) its words stand under.
        """
        officers = tuple(left_alone)
        self._officers = {form for name in officers for form in name_forms.in_full(name)}
        self._shared = {form for name in officers for form in name_forms.alone(name)}
        self._cases = {reference: tuple(people) for reference, people in (cases or {}).items()}
        self._all = self._known(tuple(names))
        self._near: dict[tuple[tuple[str, str], ...], Known] = {}

    def record(self, value: T) -> T:
        """The same record, or tuple, with every name in its strings replaced."""
        made: T = self._walk(value, self._all)
        return made

    def text(self, text: str) -> str:
        """A text that belongs to no case, with stand-ins."""
        return self._all.text(text)

    def _known(self, names: tuple[tuple[str, str], ...], wider: Known | None = None) -> Known:
        people = [one for one in names if not self._officers.intersection(name_forms.in_full(one[0]))]
        own = [one for one in people if name_forms.surname(one[0]) not in self._shared]
        labels = _labels(own, name_forms.with_title)
        for name, label in reversed(people):
            labels |= dict.fromkeys(name_forms.in_full(name), label)
        like_names = _labels(own, name_forms.with_capitals)
        if wider is not None:
            parts = _labels(people, name_forms.alone)
            like_names |= {form: label for form, label in parts.items() if form not in self._shared}
        return Known(labels, like_names, wider)

    def _of_case(self, people: tuple[tuple[str, str], ...]) -> Known:
        if people not in self._near:
            self._near[people] = self._known(people, self._all)
        return self._near[people]

    def _walk(self, value: Any, known: Known) -> Any:  # any field of any record
        if isinstance(value, str):
            return known.text(value)
        if isinstance(value, tuple):
            return tuple(self._walk(one, known) for one in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        people = self._cases.get(getattr(value, "reference", ""))
        inside = self._of_case(people) if people else known
        before = {one.name: getattr(value, one.name) for one in fields(value)}
        after = {name: self._walk(one, inside) for name, one in before.items()}
        return value if after == before else replace(value, **after)


def _labels(people: Iterable[tuple[str, str]], forms: Callable[[str], Iterable[Words]]) -> dict[Words, str]:
    """Short forms with their stand-ins; where two people share one, the words for somebody."""
    who: dict[Words, dict[Words, str]] = {}
    for name, label in people:
        for form in forms(name):
            who.setdefault(form, {}).setdefault(name_forms.words(name), label)
    return {form: next(iter(known.values())) if len(known) == 1 else SOMEBODY for form, known in who.items()}
