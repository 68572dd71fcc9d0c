"""Choose one of a list by arrow keys and Enter, or by typing where it is long: who or what is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tasking_app.ui.dialogs.confirm import nothing
from tasking_app.ui.layouts import column, scroll, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.labels import Label

SHORT = 5
"""A longer list can be narrowed by typing."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer: its words, its icon, and what choosing it does."""

    words: str
    take: Callable[[], None]
    icon: str = ""


class Choose(Sheet):
    """A list; Esc leaves everything as it is."""

    def __init__(self, title: str, text: str, picks: Sequence[Pick], given_up: Callable[[], None]) -> None:
        super().__init__(title, width=520)
        self._buttons: list[Button] = []
        self._given_up = given_up
        self.left.connect(self._close)
        if text:
            self.body.addWidget(Label(text, "body", "text2", wrap=True))
        for pick in picks:
            button = Button(pick.words, icon=pick.icon, kind="ghost")
            button.clicked.connect(lambda _=False, p=pick: self._take(p))
            self._buttons.append(button)
        self._find = SearchField()
        self._find.typed.connect(self._narrow)
        self._find.entered.connect(self._take_first)
        self.body.addWidget(self._find)
        self._find.setVisible(len(picks) > SHORT)
        page = wrap(column(*self._buttons, None, gap=2))
        pane = scroll(page, title)
        pane.setMinimumHeight(min(px(38) * len(picks) + px(8), px(380)))
        self.body.addWidget(pane)
        back = Button("Cancel", kind="ghost", keys="Esc")
        back.clicked.connect(self.close_layer)
        self.foot(back, None)

    def first_focus(self) -> QWidget | None:
        if len(self._buttons) > SHORT:
            return self._find.edit
        return self._buttons[0] if self._buttons else super().first_focus()

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for button in self._buttons:
            button.setVisible(all(word in button.text().casefold() for word in words))

    def _shown(self) -> list[Button]:
        return [button for button in self._buttons if not button.isHidden()]

    def _take_first(self) -> None:
        for button in self._shown()[:1]:
            button.click()

    def _take(self, pick: Pick) -> None:
        self._given_up = nothing
        self.close_layer()
        pick.take()

    def _close(self) -> None:
        self._given_up()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shown = self._shown()
        now = next((n for n, button in enumerate(shown) if button.hasFocus()), -1 if step > 0 else 0)
        for button in shown[(now + step) % len(shown) :][:1] if shown else ():
            button.setFocus(Qt.FocusReason.TabFocusReason)
        event.accept()


def ask(
    opener: QWidget, title: str, text: str, picks: Sequence[Pick], given_up: Callable[[], None] = nothing
) -> None:
    """Open the list over a window."""
    Choose(title, text, picks, given_up).open_over(opener)
