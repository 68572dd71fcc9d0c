"""A guest of the meeting: a name and, if they have one, an agency."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field

Said = Callable[[str, str, Callable[[], None]], None]


class Guest(Sheet):
    """Enter in either field adds the guest."""

    def __init__(self, jobs: Jobs, meeting: UUID, said: Said) -> None:
        super().__init__("Add a guest", width=600)
        self._said = said
        self.name_field, self.agency_field = Field("Name"), Field("From")
        self._typed = Typed(jobs)
        self._typed.keep(f"guest:{meeting}:name", self.name_field)
        self._typed.keep(f"guest:{meeting}:agency", self.agency_field)
        self._named = Labelled("Name", self.name_field)
        self.body.addLayout(row((self._named, 1), (Labelled("From", self.agency_field), 1), gap=12))
        go = Button("Add guest", kind="primary", keys="Enter")
        back = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(go, back, None)
        go.clicked.connect(self._take)
        back.clicked.connect(self.close_layer)
        self.left.connect(self.deleteLater)
        for field in (self.name_field, self.agency_field):
            field.entered.connect(self._take)

    def first_focus(self) -> QWidget | None:
        return self.name_field.edit

    def _take(self) -> None:
        if not self.name_field.text():
            self._named.show_problem("Type the guest’s name.")
            self.name_field.edit.setFocus()
            return
        name, agency = self.name_field.text(), self.agency_field.text()
        self.close_layer()
        self._said(name, agency, self._typed.forget)


def ask(opener: QWidget, jobs: Jobs, meeting: UUID, said: Said) -> None:
    """Open the form over a window; `said` gets name and agency, and what to call once they are saved."""
    Guest(jobs, meeting, said).open_over(opener)
