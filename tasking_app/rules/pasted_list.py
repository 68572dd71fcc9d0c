"""A list of updates pasted from an e-mail: which action each line is about, and what it says became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from tasking_app.rules import dates
from tasking_app.rules.quick_line import Move

#: A longer paste is no list of updates.
MOST_CHARACTERS = 200_000
_REFERENCE = re.compile(r"\bA\s?[-\u2010-\u2015]?\s?(?P<number>\d{1,7})\b", re.IGNORECASE)
#: What may stand before the reference: bullets, numbers, quote marks of a reply.
_BEFORE = re.compile(
    r"[\s>*\u2022\u25aa\u25cf\u00b7\-\u2013\u2014+#|]*(?:\(?\d{1,2}[.)]\s+)?(?:action\s+)?", re.IGNORECASE
)
_AFTER = re.compile(r"[\s:;,.|\-\u2013\u2014\u2010-\u2012)\]]*")
_LIKE_A_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}")
_VERB = re.compile(
    r"(?P<done>done|completed?|closed|finished)\b"
    r"|(?P<track>on track|under way|underway|in progress|ongoing)\b"
    r"|(?P<to>(?:more time[,:]?\s+)?(?:to|until|till|new date:?)\s+)|(?P<drop>drop(?:ped)?|cancel(?:led)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedRow:
    """What one line, with those that continue it, says about one action."""

    line: int
    number: int
    move: Move | None
    due: date | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedList:
    """The rows understood, and the lines that name no action, by number and text."""

    rows: tuple[PastedRow, ...]
    left_out: tuple[tuple[int, str], ...]


def read(text: str, today: date) -> PastedList:
    """Read a paste line by line. A line without a reference goes on with the one before, if none is empty.

    Dates are read as typed in the program; one in the past is kept as read, for the rules to refuse.
    """
    rows: list[PastedRow] = []
    left_out: list[tuple[int, str]] = []
    goes_on = False
    for number, raw in enumerate(text[:MOST_CHARACTERS].splitlines(), 1):
        line = raw.strip()
        row = _row(line, number, today)
        if row is not None:
            rows.append(row)
        elif line and goes_on:
            rows[-1] = replace(rows[-1], text=f"{rows[-1].text} {line.lstrip('> ')}".strip())
        elif line:
            left_out.append((number, line))
        goes_on = bool(line) and (row is not None or goes_on)
    return PastedList(rows=tuple(rows), left_out=tuple(left_out))


def _row(line: str, number: int, today: date) -> PastedRow | None:
    before = _BEFORE.match(line)
    found = _REFERENCE.match(line, before.end() if before else 0)
    if not found:
        return None
    rest = line[_end(_AFTER, line, found.end()) :]
    move, due, text = _said(rest, today)
    return PastedRow(line=number, number=int(found["number"]), move=move, due=due, text=text)


def _said(rest: str, today: date) -> tuple[Move | None, date | None, str]:
    """What the words say became of the action: a move, perhaps a day, and the text that is left."""
    verb = _VERB.match(rest)
    if not verb:
        return None, None, rest.strip()
    text = rest[_end(_AFTER, rest, verb.end()) :].strip()
    if verb["done"]:
        return Move.DONE, None, text
    if verb["track"]:
        return Move.ON_TRACK, None, text
    if verb["drop"]:
        return Move.DROP, None, text
    day = dates.at_start(rest[verb.end() :], today, None)
    if day is None and _LIKE_A_DATE.match(rest, verb.end()):
        return Move.MORE_TIME, None, text
    if day is None:
        return None, None, rest.strip()
    place = verb.end() + day.length
    return Move.MORE_TIME, day.day, rest[_end(_AFTER, rest, place) :].strip()


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
