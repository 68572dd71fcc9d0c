"""Beside the roll call: the confidentiality statement, and conflicts of interest."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.running import ConflictRow, Start
from tasking_app.rules.counting import counted
from tasking_app.rules.days import LONDON
from tasking_app.ui.layouts import clear, column, row, widgets_of, wrap
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Card, Well
from tasking_app.ui.widgets.chips import Segments
from tasking_app.ui.widgets.labels import Elided, Glyph, Label

NO_STATEMENT = "There is no statement yet. Write it in Settings, or start without it."


class ConfidentialityCard(Card):
    """The statement with its version, and one button; then when and by how many it was agreed."""

    agreed = Signal()
    undone = Signal()

    def __init__(self) -> None:
        self._version = Label("", "small", "text2")
        super().__init__("2  Confidentiality", None, self._version)
        self._shown: tuple[object, ...] = ()
        self._button = Button("Read and agreed", icon="check")
        self._button.clicked.connect(self.agreed)

    def show_start(self, shown: Start) -> None:
        """Show whether it was read."""
        key = (shown.statement, shown.statement_version, shown.read_at, shown.read_people)
        if key == self._shown:
            return
        self._shown = key
        self._version.setText(f"Statement {shown.statement_version}" if shown.statement else "")
        focused = self._button.hasFocus()
        self.body.removeWidget(self._button)
        self._button.setParent(self)
        clear(self.body)
        words = Label(shown.statement or NO_STATEMENT, wrap=True)
        self.add(Well(words, gap=4, margins=(12, 8, 12, 10)))
        self._button.setVisible(shown.read_at is None)
        if shown.read_at is None:
            self.add(row(self._button, None))
            return
        undo = Button("Undo", kind="link", name="Undo read and agreed")
        undo.clicked.connect(self.undone)
        at = shown.read_at.astimezone(LONDON)
        done = row(
            Glyph("circle-check-filled", "on_track", 20),
            Label(f"Read and agreed, {at:%H:%M}", "strong"),
            Label(f"by {counted(shown.read_people, 'person', 'people')}", "small", "text2"),
            None,
            undo,
        )
        self.add(wrap(done))
        if focused:
            undo.setFocus()


class ConflictsCard(Card):
    """Who has an interest in which matter, and whether they leave for it."""

    add_asked = Signal()
    changed = Signal(object, bool)
    dropped = Signal(object)

    def __init__(self) -> None:
        add = Button("Add", icon="plus", kind="ghost", size="small", name="Add a conflict of interest")
        super().__init__("3  Conflicts of interest", None, add)
        self._rows: tuple[ConflictRow, ...] | None = None
        add.clicked.connect(self.add_asked)

    def show_start(self, shown: Start) -> None:
        """Show what was declared."""
        if shown.conflicts == self._rows:
            return
        self._rows = shown.conflicts
        clear(self.body)
        for one in shown.conflicts:
            self.add(self._row(one))
        if not shown.conflicts:
            self.add(Label("None declared.", "body", "text2"))

    def rows(self) -> list[QWidget]:
        """What was declared, each with what can be done about it."""
        return widgets_of(self.body)

    def _row(self, one: ConflictRow) -> QWidget:
        matter = ", ".join(part for part in (one.matter, one.what) if part)
        stays = Segments(["Leaves", "Stays"], f"{one.officer}: {matter}", 0 if one.leaves else 1)
        stays.chosen.connect(partial(self._chosen, one))
        drop = icon_button("x", f"Take this back: {one.officer}", kind="ghost", size="small")
        drop.clicked.connect(partial(self.dropped.emit, one))
        words = column(Elided(one.officer, "strong"), Elided(matter, "small", "text2"), gap=0)
        return wrap(row(Glyph("scale", "text2", 20), (words, 1), stays, drop, gap=8))

    def _chosen(self, one: ConflictRow, index: int, *_: Any) -> None:
        self.changed.emit(one, index == 0)
