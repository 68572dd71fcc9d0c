"""Three-way merge by values: what the author saw, what the author wants, what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from tasking_app.rules.errors import FieldClash

_Chunk = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write, and which fields need a person."""

    write: Mapping[str, object]
    clashes: tuple[FieldClash, ...]


def fields(
    seen: Mapping[str, object],
    wanted: Mapping[str, object],
    now: Mapping[str, object],
    long_texts: frozenset[str] = frozenset(),
) -> Merged:
    """Merge field by field; long texts also line by line. Nothing is decided where both changed."""
    write: dict[str, object] = {}
    clashes = []
    for name, mine in wanted.items():
        base, theirs = seen[name], now[name]
        if mine in (theirs, base):
            continue
        if theirs == base:
            write[name] = mine
            continue
        joined = _lines(base, mine, theirs) if name in long_texts else None
        if joined is None:
            clashes.append(FieldClash(name, base, mine, theirs))
        else:
            write[name] = joined
    return Merged(write, tuple(clashes))


def _lines(base: object, mine: object, theirs: object) -> str | None:
    """Both texts joined line by line, or None when they touch the same lines."""
    if not (isinstance(base, str) and isinstance(mine, str) and isinstance(theirs, str)):
        return None
    old = base.splitlines(keepends=True)
    ours, other = _chunks(old, mine), _chunks(old, theirs)
    if any(_touch(a, b) for a in ours for b in other if a != b):
        return None
    text: list[str] = []
    place = 0
    for start, end, lines in sorted({*ours, *other}):
        text += old[place:start]
        text += lines
        place = end
    return "".join(text + old[place:])


def _chunks(old: list[str], new: str) -> list[_Chunk]:
    lines = new.splitlines(keepends=True)
    found = SequenceMatcher(None, old, lines, autojunk=False).get_opcodes()
    return [(i1, i2, tuple(lines[j1:j2])) for tag, i1, i2, j1, j2 in found if tag != "equal"]


def _touch(a: _Chunk, b: _Chunk) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
