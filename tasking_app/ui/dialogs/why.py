"""Ask why, where a decision or an answer needs its reason; a decision may leave it for the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tasking_app.ui.dialogs.confirm import nothing
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

Said = Callable[[str, Callable[[], None]], None]


class Why(Sheet):
    """One line for the reason. Esc goes back to the line that was typed."""

    def __init__(
        self,
        jobs: Jobs,
        place: str,
        title: str,
        text: str,
        verb: str,
        said: Said,
        later: str,
        given_up: Callable[[], None],
    ) -> None:
        super().__init__(title, width=560)
        self._said, self._given_up = said, given_up
        self.left.connect(self._close)
        self._field = Field("Why?")
        self._typed = Typed(jobs)
        self._typed.keep(place, self._field)
        self._problem = Label("", "small", "late")
        self._problem.hide()
        go = Button(verb, kind="primary", keys="Enter")
        back = Button("Cancel", kind="ghost", keys="Esc")
        wait = Button(later)
        self.body.addWidget(Label(text, "body", "text2", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(self._problem)
        self.foot(*([go, wait] if later else [go]), back, None)
        go.clicked.connect(self._take)
        self._field.entered.connect(self._take)
        wait.clicked.connect(lambda: self._say(""))
        back.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self._field.edit

    def _take(self) -> None:
        words = self._field.text()
        if words:
            self._say(words)
            return
        self._problem.setText("Type the reason first.")
        self._problem.show()

    def _say(self, words: str) -> None:
        self._given_up = nothing
        self.close_layer()
        self._said(words, self._typed.forget if words else nothing)

    def _close(self) -> None:
        self._given_up()
        self.deleteLater()


def ask(
    opener: QWidget,
    jobs: Jobs,
    place: str,
    title: str,
    text: str,
    verb: str,
    said: Said,
    later: str = "",
    given_up: Callable[[], None] = nothing,
) -> None:
    """Open the question; `said` gets the reason, empty only when left for later, and what to call then."""
    Why(jobs, place, title, text, verb, said, later, given_up).open_over(opener)
