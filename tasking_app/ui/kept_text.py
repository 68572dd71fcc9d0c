"""Texts kept on disk while they are typed, until they are saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from tasking_app.rules import days
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.chips import Chips
from tasking_app.ui.widgets.choices import OptionCards
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import DateField, Field, TextArea

BACK = "What you typed before is in the fields again. It is not saved yet."
CHANGED = "Meanwhile it was changed in another place: saving asks which of both is right."


def kept(jobs: Jobs, place: str) -> str:
    """What was being typed at a place, also before the program last ended; empty when nothing was."""
    before = _before(jobs, place)
    return before[0] if before is not None else ""


def keep(jobs: Jobs, place: str, field: Field | TextArea) -> None:
    """Bring back what was being typed, and keep what will be."""
    before = kept(jobs, place)
    if before:
        field.set_text(before)
    field.changed.connect(lambda text: jobs.draft(place, text) if text.strip() else jobs.drop_draft(place))


def _before(jobs: Jobs, place: str) -> tuple[str, str] | None:
    """The text kept for a place, and what stood there when typing began."""
    return next(((draft.text, draft.base) for draft in jobs.drafts() if draft.place == place), None)


@dataclass(slots=True)
class _Text:
    """One text: what is stored, what was stored when typing began, and how to show another."""

    stored: str
    seen: str
    show: Callable[[str], None]


class Typed:
    """The texts of one sheet. Only what differs from what is stored is kept, beside what its author saw."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._texts: dict[str, _Text] = {}
        self._came_back: set[str] = set()
        self._notice: Notice | None = None

    def keep(self, place: str, field: Field | TextArea, stored: str | None = None) -> None:
        """Bring back what was typed into a field; without `stored` what it shows now is stored."""
        stored = field.text() if stored is None else stored
        field.changed.connect(self.watch(place, stored, field.set_text))

    def keep_day(self, place: str, field: DateField, stored: date | None) -> None:
        """Bring back the day that was typed; what is stored is shown in its words."""
        words = days.short(stored) if stored is not None else ""

        def show(text: str) -> None:
            if text == words:
                field.set_day(stored, words)
            else:
                field.set_text(text)

        show(words)
        field.changed.connect(self.watch(place, words, show))

    def choice(self, place: str, choice: Combo | OptionCards | Chips, stored: str) -> None:
        """Bring back what was chosen, for something new where a choice is half of what was said."""
        choice.chosen.connect(self.watch(place, stored, choice.set_key))

    def watch(self, place: str, stored: str, show: Callable[[str], None]) -> Callable[[str], None]:
        """Bring back by `show` what was typed; call what this gives with each new text."""
        self._texts[place] = _Text(stored, stored, show)
        text, seen = _before(self._jobs, place) or (stored, stored)
        if text.strip() != stored.strip():
            self._texts[place].seen = seen
            self._came_back.add(place)
            show(text)
        elif text is not stored:
            self._jobs.drop_draft(place)
        return partial(self._typed, place)

    def _typed(self, place: str, text: str) -> None:
        known = self._texts[place]
        if text.strip() == known.stored.strip():
            known.seen = known.stored
            self._jobs.drop_draft(place)
        else:
            self._jobs.draft(place, text, known.seen)

    def seen(self, place: str) -> str:
        """What stood there when typing began: what a command says its author saw."""
        return self._texts[place].seen

    def seen_day(self, place: str, field: DateField, stored: date | None) -> date | None:
        """The day that stood there when typing began, read from its words."""
        known = self._texts[place]
        return stored if known.seen == known.stored else field.read(known.seen).day

    def forget(self, *_: object) -> None:
        """All of it is saved, or was given up."""
        for place in self._texts:
            self._jobs.drop_draft(place)

    def start_afresh(self) -> None:
        """Show what is stored again."""
        self.forget()
        for known in self._texts.values():
            known.seen = known.stored
            known.show(known.stored)
        if self._notice is not None:
            self._notice.hide()

    def say(self, body: QVBoxLayout) -> None:
        """Say at the top of a sheet that what was typed before is here again, with a way to be rid of it."""
        if not self._came_back:
            return
        found = [self._texts[place] for place in self._came_back]
        changed = any(one.seen.strip() != one.stored.strip() for one in found)
        afresh = Button("Start afresh", size="small", name="Start afresh: forget what was typed before")
        afresh.clicked.connect(self.start_afresh)
        self._notice = Notice("info", BACK, CHANGED if changed else "", afresh)
        body.insertWidget(0, self._notice)


def once_all(commands: int, saved: Callable[[], None]) -> Callable[[object], None]:
    """What each of several commands calls when it is carried out: the last to do so calls `saved`."""
    to_come = [saved] * commands

    def done(_done: object) -> None:
        last = to_come.pop()
        if not to_come:
            last()

    return done


def edit_place(kind: str, row: object, field: str) -> str:
    """Where a text that changes a field of a stored row is kept."""
    return f"edit:{kind}:{row}:{field}"
