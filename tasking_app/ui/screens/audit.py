"""The record: who did what and when on a shared database, searched by keyboard, with its seals."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tasking_app.records.audit import Asked, AuditPage, Entry
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.rules.record import KINDS, SINCE
from tasking_app.rules.seal import written
from tasking_app.services import audit, seal
from tasking_app.ui import searches
from tasking_app.ui.dialogs import record_export
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, hline, row, wrap
from tasking_app.ui.panels.seals import Seals
from tasking_app.ui.screen import Screen
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.combos import FilterCombo
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label

FIND_AFTER_MS = 200
SIDE = 344
NOTHING: frozenset[str] = frozenset()
ICONS = {
    "insert": "plus",
    "update": "pencil",
    "read names": "eye",
    "read restricted text": "lock-open",
    "print": "printer",
    "export": "file-export",
    "send": "send",
    "show": "presentation",
    "search": "search",
    "refuse": "ban",
}
OWN = "Your own entries. Chair, co-ordinator and information governance read everybody’s."
NO_CASES = "Everybody’s entries: who, what and when. What a referral says is not in the record."


def columns() -> list[Column[Entry]]:
    """What a line of the record shows."""
    return [
        Column("When", lambda one: Cell(one.when, tone="text2"), 196),
        Column("Who", lambda one: Cell(one.who, tip=one.login), 164),
        Column("What", _what, 0),
        Column("On", lambda one: Cell(one.on or "–", strong=True, spoken=one.on or "nothing named"), 132),
    ]


def _what(one: Entry) -> Cell:
    words = f"{one.thing}: {one.fields}" if one.fields else one.thing
    tone = "late" if one.kind == "refuse" else "text2"
    return Cell(f"{one.done}. {words}", icon=ICONS.get(one.kind, "note"), icon_tone=tone, tip=words)


class AuditScreen(Screen):
    """The search, its lines, and on the right the line chosen and the seals."""

    key: ClassVar[str] = "audit"
    title: ClassVar[str] = "The record"
    rail: ClassVar[str] = "settings"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.search = SearchField("Find a person, a reference or a word")
        self.who = FilterCombo("Who", [], all_text="Anyone")
        self.what = FilterCombo("What", list(KINDS.items()), all_text="Anything")
        self.since = FilterCombo("When", list(SINCE.items()), all_text="Any time")
        self.entries: RecordTable[Entry] = RecordTable(
            columns(), lambda one: one.id, "Entries", row_height=40
        )
        self.found = Label("", "small", "text2")
        self._whose = Label("", "small", "text2", wrap=True)
        self.detail = Label("", "small", wrap=True)
        self.seals = Seals()
        self.export = Button("Export for a request", icon="file-export")
        self._logins: tuple[tuple[str, str], ...] = ()
        self._none = EmptyState("search", "Nothing found", "Try fewer words, or another time.")
        self._stack = QStackedWidget()
        for widget in (self.entries, self._none):
            self._stack.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self.setLayout(self._make())
        self.setFocusProxy(self.search.edit)
        self._connect()

    def _make(self) -> QHBoxLayout:
        filters = wrap(row(self.who, self.what, self.since, None, self.found, gap=8))
        head = column(self.search, filters, self._whose, gap=8, margins=(20, 12, 16, 10))
        told = Glyph("info-circle", "text2", 18), Label("Your search is written here too.", "small", "text2")
        foot = box(
            "foot", row(*told, None, Keycaps("/"), Label("find", "small", "text2"), margins=(20, 8, 16, 8))
        )
        left = column(head, hline(), (self._stack, 1), foot, gap=0)
        side = column(
            (self.seals, 1), hline(), Label("Entry", "h3"), self.detail, gap=8, margins=(18, 14, 16, 14)
        )
        return row((box("surface", left), 1), box("side", side, width=SIDE), gap=0)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.reload)
        self.search.typed.connect(lambda _: self._timer.start())
        self.search.entered.connect(self.entries.setFocus)
        searches.note_from(self.search, self._jobs, "record")
        for combo in (self.who, self.what, self.since):
            combo.chosen.connect(lambda _: self.reload())
        self.export.clicked.connect(self._export)
        self.entries.current_changed.connect(self._detail)
        self.entries.letter.connect(self._letter)
        self.seals.check_asked.connect(
            lambda: self._jobs.ask(audit.check, self.seals.show_check, self, self._not_checked)
        )
        self.seals.seal_asked.connect(
            lambda: self._jobs.long(seal.make, self._sealed, self, self._not_sealed, NOTHING)
        )

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        return [self.export]

    def regions(self) -> list[QWidget]:
        return [self.search, self.entries, self.seals]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("/", "Find in the record"),
            KeyHint("Enter", "From the search to the lines"),
            KeyHint("F6", "Search, lines, seals"),
        ]

    def asked(self) -> Asked:
        """What is looked for now."""
        return Asked(
            text=self.search.text(), who=self.who.key(), kind=self.what.key(), since=self.since.key()
        )

    def reload(self) -> None:
        asked = self.asked()
        self._jobs.ask(lambda work: audit.page(work, asked), partial(self._show, asked), self, self._not_read)

    # -- showing

    def _show(self, asked: Asked, page: AuditPage | None) -> None:
        if asked != self.asked():
            return
        if page is None:
            self._none.say("No record", "This file keeps no record of who did what. A shared database does.")
            self._stack.setCurrentWidget(self._none)
            return
        self.who.setVisible(not page.own)
        self.who.set_options(page.logins)
        self._logins = page.logins
        self.export.setVisible(not page.own)
        self._whose.setText(OWN if page.own else NO_CASES)
        self.entries.set_rows(page.entries)
        many = "more than " if page.more else ""
        newest = f", the newest {len(page.entries)} shown" if page.found > len(page.entries) else ""
        self.found.setText(f"{many}{counted(page.found, 'entry', 'entries')}{newest}")
        self._none.say("Nothing found", "Try fewer words, or another time.")
        self._stack.setCurrentWidget(self.entries if page.entries else self._none)
        self.seals.show_page(page)
        self._detail(self.entries.current())

    def _detail(self, one: Entry | None) -> None:
        if one is None:
            self.detail.setText("No line is chosen.")
            return
        fields = f"\nFields: {one.fields}" if one.fields else ""
        on = f"\nOn {one.on}" if one.on else ""
        key = f"\nKey {one.key}" if one.key else ""
        who = f"{one.who}, as {one.login}\nFrom {one.computer}"
        self.detail.setText(f"{one.done}. {one.thing}{on}{fields}\n{one.when}\n{who}{key}")

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._none.say("The record cannot be read now", str(error))
            self._stack.setCurrentWidget(self._none)
        else:
            self._jobs.say(error)

    def _not_checked(self, error: Exception) -> None:
        self.say.emit("late", f"The seals were not checked. {error}")

    def _export(self) -> None:
        sheet = record_export.ask(self.window(), self._jobs, self.asked(), self._logins)
        sheet.written.connect(lambda words: self.toast.emit(words, False))

    def _sealed(self, sign: str) -> None:
        self.toast.emit(f"Sealed: {written(sign)}", False)
        self.reload()

    def _not_sealed(self, error: Exception) -> None:
        self.say.emit("late", f"The record was not sealed. {error}")

    def _letter(self, letter: str) -> None:
        if letter == "/":
            self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)
