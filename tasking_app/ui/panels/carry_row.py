"""One line of what carries over to the next meeting: left out or put back with one press."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tasking_app.records.end import Carry
from tasking_app.ui.layouts import column, row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label


class CarryRow(QFrame):
    """What, why, to which item."""

    pressed = Signal(object)

    def __init__(self, carry: Carry) -> None:
        super().__init__()
        self.setProperty("box", "row")
        what = f"{carry.reference}  {carry.title}"
        self.setAccessibleName(f"{what}. {carry.reason}")
        out = carry.left_out
        icon, tone = ("circle-x", "text2") if out else ("circle-arrow-right-filled", "info")
        reason = f"Left out: {carry.reason[:1].lower()}{carry.reason[1:]}" if out else carry.reason
        words = column(
            Elided(what, "body" if out else "strong", "text2" if out else "text"),
            Elided(reason, "small", "text2"),
            gap=0,
        )
        made = row(Glyph(icon, tone, 20), (words, 1), gap=10, margins=(2, 4, 0, 5))
        if not out:
            made.addWidget(Label(carry.item, "small", "text2"))
        if carry.placing is not None:
            verb = "Put back" if out else "Leave out"
            icon = "arrow-back-up" if out else "x"
            button = Button(verb, icon=icon, kind="ghost", size="small", name=f"{verb} {what}")
            button.clicked.connect(lambda: self.pressed.emit(carry))
            made.addWidget(button)
        self.setLayout(made)
