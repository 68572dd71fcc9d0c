"""The roll call: agencies with their people in two columns, marked by single keys."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from tasking_app.records.running import Present, Start, StartAgency
from tasking_app.ui.layouts import clear, column, row
from tasking_app.ui.parts.start_row import PersonRow
from tasking_app.ui.theme import set_state
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.spoken import speak_as
from tasking_app.ui.widgets.tags import Tag

GUESTS = "Guests"
MUST = {
    "here": ("Must be here", "circle-check-filled", "on_track", ""),
    "missing": ("Must be here", "alert-octagon-filled", "late", ""),
    "open": ("Must be here", "circle-dashed", "text2", ""),
    "without": ("Going on without", "info-circle", "due_soon", ""),
}


class AgencyCard(QFrame):
    """One agency: whether it must be here, how many are, and its people."""

    def __init__(self, name: str, people: Sequence[PersonRow]) -> None:
        super().__init__()
        self._name = name
        speak_as(self, "list")
        self.people = list(people)
        self._must, self._count = Tag("", "", "text2", ""), Label("", "small", "text2")
        self._asked = Label("Asked", "small", "text2")
        head = row(
            Label(name, "small_strong"),
            self._must,
            self._asked,
            None,
            self._count,
            gap=8,
            margins=(6, 2, 8, 0),
        )
        self.setLayout(column(head, 4, *people, gap=0, margins=(6, 5, 6, 5)))

    def show_state(self, agency: StartAgency | None, *, begun: bool) -> None:
        """Green, neutral or red, each with its words; red only once the roll call has begun."""
        here = sum(1 for one in self.people if one.status == "here")
        away = bool(self.people) and all(one.status in ("apologies", "absent") for one in self.people)
        required = agency is not None and agency.required
        state = "here" if here else "open"
        if required and not here and agency is not None:
            state = "without" if agency.went_on_without else "missing" if begun or away else "open"
        red = required and state == "missing"
        set_state(self, "box", "late" if red else "card")
        self._must.setVisible(required)
        self._must.show_tag(*MUST[state])
        self._asked.setVisible(agency is not None and not required)
        self._count.setText(f"{here} of {len(self.people)}")
        said = f", {MUST[state][0].lower()}, nobody is here" if red else ""
        self.setAccessibleName(f"{self._name}, {here} of {len(self.people)} here{said}")


class AgencyBoard(QWidget):
    """Arrows move, Space is here, A apologies, S substitute, G guest; a mark goes on to the next person."""

    marked = Signal(object, str, str)
    substitute_asked = Signal(object)
    guest_asked = Signal()
    guest_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Who is here")
        self._cards: dict[str, AgencyCard] = {}
        self._rows: list[PersonRow] = []
        self._sent: dict[UUID, str] = {}
        self._shape: tuple[object, ...] = ()
        self._now: PersonRow | None = None
        self._left, self._right = column(gap=8), column(gap=8)
        self.setLayout(row((self._left, 1), (self._right, 1), gap=10))

    def show_start(self, shown: Start) -> None:
        """A new reading. Only other people make other rows; marks are shown in place."""
        groups = [(one.name, one.people) for one in shown.agencies]
        if shown.guests:
            groups.append((GUESTS, shown.guests))
        shape = tuple((name, tuple((one.officer, one.name) for one in people)) for name, people in groups)
        if shape != self._shape:
            self._shape = shape
            self._build(groups)
        people = {(one.officer, one.name): one for _, group in groups for one in group}
        for line in self._rows:
            person = people[(line.person.officer, line.person.name)]
            waiting = self._sent.get(person.officer) if person.officer is not None else None
            line.show_person(person, person.status if waiting is None else waiting)
        begun = any(line.status for line in self._rows)
        agencies = {one.name: one for one in shown.agencies}
        for name, card in self._cards.items():
            card.show_state(agencies.get(name), begun=begun)

    def _build(self, groups: Sequence[tuple[str, Sequence[Present]]]) -> None:
        now = self._now.key if self._now is not None else None
        for side in (self._left, self._right):
            clear(side)
        self._cards, tall = {}, [0, 0]
        columns: tuple[list[AgencyCard], list[AgencyCard]] = ([], [])
        for name, people in groups:
            card = AgencyCard(name, [PersonRow(one) for one in people])
            at = 0 if tall[0] <= tall[1] else 1
            tall[at] += 44 + 32 * len(people)
            columns[at].append(card)
            self._cards[name] = card
        for side, cards in zip((self._left, self._right), columns, strict=True):
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        self._rows = [line for cards in columns for card in cards for line in card.people]
        for line in self._rows:
            line.asked.connect(self._mark)
            line.pressed.connect(self._press)
        self._now = None
        again = next((line for line in self._rows if line.key == now), self._rows[0] if self._rows else None)
        self._choose(again)

    # -- which person

    def current(self) -> Present | None:
        """The person the keys belong to."""
        return self._now.person if self._now is not None else None

    def look_for(self, text: str) -> Present | None:
        """The first person whose name, agency or job has words beginning like this."""
        words = text.casefold().split()
        for line in self._rows if words else []:
            person = line.person
            known = f"{person.name} {person.agency} {person.job}".casefold().replace("-", " ").split()
            if all(any(one.startswith(word) for one in known) for word in words):
                self._choose(line)
                return person
        if words:
            self._choose(None)
        return None

    def take_focus(self) -> None:
        """Single keys mark from now on."""
        if self._now is None and self._rows:
            self._choose(self._rows[0])
        if self._now is not None:
            self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, line: PersonRow | None) -> None:
        if self._now is not None and self._now in self._rows:
            self._now.set_chosen(chosen=False)
        self._now = line
        if line is not None:
            line.set_chosen(chosen=True)

    def _press(self, line: PersonRow) -> None:
        self._choose(line)
        self.take_focus()

    def _step(self, step: int) -> None:
        if self._now is None:
            return
        at = self._rows.index(self._now) + step
        self._choose(self._rows[min(max(at, 0), len(self._rows) - 1)])
        self.take_focus()

    # -- marking

    def mark_now(self, status: str) -> None:
        """Mark the person the keys belong to."""
        if self._now is not None:
            self._mark(self._now, status)

    def _mark(self, line: PersonRow, status: str) -> None:
        key = line.key
        if key is None:
            self.guest_dropped.emit(line.person)
            return
        seen = line.status
        if seen == status:
            return
        self._sent[key] = status
        line.show_person(line.person, status)
        self.marked.emit(line.person, seen, status)

    def settled(self, officer: UUID, status: str) -> None:
        """A mark was stored or refused: the next reading says how it stands."""
        if self._sent.get(officer) == status:
            del self._sent[officer]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        marks = {Qt.Key.Key_Space: "here", Qt.Key.Key_A: "apologies"}
        plain = not event.modifiers()
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif plain and key in marks:
            again = self._now is not None and self._now.status == marks[Qt.Key(key)]
            self.mark_now("" if again else marks[Qt.Key(key)])
            if not again:
                self._step(1)
        elif plain and key == Qt.Key.Key_S and self._now is not None and self._now.key is not None:
            self.substitute_asked.emit(self._now.person)
        elif plain and key == Qt.Key.Key_G:
            self.guest_asked.emit()
        else:
            super().keyPressEvent(event)
