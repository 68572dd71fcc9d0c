"""The three answers to “Is this a correct record?”."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.last_minutes import LastMinutes
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import column, hline, row, wrap
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import StatusTag


class CorrectRecord(QWidget):
    """Agreed with corrections, agreed as it stands, or not yet."""

    answered = Signal(str)
    """with, as_it_stands, hold_over, open (the minutes are not approved yet)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Is this a correct record?")
        self._there = Label("", "small", "text2", wrap=True)
        self._first = Button("", icon="check", kind="primary", keys="Ctrl+Enter")
        self._stands, self._over = Button("Agreed as it stands"), Button("Not yet, hold over")
        self._who = Label("", "small", "text2")
        self._agreed = StatusTag("done", "Agreed")
        self._held = StatusTag("carried", "Held over to the next meeting")
        self._first.clicked.connect(self.first)
        self._stands.clicked.connect(lambda: self.answered.emit("as_it_stands"))
        self._over.clicked.connect(lambda: self.answered.emit("hold_over"))
        see = Button("Open them", size="small", name="Open the draft minutes")
        see.clicked.connect(lambda: self.answered.emit("open"))
        words = "They are agreed here once the chair has approved them."
        self._draft = Notice("due_soon", "The chair has not approved these minutes yet", words, see)
        there = row(Glyph("users", "text2", 18), (self._there, 1), gap=6)
        self._ask = wrap(
            column(
                Label("Is this a correct record?", "h2"),
                there,
                self._held_row(),
                self._first,
                row((self._stands, 1), (self._over, 1), gap=8),
                row((self._who, 1), Keycaps("Ctrl+Enter"), gap=6),
                gap=9,
            )
        )
        for button in (self._first, self._stands, self._over):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
        self._done = wrap(column(row(self._agreed, None), Label("Undo with Ctrl Z", "small", "text2"), gap=6))
        self.setLayout(column(hline(), self._draft, self._ask, self._done, gap=10))
        self._count = 0

    def _held_row(self) -> QWidget:
        self._held_box = wrap(row(self._held, None))
        return self._held_box

    def show_last(self, last: LastMinutes) -> None:
        """Show what can be answered now."""
        self._count = sum(1 for one in last.corrections if one.agreed_at is None)
        day = days.long(last.held_on).split(" ", 1)[1]
        self._there.setText(f"{last.here_then} of the {last.here} here were there on {day}.")
        words = f"Agreed with {counted(self._count, 'correction')}" if self._count else "Agreed as it stands"
        self._first.set_text(words)
        self._stands.setVisible(bool(self._count))
        self._held_box.setVisible(last.held_over)
        self._over.setVisible(not last.held_over)
        self._who.setText(f"Recorded as: chair {last.chair}" if last.chair else "")
        self._draft.setVisible(not last.frozen)
        self._ask.setVisible(last.may_agree)
        self._done.setVisible(last.stage == "agreed")
        self._agreed.set_status("done", last.agreed_words or "Agreed")

    def first(self) -> None:
        """The answer of the large button."""
        if self._ask.isVisible():
            self.answered.emit("with" if self._count else "as_it_stands")
