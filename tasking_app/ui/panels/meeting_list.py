"""The meetings of the library: filtered by series and year, or the lines that hold what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tasking_app.records.library import Hit, Library, MeetingRow
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import column, hline, row, wrap
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.combos import FilterCombo
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.labels import Label

SHAPES = {
    "planned": ("calendar-event", "text2"),
    "running": ("player-play-filled", "on_track"),
    "draft": ("circle-dot", "due_soon"),
    "approved": ("circle-check", "info"),
    "agreed": ("circle-check-filled", "done"),
    "corrected": ("pencil", "done"),
    "not_held": ("circle-x", "text2"),
}
FIND_AFTER_MS = 150


class MeetingList(QWidget):
    """Left part of the library."""

    chosen = Signal(object)
    """The key of a meeting."""
    opened = Signal(object)
    asked = Signal(str)
    """Words to find in every minute; empty: none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Meetings")
        self._library: Library | None = None
        self.search = SearchField("Find in all minutes")
        self._series = FilterCombo("Series", [])
        self._year = FilterCombo("Year", [])
        self.meetings: RecordTable[MeetingRow] = RecordTable(
            [Column("Meeting", _day), Column("Reference", _reference, width=142)],
            lambda one: one.id,
            "Meetings",
            row_height=53,
        )
        self.hits: RecordTable[Hit] = RecordTable(
            [Column("Line", _hit)], lambda one: one.line, "Lines found", row_height=53
        )
        self._none = EmptyState("calendar-event", "No meetings here", "Choose another series or year.")
        self._stack = QStackedWidget()
        for widget in (self.meetings, self.hits, self._none):
            self._stack.addWidget(widget)
        self._found = Label("", "small", "text2")
        self._found.hide()
        filters = wrap(row(self._series, self._year, None, gap=8))
        head = column(self.search, filters, self._found, gap=8, margins=(14, 12, 14, 10))
        self.setLayout(column(head, hline(), (self._stack, 1), gap=0))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._timer.timeout.connect(lambda: self.asked.emit(self.search.text()))
        self._connect()

    def _connect(self) -> None:
        for table in (self.meetings, self.hits):
            table.horizontalHeader().hide()
        self._series.chosen.connect(lambda _: self._filter())
        self._year.chosen.connect(lambda _: self._filter())
        self.meetings.current_changed.connect(lambda one: self._tell(one.id if one else None))
        self.meetings.opened.connect(lambda one: self.opened.emit(one.id))
        self.hits.current_changed.connect(lambda one: self._tell(one.meeting if one else None))
        self.hits.opened.connect(lambda one: self.opened.emit(one.meeting))
        self.search.typed.connect(lambda _: self._timer.start())
        self.search.entered.connect(self._into_list)

    def _tell(self, meeting: UUID | None) -> None:
        if meeting is not None:
            self.chosen.emit(meeting)

    def _into_list(self) -> None:
        shown = self._stack.currentWidget()
        if shown is not None and shown is not self._none:
            shown.setFocus()

    # -- showing

    def show_library(self, library: Library) -> None:
        """Show these meetings."""
        self._library = library
        names = dict.fromkeys((str(one.series), one.series_name) for one in library.meetings)
        years = dict.fromkeys(str(one.held_on.year) for one in library.meetings)
        self._series.set_options(list(names))
        self._series.setVisible(len(names) > 1)
        self._year.set_options([(year, year) for year in years])
        self._filter()

    def select(self, meeting: UUID) -> None:
        """Put the caret on a meeting, whatever was filtered."""
        if not self.meetings.select(meeting):
            self._series.set_key("")
            self._year.set_key("")
            self._filter()
            self.meetings.select(meeting)

    def show_hits(self, words: str, hits: Sequence[Hit]) -> None:
        """Show the lines found; without words the meetings again."""
        if words != self.search.text():
            return
        self._found.setVisible(bool(words))
        if not words:
            self._filter()
            return
        self.hits.set_rows(hits)
        several = counted(len(hits), "line")
        self._found.setText(f"{several} found" if hits else f"No minutes hold “{words}”")
        self._none.say(f"No minutes hold “{words}”", "Restricted referrals are not searched.")
        self._stack.setCurrentWidget(self.hits if hits else self._none)

    def first_to_show(self) -> UUID | None:
        """The latest meeting that was held, else the first of the list."""
        rows = self.meetings.rows_shown()
        held = [one for one in rows if one.shape in ("draft", "approved", "agreed", "corrected")]
        return (held or rows)[0].id if rows else None

    def _filter(self) -> None:
        if self._library is None:
            return
        series, year = self._series.key(), self._year.key()
        rows = [
            one
            for one in self._library.meetings
            if series in ("", str(one.series)) and year in ("", str(one.held_on.year))
        ]
        self.meetings.set_rows(rows)
        self._none.say("No meetings here", "Choose another series or year.")
        self._stack.setCurrentWidget(self.meetings if rows else self._none)


def _day(one: MeetingRow) -> Cell:
    icon, tone = SHAPES[one.shape]
    day = f"{days.short(one.held_on).split(' ')[0]} {one.held_on.day} {days.MONTHS[one.held_on.month - 1]}"
    return Cell(
        day,
        one.words,
        strong=True,
        second_icon=icon,
        second_tone=tone,
        spoken=f"{days.full(one.held_on)}, {one.words}",
    )


def _reference(one: MeetingRow) -> Cell:
    return Cell(one.reference, one.series_name, tone="text2")


def _hit(one: Hit) -> Cell:
    place = f"{days.short(one.held_on)} {one.held_on.year}, {one.item}"
    return Cell(one.text, place, tip=one.text, spoken=f"{place}: {one.text}")
