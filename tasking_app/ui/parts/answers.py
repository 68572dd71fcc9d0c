"""The answers to an action: done, on track, more time, drop, blocked, as keys, buttons and commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tasking_app.commands.action import AnswerBlocked, AnswerDone, AnswerDrop, AnswerMoreTime, AnswerOnTrack
from tasking_app.commands.base import Command, new_id
from tasking_app.records.action import ActionRow
from tasking_app.rules import dates
from tasking_app.rules.errors import AppError


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its key, its words, its icon, and what it asks for (date, reason or nothing)."""

    key: str
    name: str
    words: str
    icon: str
    asks: str = ""


ANSWERS = (
    Answer("1", "done", "Done", "check"),
    Answer("2", "on_track", "On track", "circle-dot"),
    Answer("3", "more_time", "More time", "arrow-forward", "date"),
    Answer("4", "drop", "Drop", "ban", "reason"),
    Answer("B", "blocked", "Blocked", "hand-stop", "reason"),
)
BY_NAME = {answer.name: answer for answer in ANSWERS}


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed after an answer: the day read, the rest as the reason, or why it cannot be read."""

    day: date | None
    reason: str
    problem: str = ""


def read(text: str, today: date, next_meeting: date | None) -> Said:
    """`27 nov: contractor missed the date` as day and reason; a date comes first."""
    found = dates.at_start(text.strip(), today, next_meeting)
    if found is None:
        return Said(None, text.strip(), "Start with the new date, for example 11 dec: why.")
    rest = text.strip()[found.length :].lstrip(" :,")
    if found.day < today:
        return Said(None, rest, dates.past_words(found.day, today))
    return Said(found.day, rest, "" if rest else "Say why it needs more time.")


def command(
    row: ActionRow,
    name: str,
    text: str,
    at: datetime,
    today: date,
    meeting: UUID | None,
    following: date | None,
) -> Command:
    """The command an answer becomes. Raises AppError when a date or a reason is missing."""
    key = new_id()
    if name == "done":
        return AnswerDone(
            update=key, outcome=new_id(), action=row.id, seen=row.stored, at=at, text=text, meeting=meeting
        )
    if name == "on_track":
        return AnswerOnTrack(update=key, action=row.id, seen=row.stored, at=at, text=text, meeting=meeting)
    if name == "more_time":
        said = read(text, today, following)
        if said.day is None or said.problem:
            raise AppError(said.problem)
        return AnswerMoreTime(
            update=key,
            deferral=new_id(),
            action=row.id,
            seen=row.due,
            due=said.day,
            reason=said.reason,
            at=at,
            meeting=meeting,
        )
    kind = AnswerDrop if name == "drop" else AnswerBlocked
    if not text.strip():
        raise AppError("Say why it is dropped." if name == "drop" else "Say what blocks it.")
    return kind(update=key, action=row.id, seen=row.stored, reason=text, at=at, meeting=meeting)
