"""Whether an agenda is ready to issue: green ticks need nothing, triangles may be passed with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout

from tasking_app.records.ready import Ready
from tasking_app.rules import days
from tasking_app.ui.layouts import clear, column, hline, row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Glyph, Label


class ReadyList(QFrame):
    """The list, its count, and by when the agenda goes out."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Ready to issue?")
        self._count = Label("", "small", "text2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(5)
        self._out = Label("", "small", "text2", wrap=True)
        head = row(Label("Ready to issue?", "h3"), None, self._count)
        out = row(Glyph("calendar-due", "text2", 18), (self._out, 1), gap=8)
        self.setLayout(column(hline(), head, self._lines, 2, hline(), out, gap=8, margins=(16, 8, 16, 12)))

    def show_rows(self, ready: Sequence[Ready], out_by: date | None, stage: str, version: int) -> None:
        """Show the list."""
        clear(self._lines)
        self._count.setText(f"{sum(one.good for one in ready)} of {len(ready)}")
        for one in ready:
            self._lines.addLayout(self._line(one))
        if stage == "agenda_issued":
            self._out.setText(f"Version {version} is issued. Changes make version {version + 1}.")
        elif out_by is not None:
            self._out.setText(f"Goes out by {days.long(out_by)}.")

    def _line(self, one: Ready) -> QLayout:
        icon, tone = (
            ("circle-check-filled", "on_track") if one.good else ("alert-triangle-filled", "due_soon")
        )
        verb = []
        if one.verb:
            button = Button(one.verb, kind="link", size="small", name=f"{one.verb}: {one.words}")
            button.clicked.connect(partial(self.asked.emit, one.what))
            verb = [button]
        return row(Glyph(icon, tone, 18), (Label(one.words, wrap=True), 1), *verb, gap=8)
