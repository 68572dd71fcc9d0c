"""Read back what was agreed under an item before the meeting moves on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tasking_app.records.running import LineRow
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Glyph, Label


class ReadBack(Sheet):
    """Decisions and actions of the item. Enter, or Ctrl PgDn again, goes on; Esc stays."""

    def __init__(
        self, item: str, following: str, lines: Sequence[LineRow], go_on: Callable[[], None]
    ) -> None:
        super().__init__(f"Agreed under {item}", width=680)
        self._go_on = go_on
        self.left.connect(self.deleteLater)
        for line in lines:
            self.body.addWidget(_line(line))
        self._go = Button(f"Go on to {following}" if following else "Go on", kind="primary", keys="Enter")
        stay = Button("Stay here", kind="ghost", keys="Esc")
        self.foot(self._go, stay, None)
        self._go.clicked.connect(self._take)
        stay.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self._go

    def _take(self) -> None:
        self.close_layer()
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forth = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_PageDown and forth:
            self._take()
            event.accept()
        else:
            super().keyPressEvent(event)


def _line(line: LineRow) -> QWidget:
    icon = "gavel" if line.kind == "decision" else "arrow-forward"
    words = [Label(line.text, "strong", wrap=True)]
    under = line.action_words or (f"Because {line.rationale}" if line.rationale else "")
    if under:
        words.append(Label(under, "small", "text2", wrap=True))
    reference = Label(line.reference, "small_strong", "text2")
    head = row(Glyph(icon, "text2", 18), reference, gap=6)
    side = column(head, None, gap=0)
    return box("row", row(side, (column(*words, gap=2), 1), gap=12, margins=(0, 6, 0, 8)))


def open_over(
    opener: QWidget, item: str, following: str, lines: Sequence[LineRow], go_on: Callable[[], None]
) -> None:
    """Show what was agreed; `go_on` is called when it was read back."""
    ReadBack(item, following, lines, go_on).open_over(opener)
