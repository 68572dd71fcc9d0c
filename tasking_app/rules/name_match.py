"""Finds agencies and officers by the beginning of a name, as typed in the quick-add line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

_WORD = re.compile(r"[^\s/:,]+")
_UP_TO_MARK = re.compile(r"[^/:,\n]+")
_LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerEntry:
    """An officer who can be given an action."""

    key: UUID
    name: str
    agency: UUID
    used: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """What may be typed for this officer."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyEntry:
    """An agency that can lead an action; `used` counts how often it was named in this meeting."""

    key: UUID
    name: str
    nicknames: tuple[str, ...] = ()
    used: int = 0
    usual_officer: OfficerEntry | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What may be typed for this agency."""
        return (self.name, *self.nicknames)


class Named(Protocol):
    """Something with names, and a count of how often it was used in this meeting."""

    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def used(self) -> int: ...


N = TypeVar("N", bound=Named)


def find(text: str, among: Iterable[N]) -> tuple[tuple[N, ...], int]:
    """Everybody whom the start of `text` may mean, the most used first, and how many characters say so.

    A name typed in full wins, of several words too; then one that begins so; then one with such a word in it.
    """
    entries = sorted(among, key=lambda one: (-one.used, one.names[0].casefold()))
    word = _WORD.match(text)
    if not word:
        return (), 0
    length = max((_in_full(text, name) for entry in entries for name in entry.names), default=0)
    if length:
        whole = text[:length].casefold()
        return tuple(one for one in entries if whole in _folded(one)), length
    up_to_mark = _UP_TO_MARK.match(text, 0, _LONGEST_NAME)
    several = up_to_mark[0].rstrip() if up_to_mark else ""
    if " " in several and (found := _beginning_with(several, entries)):
        return found, len(several)
    return _beginning_with(word[0], entries), len(word[0])


def _folded(entry: Named) -> list[str]:
    return [name.casefold() for name in entry.names]


def _in_full(text: str, name: str) -> int:
    """The length of `name` if the text begins with all of it, else 0."""
    start = text[: len(name)]
    ends = len(text) == len(name) or bool(re.match(r"[\s/:,]", text[len(name) : len(name) + 1]))
    return len(name) if name and ends and start.casefold() == name.casefold() else 0


def _beginning_with(typed: str, entries: Sequence[N]) -> tuple[N, ...]:
    start = typed.casefold()
    first = tuple(one for one in entries if any(name.startswith(start) for name in _folded(one)))
    if first:
        return first
    inside = re.compile(r"\b" + re.escape(start))
    return tuple(one for one in entries if any(inside.search(name) for name in _folded(one)))
