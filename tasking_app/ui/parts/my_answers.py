"""What an attendee answers to an action of the own agency, as the command it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tasking_app.commands.action import (
    AddUpdate,
    AnswerBlocked,
    AnswerDone,
    AnswerDrop,
    AnswerMoreTime,
    AnswerOnTrack,
)
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.proposal import Propose
from tasking_app.records.my_agency import MyAction
from tasking_app.rules import days
from tasking_app.services.proposal import step

ASKS = {
    "": "What has happened since?",
    "done": "What was done?",
    "on_track": "How is it going?",
    "more_time": "Why does it need more time?",
    "drop": "Why is it dropped?",
    "blocked": "What blocks it?",
}
MISSING = {
    "": "Choose an answer, or type what has happened.",
    "more_time": "Say why it needs more time.",
    "drop": "Say why it is dropped.",
    "blocked": "Say what blocks it.",
}
SAID = {
    "": "updated",
    "done": "done",
    "on_track": "on track",
    "more_time": "has a new date",
    "drop": "dropped",
    "blocked": "blocked",
}
DECIDED = ("more_time", "drop")
"""Answers that others ask for and the chair gives."""


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """An answer (empty: only an update), the text typed, and the new day for more time."""

    item: MyAction
    name: str
    text: str
    day: date | None = None

    @property
    def asks(self) -> bool:
        """Whether it becomes a request that the chair decides."""
        return self.name in DECIDED and not self.item.decides

    def problem(self) -> str:
        """What is still missing, in a sentence; empty when nothing is."""
        if self.name == "more_time" and self.day is None:
            return "Type the new date first, for example 11 dec."
        return MISSING.get(self.name, "") if not self.text else ""

    def words(self) -> str:
        """What the frame says once it is stored."""
        reference = self.item.row.reference
        return f"{reference}: asked, waits for the chair" if self.asks else f"{reference} {SAID[self.name]}"

    def command(self, at: datetime) -> Command:
        """The command, or the request for it."""
        command = self._answer(at)
        if not self.asks:
            return command
        row = self.item.row
        said = f", new date {days.short(self.day)}" if self.day is not None else " dropped"
        asked = step(command, f"{row.reference}{said}: {self.text}", row.id)
        return Propose(proposal=new_id(), series=row.series, source=self.name, steps=(asked,))

    def _answer(self, at: datetime) -> Command:
        key, row, text = new_id(), self.item.row, self.text
        if self.name == "done":
            return AnswerDone(update=key, outcome=new_id(), action=row.id, seen=row.stored, at=at, text=text)
        if self.name == "on_track":
            return AnswerOnTrack(update=key, action=row.id, seen=row.stored, at=at, text=text)
        if self.name == "more_time" and self.day is not None:
            return AnswerMoreTime(
                update=key,
                deferral=new_id(),
                action=row.id,
                seen=row.due,
                due=self.day,
                reason=text,
                at=at,
            )
        if self.name in ("drop", "blocked"):
            kind = AnswerDrop if self.name == "drop" else AnswerBlocked
            return kind(update=key, action=row.id, seen=row.stored, reason=text, at=at)
        return AddUpdate(update=key, action=row.id, text=text, at=at)
