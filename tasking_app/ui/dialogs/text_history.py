"""What the texts of a referral said before, each with a way to bring it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tasking_app.records.text_history import OldText
from tasking_app.rules import days
from tasking_app.rules.days import LONDON
from tasking_app.ui.layouts import box, column, row, scroll, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Label

BringBack = Callable[[OldText], None]


class TextHistory(Sheet):
    """The versions, latest first. Bringing one back is a change like any other, and Undo takes it back."""

    def __init__(self, title: str, found: Sequence[OldText], bring_back: BringBack) -> None:
        super().__init__(title, width=720)
        self._bring_back = bring_back
        close = Button("Close", kind="primary", keys="Esc")
        close.clicked.connect(self.close_layer)
        self._first: QWidget = close
        if found:
            page = wrap(column(*(self._row(one) for one in found), None, gap=0))
            pane = scroll(page, "Earlier texts")
            pane.setMinimumHeight(min(px(88) * len(found) + px(8), px(420)))
            self.body.addWidget(pane)
        else:
            self.body.addWidget(
                EmptyState("history", "Nothing was changed yet", "Every text is the first one.")
            )
        self.foot(close, None)

    def first_focus(self) -> QWidget | None:
        return self._first

    def _row(self, one: OldText) -> QWidget:
        moment = one.until.astimezone(LONDON)
        when = f"until {days.short(moment.date())} {moment:%H:%M}"
        by = f", changed by {one.by}" if one.by else ""
        head = row(Label(one.about, "strong"), Label(f"{when}{by}", "small", "text2"), None, gap=8)
        said = Label(one.text, "body", wrap=True)
        parts: list[QWidget] = []
        if one.can_return:
            back = Button(
                "Bring this back", size="small", name=f"Bring this back: {one.about}, {one.text[:60]}"
            )
            back.clicked.connect(partial(self._take, one))
            parts = [back]
            if isinstance(self._first, Button) and self._first.text() == "Close":
                self._first = back
        inside = column(wrap(head), wrap(row((said, 1), *parts, gap=12)), gap=2, margins=(4, 8, 8, 8))
        return box("row", inside)

    def _take(self, one: OldText) -> None:
        self.close_layer()
        self._bring_back(one)


def show(opener: QWidget, title: str, found: Sequence[OldText], bring_back: BringBack) -> None:
    """Open the versions over a window."""
    TextHistory(title, found, bring_back).open_over(opener)
