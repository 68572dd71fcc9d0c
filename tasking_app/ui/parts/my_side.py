"""Beside the actions of My agency: the last meeting, what became of one's own requests, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.action import ActionRow
from tasking_app.records.my_agency import LastMeeting, MyAgency
from tasking_app.records.proposal import ProposalRow
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.rules.proposal import SOURCES
from tasking_app.ui.layouts import box, clear, column, row, wrap
from tasking_app.ui.parts.proposal_list import state_tag
from tasking_app.ui.screen import Place
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.tags import StatusTag, ThemeIcon

WIDE, WIDEST = 288, 16_777_215
"""Beside the actions; and as wide as Qt lets a widget be."""
KEYS = (
    (("Up", "Down"), "choose an action"),
    (("1",), "done"),
    (("2",), "on track"),
    (("3",), "more time, then a date"),
    (("4",), "drop, then why"),
    (("B",), "blocked, then by what"),
    (("Ctrl+Enter",), "save, go to the next"),
)


class MySide(QWidget):
    """Three cards; what nothing stands in is not there."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("From the last meeting, requests, keys")
        self.set_under(under=False)
        self._last = Card("From the last meeting", role="h3", gap=4)
        self._requests = Card("What you asked for", role="h3", gap=8)
        keys = Card("Keys", role="h3", gap=7)
        for caps, words in KEYS:
            keys.add(row(*(Keycaps(one, "text2") for one in caps), Label(words, "small"), None, gap=6))
        self.setLayout(column(self._last, self._requests, keys, None, gap=14, margins=(0, 0, 0, 24)))

    def set_under(self, *, under: bool) -> None:
        """Under the actions it is as wide as they are, beside them it is narrow."""
        self.setMinimumWidth(0 if under else px(WIDE))
        self.setMaximumWidth(WIDEST if under else px(WIDE))

    def show_page(self, shown: MyAgency) -> None:
        """Show what the last meeting left and what was asked for."""
        clear(self._last.body)
        self._last.setVisible(shown.last is not None)
        if shown.last is not None:
            self._show_last(shown.last)
        clear(self._requests.body)
        self._requests.setVisible(bool(shown.requests))
        for one in shown.requests[:5]:
            self._requests.add(_request(one))
        if shown.requests:
            look = Button("All requests", kind="link", size="small")
            look.clicked.connect(lambda: self.go.emit(Place("proposals", shown.requests[0].id)))
            self._requests.add(row(look, None))

    def _show_last(self, last: LastMeeting) -> None:
        given = counted(last.mine, "new action") + " for you"
        if not last.mine:
            given = counted(last.agency, "new action") + " for your agency"
        day = days.long(last.held_on).split(" ", 1)[1]
        words = f"{day}: {given}, {counted(last.decisions, 'decision')}."
        look = Button("Read the minutes", kind="link")
        look.clicked.connect(lambda: self.go.emit(Place("library", last.id)))
        self._last.add(Label(words, wrap=True), row(look, None))


def _request(one: ProposalRow) -> QWidget:
    head = row(state_tag(one), Label(SOURCES[one.source], "small", "text2"), None)
    lines = column(head, Label(one.title, wrap=True), gap=2)
    if one.reason:
        lines.addWidget(Label(f"{one.decided_by or 'The chair'}: {one.reason}", "small", wrap=True))
    return wrap(lines)


def done_row(shown: ActionRow) -> QWidget:
    """A finished action in a line."""
    when = f" {days.short(shown.updated_on)}" if shown.updated_on is not None else ""
    said = f": {shown.update}" if shown.update else ""
    words = column(
        Elided(shown.short_text, "strong"),
        Elided(f"{shown.reference}. Done{when}{said}", "small", "text2"),
        gap=1,
    )
    tag = StatusTag(shown.status.kind.value, shown.status.words)
    return box("card", row(ThemeIcon(shown.theme, 32), (words, 1), tag, gap=12, margins=(18, 9, 16, 10)))
