"""Finding among the actions of a list: a haystack a row, and a guess at what was meant where nothing fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from tasking_app.database.work import Work
from tasking_app.records.action import ActionList, ActionRow, MoreActions
from tasking_app.records.action_filter import ActionView
from tasking_app.services import action_list

CUTOFF = 70
SHORTEST_GUESS = 4
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")


def straw(row: ActionRow) -> str:
    """All the words a row is found by, in lower case."""
    words = (row.reference, row.text, row.agency, row.officer, row.referral, row.referral_title, row.update)
    return " ".join(words).casefold()


class Words:
    """The words and names that stand in some rows, each as it is written there."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._keys: list[str] = []

    def add(self, known: Mapping[str, str]) -> None:
        """Take in the words of more rows."""
        for key, shown in known.items():
            if len(shown) > len(self._known.get(key, "")):
                self._known[key] = shown
        self._keys = list(self._known)

    def nearest(self, text: str) -> str:
        """What was meant by a text that is found nowhere; empty when nothing is near."""
        wanted = text.casefold().strip()
        if len(wanted) < SHORTEST_GUESS:
            return ""
        whole = self._one(wanted)
        if whole or " " not in wanted:
            return whole
        return " ".join(word if word in self._known else self._one(word) or word for word in wanted.split())

    def _one(self, wanted: str) -> str:
        found = process.extractOne(wanted, self._keys, scorer=fuzz.ratio, score_cutoff=CUTOFF)
        return self._known[found[0]] if found is not None else ""


def words_of(rows: Sequence[ActionRow]) -> dict[str, str]:
    """Words as they are typed, each with the name of more words it is mostly part of: Holme, Holme Court."""
    names: Counter[str] = Counter()
    known: dict[str, str] = {}
    for row in rows:
        text = f"{row.text}. {row.referral_title}. {row.agency}. {row.officer}"
        known.update((word.casefold(), word) for word in _WORD.findall(text))
        names.update(_NAME.findall(text))
    for name, _ in reversed(names.most_common()):
        known.update((part.casefold(), name) for part in name.split() if len(part) > 2)
        known[name.casefold()] = name
    return known


def first(
    work: Work, asked: ActionView, own: Sequence[ActionView], most: int
) -> tuple[ActionList, dict[str, str]]:
    """The first rows of a list, and their words."""
    found = action_list.listing(work, asked.view, asked.chosen, most, own)
    return found, words_of(found.rows)


def more(work: Work, asked: ActionView, after: int, most: int) -> tuple[MoreActions, dict[str, str]]:
    """The rows that follow, and their words."""
    found = action_list.more(work, asked, after, most)
    return found, words_of(found.rows)
