"""One action of My agency: a line while it waits, and open with its answers while it is the chosen one."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from tasking_app.records.my_agency import Asked, MyAction
from tasking_app.rules import days
from tasking_app.rules.action import Shown
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.parts.restricted_notice import restricted_notice
from tasking_app.ui.parts.update_form import KEYS, UpdateForm
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.spoken import speak_as, speak_chosen
from tasking_app.ui.widgets.tags import StatusTag, ThemeIcon


def facts(item: MyAction, today: date) -> str:
    """Reference, dates and the last update, in a line."""
    shown = item.row
    parts = [shown.reference]
    if not item.mine and shown.officer:
        parts.append(shown.officer)
    if shown.status.kind is not Shown.DUE_SOON:  # there the tag says it
        parts.append(f"Due {days.short(shown.due)}")
    parts.append(f"Agreed {_day(shown.raised_on)}")
    if item.heard and shown.updated_on is not None:
        when = "today" if shown.updated_on == today else _day(shown.updated_on)
        parts.append(f"Last update {when}: {shown.update}" if shown.update else f"Last update {when}")
    return ". ".join(parts)


def _day(day: date) -> str:
    return days.short(day)[4:]


class MyCard(QFrame):
    """The card takes the single keys while it has the focus itself, never while a text has it."""

    chosen = Signal(object)
    moved = Signal(int)
    take_back = Signal(object)
    open_asked = Signal(object)

    def __init__(self, item: MyAction, today: date, form: UpdateForm | None, *, now: bool) -> None:
        super().__init__()
        self.item, self._form = item, form
        shown = item.row
        self.setProperty("box", "big_field" if now else "card")
        speak_as(self, "line")
        speak_chosen(self, now)
        waits = f", {item.asked.words}" if item.asked is not None else ""
        self.setAccessibleName(f"{shown.reference}, {shown.status.words}, {shown.short_text}{waits}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if now else Qt.FocusPolicy.ClickFocus)
        whole = column(self._head(today, now=now), gap=8, margins=(18, 11, 16, 12))
        for line in self._below(now=now):
            whole.addWidget(line)
        if form is not None:
            whole.addWidget(form)
        self.setLayout(whole)

    def _head(self, today: date, *, now: bool) -> QLayout:
        shown = self.item.row
        title: QWidget = Label(shown.text, "strong", wrap=True) if now else Elided(shown.short_text, "strong")
        words = column(title, Elided(facts(self.item, today), "small", "text2"), gap=1)
        head = row(
            ThemeIcon(shown.theme, 32),
            (words, 1),
            StatusTag(shown.status.kind.value, shown.status.words),
            gap=12,
        )
        if not now:
            update = Button("Update", size="small", name=f"Update {shown.reference}, {shown.short_text}")
            update.clicked.connect(lambda: self.chosen.emit(shown.id))
            head.addWidget(update)
        return head

    def _below(self, *, now: bool) -> list[QWidget]:
        item, lines = self.item, []
        if item.asked is not None:
            words = Label(item.asked.words, "small_strong", "info", wrap=True)
            back = [self._take_back(item.asked)] if item.asked.mine else []
            lines.append(wrap(row(Glyph("hourglass", "info", 18), (words, 1), *back, gap=8)))
        if item.declined:
            words = Label(item.declined, "small_strong", "late", wrap=True)
            lines.append(wrap(row(Glyph("circle-x", "late", 18), (words, 1), gap=8)))
        if now and item.hidden:
            key, may_open = item.row.id, item.may_open
            ask = partial(self.open_asked.emit, key)
            lines.append(restricted_notice("Restricted", "action", ask, may_open=may_open))
        return lines

    def _take_back(self, asked: Asked) -> Button:
        made = Button(
            "Take back", size="small", name=f"Take back the request about {self.item.row.reference}"
        )
        made.clicked.connect(lambda: self.take_back.emit(asked.proposal))
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.item.row.id)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        letter = "" if event.modifiers() else event.text().lower()
        if not self.hasFocus():
            super().keyPressEvent(event)
        elif step is not None:
            self.moved.emit(step)
        elif self._form is not None and letter in KEYS:
            self._form.press_answer(KEYS[letter])
        elif self._form is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._form.focus_text()
        elif self._form is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.item.hidden and self.item.may_open:
                self.open_asked.emit(self.item.row.id)
        else:
            super().keyPressEvent(event)
