"""Ask before something that should be meant: one sentence, one verb, and a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Label


class Confirm(Sheet):
    """A sentence and a verb."""

    def __init__(
        self, title: str, text: str, verb: str, said: Callable[[], None], given_up: Callable[[], None]
    ) -> None:
        super().__init__(title, width=560)
        self._said, self._given_up = said, given_up
        self.left.connect(self._close)
        self.body.addWidget(Label(text, "body", "text2", wrap=True))
        self._go = Button(verb, kind="primary", keys="Enter")
        back = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(self._go, back, None)
        self._go.clicked.connect(self._take)
        back.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self._go

    def _take(self) -> None:
        self._given_up = nothing
        self.close_layer()
        self._said()

    def _close(self) -> None:
        self._given_up()
        self.deleteLater()


def nothing() -> None:
    """What giving up does where nothing waits for the answer."""


def ask(
    opener: QWidget,
    title: str,
    text: str,
    verb: str,
    said: Callable[[], None],
    given_up: Callable[[], None] = nothing,
) -> None:
    """Open the question over a window; `said` is called when the verb is pressed."""
    Confirm(title, text, verb, said, given_up).open_over(opener)
