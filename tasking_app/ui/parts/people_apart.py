"""People kept apart: a name is typed once, and only its stand-in is shown from then on."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import NewPerson
from tasking_app.rules import people
from tasking_app.ui.layouts import clear, column, row
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Well
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import Redaction


class _Person(QWidget):
    """One person: part in it, name, age, and the stand-in."""

    changed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self.role = Combo(list(people.ROLES.items()), f"Part of {label}", current="seen")
        self.name = Field(f"Name of {label}", icon="user", placeholder="Name, kept apart")
        self.age = Field(f"Age of {label}", placeholder="Age", width=70)
        self.remove = icon_button("x", f"Take {label} away", kind="ghost", size="small")
        self._shown = QVBoxLayout()
        self.role.setFixedWidth(px(150))
        self.setLayout(row(self.role, (self.name, 1), self.age, self._shown, self.remove, gap=8))
        self.name.changed.connect(lambda _: self.changed.emit())
        self.age.changed.connect(lambda _: self._show())
        self.role.chosen.connect(lambda _: self.changed.emit())
        self._show()

    def years(self) -> int | None:
        """The age typed, if it is a number."""
        text = self.age.text().strip()
        return int(text) if text.isdigit() and int(text) < 130 else None

    def stand_in(self) -> str:
        """What members see."""
        years = self.years()
        return people.shown(self.label, years is not None and years < 18)

    def _show(self) -> None:
        clear(self._shown)
        self._shown.addWidget(Redaction(self.stand_in()))
        self.changed.emit()


class PeopleApart(Well):
    """The people of a new referral. `named` tells the names typed, to ask whether they are known."""

    changed = Signal()
    named = Signal(str)
    typed = Signal(str)
    """All that is typed here as one text, to keep and to show again."""

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        add = Button("Add a person", icon="plus", kind="ghost", size="small")
        words = Label("the room and the papers see only the stand-in", "small", "text2")
        self._known = Label("", "small", "info", wrap=True)
        head = row(
            Glyph("eye-off", "text2", 18), Label("People, kept apart", "strong"), words, None, add, gap=8
        )
        super().__init__(wrap_all(head, self._list, self._known))
        self.setAccessibleName("People, kept apart")
        self._people: list[_Person] = []
        self._showing = False
        self._known.hide()
        add.clicked.connect(self.add_one)

    def add_one(self) -> _Person:
        """Another person to type."""
        person = _Person(people.stand_in([one.label for one in self._people]))
        self._people.append(person)
        self._list.addWidget(person)
        person.remove.clicked.connect(partial(self._remove, person))
        person.changed.connect(self._changed)
        person.name.edit.setFocus()
        self._changed()
        return person

    def _remove(self, person: _Person) -> None:
        self._people.remove(person)
        self._list.removeWidget(person)
        person.hide()
        person.deleteLater()
        self._changed()

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(self.text())
        self.named.emit(" , ".join(self.names()))
        self.changed.emit()

    def text(self) -> str:
        """What is typed: name, age and part of each person, whatever signs somebody pasted; or nothing."""
        typed = [(one.name.edit.text(), one.age.edit.text(), one.role.key()) for one in self._people]
        there = [one for one in typed if any(part.strip() for part in one[:2])]
        return json.dumps(there, ensure_ascii=False) if there else ""

    def show_text(self, text: str) -> None:
        """Show again what `text` gave."""
        self._showing = True
        self.clear()
        for name, age, role in json.loads(text) if text else ():
            person = self.add_one()
            person.name.set_text(name)
            person.age.set_text(age)
            person.role.set_key(role)
        self._showing = False

    def say_alike(self, count: int) -> None:
        """Say that somebody of this name is known here already; not who."""
        self._known.setVisible(count > 0)
        words = "Somebody known here has" if count == 1 else f"{count} people known here have"
        self._known.setText(f"{words} this name. Look after saving.")

    def names(self) -> list[str]:
        """The names typed."""
        return [one.name.text().strip() for one in self._people if one.name.text().strip()]

    def stand_ins(self) -> list[str]:
        """The stand-ins of those with a name."""
        return [one.stand_in() for one in self._people if one.name.text().strip()]

    def people(self) -> tuple[NewPerson, ...]:
        """The people as a command carries them."""
        return tuple(
            NewPerson(
                person=new_id(),
                identity=new_id(),
                name=one.name.text().strip(),
                role=one.role.key(),
                age=one.years(),
            )
            for one in self._people
            if one.name.text().strip()
        )

    def clear(self) -> None:
        """Nobody."""
        for person in list(self._people):
            self._remove(person)


def wrap_all(*layouts: object) -> QWidget:
    """Several layouts as one widget."""
    made = QWidget()
    made.setLayout(column(*layouts, gap=6))  # type: ignore[arg-type]  # layouts and widgets
    return made
