"""What can be done with several actions selected, in the place of the hints under the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Label

DEEDS = (
    ("date", "New date", "calendar-due", "N"),
    ("lead", "Give to", "building", "G"),
    ("officer", "Officer", "user", "O"),
    ("copy", "Copy", "copy", "Ctrl+C"),
)


class BulkBar(QFrame):
    """How many are selected, and what to do with them."""

    pressed = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "foot")
        self.setAccessibleName("Several actions")
        self._count = Label("", "strong")
        buttons = []
        for key, words, icon, keys in DEEDS:
            button = Button(
                words, icon=icon, size="small", tip=words, keys=keys, name=f"{words}, all selected"
            )
            button.clicked.connect(partial(self.pressed.emit, key))
            buttons.append(button)
        clear = Button("Clear", kind="ghost", size="small", tip="Select none", keys="Esc", name="Select none")
        clear.clicked.connect(self.cleared)
        self.setLayout(row(self._count, 6, *buttons, None, clear, gap=6, margins=(20, 4, 16, 4)))
        self.hide()

    def show_count(self, count: int) -> None:
        """Nothing to see for fewer than two."""
        self._count.setText(f"{count} selected")
        self.setVisible(count > 1)
