"""What a list says when nothing fits: what was looked for, what is near, and a way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from tasking_app.ui.layouts import clear, column, row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Label

Way = tuple[str, str, str, Callable[[], None]]
"""What is near, the verb of its button, how that is spoken, and what it does."""


class NoMatch(QFrame):
    """A sentence, and up to a few lines each with a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "surface")
        self._sentence = Label("", "body", wrap=True)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(px(4))
        self.setLayout(column(self._sentence, self._ways, gap=6, margins=(20, 14, 16, 10)))
        self.hide()

    def say(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show it."""
        self._sentence.setText(sentence)
        clear(self._ways)
        for words, verb, spoken, act in ways:
            button = Button(verb, size="small", name=spoken)
            button.clicked.connect(lambda _=False, go=act: go())
            self._ways.addLayout(row(button, (Label(words, "body", "text2", wrap=True), 1), gap=10))
        self.show()
