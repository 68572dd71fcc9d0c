"""The library: every meeting with its papers, decisions and actions, and words in every minute."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tasking_app.records.library import Kept, Library
from tasking_app.services import library
from tasking_app.ui import searches
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.panels.kept_meeting import KeptMeeting
from tasking_app.ui.panels.meeting_list import MeetingList
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState

LIST = 336


class LibraryScreen(Screen):
    """Meetings on the left; on the right everything one of them left behind."""

    key: ClassVar[str] = "library"
    title: ClassVar[str] = "Library"
    rail: ClassVar[str] = "library"
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            "meeting",
            "paper",
            "correction",
            "minutes_part",
            "line",
            "decision",
            "action",
            "attendance",
            "series",
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._wanted: UUID | None = None
        self._shown: Library | None = None
        self.list = MeetingList()
        self.kept = KeptMeeting(jobs)
        plan = Button("Plan a meeting", icon="calendar-event", kind="primary")
        plan.clicked.connect(lambda: self.go.emit(Place("prepare", part="plan")))
        words = "Its agenda, minutes and papers will be kept here."
        empty = EmptyState("archive", "No meetings yet", words, plan)
        self._stack = QStackedWidget()
        side = box("side", column(self.list, gap=0), width=LIST)
        self._stack.addWidget(wrap(row(side, (box("surface", column(self.kept, gap=0)), 1), gap=0)))
        self._stack.addWidget(empty)
        self.setLayout(column((self._stack, 1), gap=0))
        self.setFocusProxy(self.list.search.edit)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.kept.open_minutes())
        self.list.asked.connect(self._find)
        searches.note_from(self.list.search, jobs, "minutes")
        self.kept.go.connect(self.go)
        self.kept.told.connect(lambda words: self.toast.emit(words, False))
        for table in (self.list.meetings, self.list.hits):
            table.letter.connect(self._letter)
        for keys, step in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.kept.preview.turn, step))

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        export = Button("Export", icon="file-export", keys="Ctrl+E")
        export.clicked.connect(lambda: self.go.emit(Place("export", self.kept.shown())))
        return [export]

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self._wanted = place.id

    def reload(self) -> None:
        self._jobs.ask(library.library, self._show, self)
        shown = self.kept.shown()
        if shown is not None:
            self._ask_kept(shown)

    def regions(self) -> list[QWidget]:
        return [self.list, self.kept]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("/", "Find in all minutes"),
            KeyHint("Enter", "Open the minutes of the meeting"),
            KeyHint("PgDown", "Next page of the preview, PgUp the one before"),
        ]

    def papers_of(self) -> UUID | None:
        return self.kept.shown()

    def remember(self) -> dict[str, object]:
        shown = self.kept.shown()
        return {"meeting": str(shown)} if shown else {}

    def restore(self, state: Mapping[str, object]) -> None:
        kept = state.get("meeting")
        if isinstance(kept, str) and kept:
            self._wanted = UUID(kept)

    # -- showing

    def _show(self, found: Library) -> None:
        self._stack.setCurrentIndex(0 if found.meetings else 1)
        first = self._shown is None
        if found != self._shown:
            self._shown = found
            self.list.meetings.blockSignals(first)
            self.list.show_library(found)
            self.list.meetings.blockSignals(False)
        known = {one.id for one in found.meetings}
        wanted = self._wanted if self._wanted in known else None
        wanted = wanted or (self.list.first_to_show() if first else None)
        self._wanted = None
        if wanted is not None:
            self.list.select(wanted)
            self._choose(wanted)

    def _choose(self, meeting: object) -> None:
        if isinstance(meeting, UUID) and meeting != self.kept.shown():
            self._ask_kept(meeting)

    def _ask_kept(self, meeting: UUID) -> None:
        self._jobs.ask(lambda work: library.kept(work, meeting), self._show_kept, self)

    def _show_kept(self, kept: Kept) -> None:
        self.kept.show_kept(kept)

    def _find(self, words: str) -> None:
        self._jobs.ask(lambda work: library.find(work, words), partial(self.list.show_hits, words), self)

    def _letter(self, letter: str) -> None:
        if letter == "/":
            self.list.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.list.search.setFocus()
        else:
            super().keyPressEvent(event)
