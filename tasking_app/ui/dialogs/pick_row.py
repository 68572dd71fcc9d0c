"""Choose one of many by typing: which referral, which objective."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import SearchField

TALL = 380


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its key, its reference or number, and its words."""

    key: str
    reference: str
    words: str
    more: str = ""


class PickRow(Sheet):
    """A list that typing narrows; Enter takes the row that is marked."""

    def __init__(self, title: str, answers: Sequence[Answer], taken: Callable[[Answer], None]) -> None:
        super().__init__(title, width=620)
        self._taken = taken
        self._find = SearchField("Number or words")
        columns: list[Column[Answer]] = [
            Column("Number", lambda one: Cell(one.reference, strong=True), 110),
            Column("Words", lambda one: Cell(one.words, tip=one.words)),
            Column("", lambda one: Cell(one.more, tone="text2"), 110),
        ]
        self._table: RecordTable[Answer] = RecordTable(
            columns,
            lambda one: one.key,
            title,
            words=lambda one: f"{one.reference} {one.words}",
            row_height=36,
        )
        self._table.setFixedHeight(px(TALL))
        self._table.set_rows(answers)
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.body.addWidget(self._find)
        self.body.addWidget(self._table)
        self.foot(cancel, None)
        cancel.clicked.connect(self.close_layer)
        self._find.typed.connect(self._table.search)
        self._find.entered.connect(self._take)
        self._table.opened.connect(lambda _: self._take())
        self.left.connect(self.deleteLater)

    def first_focus(self) -> QWidget | None:
        return self._find.edit

    def _take(self) -> None:
        found = self._table.current()
        if found is not None:
            self.close_layer()
            self._taken(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._find.edit.hasFocus():
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def ask(opener: QWidget, title: str, answers: Sequence[Answer], taken: Callable[[Answer], None]) -> None:
    """Open the list over a window; `taken` gets the answer."""
    PickRow(title, answers, taken).open_over(opener)
