"""Names behind stand-ins, shown to one person, and the sheet in which a name is typed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.referral import NewPerson
from tasking_app.records.referral import NamedPerson
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.parts.people_apart import PeopleApart
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Label

Said = Callable[[tuple[NewPerson, ...], Callable[[], None]], None]


class Names(Sheet):
    """The names, for as long as the sheet is open."""

    def __init__(self, named: Sequence[NamedPerson]) -> None:
        super().__init__("Who they are", width=560)
        self.body.addWidget(Label("This reading is recorded. These names are on no paper.", "body", "text2"))
        for one in named:
            label = Label(one.label, "strong")
            label.setFixedWidth(px(110))
            rest = ", ".join(part for part in (one.age, one.address) if part)
            self.body.addLayout(row(label, Label(one.name), Label(rest, "body", "text2"), None, gap=12))
        close = Button("Hide them", kind="primary", keys="Esc")
        close.clicked.connect(self.close_layer)
        self.foot(close, None)


class _AddPerson(Sheet):
    def __init__(self, jobs: Jobs, referral: UUID, said: Said) -> None:
        super().__init__("Add a person, kept apart", width=720)
        self._people, self._said = PeopleApart(), said
        keep = Button("Keep apart", kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.body.addWidget(self._people)
        self.foot(keep, cancel, None)
        keep.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)
        self._typed = Typed(jobs)
        self._people.typed.connect(self._typed.watch(f"people:{referral}", "", self._people.show_text))
        if not self._people.text():
            self._people.add_one()

    def _take(self) -> None:
        people = self._people.people()
        if not people:
            return
        self.close_layer()
        self._said(people, self._typed.forget)


def show(opener: QWidget, named: Sequence[NamedPerson]) -> None:
    """Show names whose reading was recorded."""
    Names(named).open_over(opener)


def add_person(opener: QWidget, jobs: Jobs, referral: UUID, said: Said) -> None:
    """Ask for one or more people; `said` gets them, and what to call once they are saved."""
    _AddPerson(jobs, referral, said).open_over(opener)
