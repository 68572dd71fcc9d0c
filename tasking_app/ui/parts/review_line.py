"""The line under an action that asks for a new date and why, or only why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tasking_app.rules import dates, days
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.parts import answers
from tasking_app.ui.widgets.chip_row import ChipRow, chips_width
from tasking_app.ui.widgets.focus_ring import RING_HOST
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.one_line import OneLine
from tasking_app.ui.widgets.parsed import Chip

HINTS = {
    "more_time": "27 nov: why it needs more time",
    "drop": "Why is it dropped?",
    "blocked": "What blocks it?",
}


class ReviewLine(QWidget):
    """Hidden until an answer asks for something. Enter sends, Esc goes back with the text kept."""

    typed = Signal(str)
    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asks, self._today = "", date.min
        self._next: date | None = None
        self.edit = OneLine("The new date and why", pixels=16)
        self._chip = ChipRow()
        self._chip.setMinimumWidth(0)
        frame = box(
            "big_field",
            row((self.edit, 1), self._chip, Keycaps("Enter"), gap=8, margins=(12, 0, 12, 0)),
        )
        frame.setProperty(RING_HOST, True)
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self.setLayout(column(frame, self._problem, gap=4))
        self.edit.typed.connect(self._typed)
        self.edit.entered.connect(lambda: self.entered.emit(self.edit.text().strip()))
        self.hide()

    def ask(self, name: str, today: date, following: date | None, text: str = "") -> None:
        """Ask what an answer needs, from an empty line or from a text that was typed before."""
        self._asks, self._today, self._next = name, today, following
        self.edit.setPlaceholderText(HINTS[name])
        self.edit.setAccessibleName(HINTS[name])
        self.edit.set_text(text)
        self._read(text)
        self.refuse("")
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Nothing is asked any more."""
        self._asks = ""
        self.edit.set_text("")
        self.refuse("")
        self.hide()

    def refuse(self, sentence: str) -> None:
        """Say what the line still needs."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _typed(self, text: str) -> None:
        self.refuse("")
        self._read(text)
        self.typed.emit(text)

    def _read(self, text: str) -> None:
        chips: tuple[Chip, ...] = ()
        marks: tuple[tuple[int, int], ...] = ()
        if self._asks == "more_time":
            start = len(text) - len(text.lstrip())
            found = dates.at_start(text.lstrip(), self._today, self._next)
            said = answers.read(text, self._today, self._next)
            if found is not None:
                marks = ((start, start + found.length),)
                past = said.day is None
                tone = "late" if past else ""
                chips = (Chip("calendar-due", days.short(found.day), "is past" if past else "", tone=tone),)
        self.edit.mark(marks)
        self._chip.show_chips(chips)
        self._chip.setFixedWidth(max(chips_width(chips, weak=True), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
