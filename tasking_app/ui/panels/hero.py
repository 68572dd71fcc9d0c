"""The card at the top of a closed meeting: that the minutes are ready, and its numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.records.end import Count
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Glyph, Label


class Hero(Card):
    """Words, six numbers, and what to do at the door."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__(margins=(24, 16, 24, 18), gap=8)
        self._glyph = Glyph("circle-check-filled", "on_track", 40)
        self._title, self._words = Label("", "h1"), Label("", "body", "text2", wrap=True)
        self._numbers = QVBoxLayout()
        head = row(self._glyph, (column(self._title, self._words, gap=0), 1), gap=14)
        self.add(head, 4, self._numbers, 4, row(*buttons, None, gap=10))
        self._shown: Count | None = None

    def say(self, title: str, words: str, *, busy: bool = False, wrong: bool = False) -> None:
        """Show how it stands."""
        icon, tone = ("alert-octagon-filled", "late") if wrong else ("circle-check-filled", "on_track")
        self._glyph.set_icon("hourglass" if busy else icon, "info" if busy else tone)
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")

    def title(self) -> str:
        """The large words."""
        return self._title.text()

    def show_count(self, count: Count) -> None:
        """Show the numbers of the meeting."""
        if count == self._shown:
            return
        self._shown = count
        clear(self._numbers)
        decisions = counted(count.decisions, "decision").split(" ", 1)[1]
        numbers = (
            (count.here, "here"),
            (count.decisions, decisions),
            (count.added, counted(count.added, "new action").split(" ", 1)[1]),
            (count.done, "done"),
            (count.moved, "given more time"),
            (count.open_now, "now open"),
        )
        parts: list[QWidget | None] = []
        for number, words in numbers:
            parts += [_number(number, words), None]
        self._numbers.addLayout(row(*parts[:-1], gap=6))


def _number(number: int, words: str) -> QWidget:
    made = wrap(column(Label(str(number), "display"), Label(words, "small", "text2"), gap=0))
    made.setAccessibleName(f"{number} {words}")
    return made
