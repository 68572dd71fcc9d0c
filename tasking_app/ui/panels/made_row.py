"""One paper that closing made: what it is, how it stands, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tasking_app.ui.layouts import column, row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph
from tasking_app.ui.widgets.tags import STATUS, Tag

TONES = {
    "ready": ("circle-check-filled", "on_track"),
    "wait": ("alert-triangle-filled", "due_soon"),
    "lost": ("alert-octagon-filled", "late"),
    "busy": ("hourglass", "info"),
    "started": ("circle-dot", "on_track"),
    "done": ("circle-check-filled", "done"),
}


@dataclass(frozen=True, slots=True)
class MadeLine:
    """Key, icon, name and detail of a line; its tag as state and words; its buttons as verb and words."""

    key: str
    icon: str
    name: str
    detail: str
    state: str
    words: str
    verbs: tuple[tuple[str, str], ...] = ()


class MadeRow(QFrame):
    """The line as a row."""

    pressed = Signal(str, str)

    def __init__(self, line: MadeLine) -> None:
        super().__init__()
        self.setProperty("box", "row")
        self.setAccessibleName(f"{line.name}. {line.detail}. {line.words}".replace("..", "."))
        icon, tone = TONES[line.state]
        words = column(Elided(line.name, "strong"), Elided(line.detail, "small", "text2"), gap=0)
        tag = Tag(line.words, icon, tone, f"{tone}_bg" if tone in STATUS or tone == "info" else "sunken")
        made = row(Glyph(line.icon, "text2", 22), (words, 1), tag, gap=12, margins=(2, 6, 0, 7))
        for verb, text in line.verbs:
            button = Button(text, size="small", name=f"{text} {line.name}")
            button.clicked.connect(lambda _=False, v=verb: self.pressed.emit(line.key, v))
            made.addWidget(button)
        self.setLayout(made)
