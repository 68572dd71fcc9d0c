"""Who is here, while the meeting runs: people leave, come back and arrive late, each with the time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.records.running import Present, Start
from tasking_app.rules.days import LONDON
from tasking_app.ui.layouts import box, clear, column, row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.withheld import withhold_inside

AWAY = {"apologies": "Apologies", "absent": "Absent", "": "Not marked"}


class PeopleList(QWidget):
    """Those here first, then those who are not."""

    left = Signal(object)
    back = Signal(object)
    arrived = Signal(object)
    guest_asked = Signal()
    agreed = Signal()
    chair_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Who is here")
        self._shown: Start | None = None
        self._why = ""
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)

    def show_people(self, shown: Start) -> None:
        """Show everybody invited and every guest."""
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        everybody = [one for agency in shown.agencies for one in agency.people] + list(shown.guests)
        here = [one for one in everybody if one.status == "here"]
        late = [one for one in here if not one.agreed]
        self._list.addWidget(self._chair(shown))
        if shown.read_at is not None and late:
            self._list.addWidget(self._ask_late(late))
        for person in here:
            self._list.addWidget(self._row(person))
        away = [one for one in everybody if one.status != "here"]
        if away:
            head = Label(f"Not here  {len(away)}", "small_strong", "text2")
            head.setContentsMargins(px(16), px(10), px(12), px(4))
            self._list.addWidget(head)
        for person in away:
            self._list.addWidget(self._row(person))
        guest = Button("Add a guest", icon="user-plus", kind="ghost", size="small")
        guest.clicked.connect(self.guest_asked)
        self._list.addLayout(row(guest, None, margins=(10, 8, 10, 8)))
        self._list.addStretch(1)
        withhold_inside(self._why, self)

    def withhold(self, why: str) -> None:
        """Who follows the meeting sees who is here and marks nobody."""
        self._why = why
        withhold_inside(why, self)

    def _chair(self, shown: Start) -> QWidget:
        """Who is in the chair now; somebody else may take it, and the minutes say when."""
        name = shown.head.chair or "Nobody"
        change = Button("Change", size="small", name=f"In the chair: {name}. Change")
        change.clicked.connect(partial(self.chair_asked.emit, shown))
        words = column(Label("In the chair", "small", "text2"), Elided(name, "strong"), gap=0)
        return box(
            "row", row(Glyph("gavel", "text2", 18), (words, 1), change, gap=10, margins=(14, 5, 10, 5))
        )

    def _ask_late(self, late: list[Present]) -> QWidget:
        names = ", ".join(one.name for one in late)
        read = Button("Read and agreed", size="small")
        read.clicked.connect(self.agreed)
        notice = Notice("info", f"{names}: came after the statement was read.", "", read)
        frame = QWidget()
        frame.setLayout(column(notice, gap=0, margins=(10, 8, 10, 4)))
        return frame

    def _row(self, person: Present) -> QWidget:
        here = person.status == "here"
        words, verb, asked = self._verb(person)
        small = ", ".join(part for part in (person.agency, words) if part)
        button = Button(verb, size="small", name=f"{verb}: {person.name}")
        button.clicked.connect(asked)
        icon, tone = ("circle-check-filled", "on_track") if here else ("circle-dashed", "text2")
        if person.left_at is not None:
            icon, tone = "door", "text2"
        names = column(
            Elided(person.name, "strong" if here else "body"), Elided(small, "small", "text2"), gap=0
        )
        inside = row(Glyph(icon, tone, 18), (names, 1), button, gap=10, margins=(14, 5, 10, 5))
        return box("row", inside)

    def _verb(self, person: Present) -> tuple[str, str, Callable[[], None]]:
        """Words for how somebody stands, and the button that changes it."""
        instead = f"for {person.instead_of}" if person.instead_of else ""
        if person.left_at is not None:
            left = f"left {person.left_at.astimezone(LONDON):%H:%M}"
            return left, "Back", partial(self.back.emit, person)
        if person.status == "here":
            return instead, "Left", partial(self.left.emit, person)
        return AWAY[person.status], "Arrived", partial(self.arrived.emit, person)
