"""The command box: find and go to anything, do what can be done, add an action in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.records.find import Findable
from tasking_app.records.quick_add import QuickAdd
from tasking_app.rules import quick_add as grammar
from tasking_app.rules.errors import AppError
from tasking_app.rules.quick_line import Parsed
from tasking_app.services import find, quick_add
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.parts import quick_chips, quick_commands
from tasking_app.ui.screen import Place
from tasking_app.ui.searches import Searches
from tasking_app.ui.widgets.palette import Answer, CommandBox, Entry, Group

ICONS = {"referral": "folder-open", "action": "list-check", "meeting": "presentation"}
PLACE = "finder:add"
STARTS_ADD = ("@", "!!", "a-", "A-")
HINTS = (
    ("@police/ashdown", "a named officer"),
    ("by fri, by 12 dec, by next, in 2 weeks", "a date. “next” means the next meeting"),
    ("#hate", "another theme"),
    ("R-147", "a referral"),
    ("A-188 done", "an update to an action"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done from the box: its words, icon, keys, and what it does."""

    words: str
    icon: str
    act: Callable[[], None]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class _Add:
    """The line that is to be added."""

    line: str


class Finder(QObject):
    """Holds the box and what it looks through; reads again only when something changed."""

    def __init__(
        self, jobs: Jobs, go: Callable[[Place], None], deeds: Sequence[Deed], window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs, self._go, self._deeds, self._window = jobs, go, tuple(deeds), window
        self._haystack = find.Haystack(())
        self._quick: QuickAdd | None = None
        self._fresh = False
        self._opener = jobs.actor.officer
        self._looked = ""
        self.searches = Searches(jobs, "everything", self)
        self.box = CommandBox(self.search)
        self.box.chosen.connect(self._take)
        self.box.typed.connect(self._keep)
        jobs.changed.connect(self._forget)

    def add(self, deed: Deed) -> None:
        """One more thing that can be done, where it is known only later that it can."""
        self._deeds = (*self._deeds, deed)

    def _forget(self, touched: frozenset[str]) -> None:
        if touched & {"action", "referral", "meeting", "agency", "officer", "*"}:
            self._fresh = False

    def _keep(self, text: str) -> None:
        """An action half typed is on disk; what is only looked for is not."""
        adds = text.startswith(STARTS_ADD)
        if not adds and text.strip():
            self._looked = text
        self.searches.typed("" if adds else text)
        if adds and len(text) > 1:
            self._jobs.draft(PLACE, text)
        else:
            self._jobs.drop_draft(PLACE)

    def open(self, text: str = "", meeting: UUID | None = None) -> None:
        """Open the box, with a text in it if one is given; an action half typed before comes first."""
        before = self.box.text() if text and self._opener == self._jobs.actor.officer else ""
        self._opener = self._jobs.actor.officer
        text = kept(self._jobs, PLACE) or before.strip() or text
        if text:
            self.box.open_with(self._window, text)
        else:
            self.box.open_over(self._window)
        if not self._fresh:
            self._fresh = True
            self._jobs.ask(find.haystack, self._know, self)
        self._jobs.ask(lambda work: quick_add.surroundings(work, meeting, "", None), self._around, self)

    def open_empty(self) -> None:
        """Open the box with nothing in it."""
        self.open()

    def _know(self, haystack: find.Haystack) -> None:
        self._haystack = haystack
        self.box.refresh()

    def _around(self, quick: QuickAdd) -> None:
        self._quick = quick
        self.box.refresh()

    def search(self, text: str) -> Answer:
        """What a text finds, does or adds."""
        if text.startswith(STARTS_ADD) and self._quick is not None:
            read = grammar.parse(text, self._quick.context)
            if read.kind.value in ("action", "update"):
                return self._add_answer(text, read)
        groups = []
        found = self._haystack.search(self._jobs.as_numbered(text))
        if found:
            groups.append(Group("Go to", tuple(_entry(one) for one in found)))
        deeds = self._matching(text)
        if deeds:
            groups.append(Group("Do", deeds))
        if not text.strip():
            return Answer(tuple(groups), hints=(("@fire by 11 dec: fit letterboxes", "adds an action"),))
        if not found and not deeds:
            words = f"Nothing matches “{text.strip()}”"
            groups.insert(0, Group("Go to", (Entry(words, "Try fewer letters, or a reference", "search"),)))
        return Answer(tuple(groups))

    def _add_answer(self, text: str, read: Parsed) -> Answer:
        assert self._quick is not None
        parsed = quick_chips.adapt(read, self._quick.context)
        title = "Add action" if read.kind.value == "action" else "Update"
        entry = Entry(parsed.title or text, parsed.problem, "plus", _Add(text), "Enter", chips=parsed.chips)
        choices = tuple(Entry(one.strong, one.weak, one.icon, one.text) for one in parsed.choices)
        groups = (Group(title, (entry,)), *((Group("Who?", choices),) if choices else ()))
        return Answer(groups, parsed, HINTS)

    def _matching(self, text: str) -> tuple[Entry, ...]:
        words = text.casefold().split()
        hits = [deed for deed in self._deeds if all(word in deed.words.casefold() for word in words)]
        return tuple(Entry(one.words, "", one.icon, one, one.keys) for one in hits[: 8 if text else 5])

    def _take(self, payload: object) -> None:
        if isinstance(payload, Findable):
            screen = {"referral": "referral", "action": "actions", "meeting": "library"}[payload.kind]
            self.box.close_layer()
            self._go(Place(screen, payload.id))
            self.searches.meant(self._looked)  # after what the screen asks, which does not wait for it
        elif isinstance(payload, Deed):
            self.box.close_layer()
            payload.act()
        elif isinstance(payload, str):
            self.box.set_text(payload)
        elif isinstance(payload, _Add):
            self._add(payload.line)

    def _add(self, line: str) -> None:
        quick = self._quick
        if quick is None:
            return
        read = grammar.parse(line, quick.context)
        parsed = quick_chips.adapt(read, quick.context)
        if not parsed.ready:
            self.open(line)
            return
        try:
            command = quick_commands.command_for(read, quick, datetime.now(UTC))
        except AppError as error:
            self._refused(line, error)
            return
        words = quick_commands.words_for(read)
        self._jobs.do(command, lambda _: self._added(), self, partial(self._refused, line), words=words)

    def _refused(self, line: str, error: Exception) -> None:
        """Say why, with the line open as it was typed."""
        self._jobs.failed.emit(str(error))
        self.open(line)

    def _added(self) -> None:
        self.box.set_text("")
        self.box.close_layer()


def _entry(one: Findable) -> Entry:
    words = one.words if one.kind == "meeting" else f"{one.reference} {one.words}"
    return Entry(words, one.weak, ICONS[one.kind], one)
