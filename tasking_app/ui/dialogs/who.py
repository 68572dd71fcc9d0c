"""Who sits at this window: chosen from the officers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.services.who import WhoMay
from tasking_app.ui.form import Labelled
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Label

Chosen = Callable[[UUID], None]


class _Who(Sheet):
    def __init__(self, known: WhoMay, now: UUID | None, chosen: Chosen) -> None:
        super().__init__("Who are you?", width=520)
        self._known, self._chosen = {str(one[0]): one for one in known.officers}, chosen
        options = [(str(key), f"{name}, {agency}") for key, name, _, agency in known.officers]
        self._officer = Combo(options, "Officer", current=str(now) if now is not None else "")
        words = "What you write carries this name. For somebody else, write on their behalf."
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        self.body.addWidget(Labelled("Officer", self._officer))
        be, cancel = Button("That is me", kind="primary", keys="Ctrl+Return"), Button("Cancel", kind="ghost")
        self.foot(be, cancel, None)
        be.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def first_focus(self) -> QWidget | None:
        return self._officer

    def _take(self) -> None:
        one = self._known.get(self._officer.key())
        self.close_layer()
        if one is not None:
            self._chosen(one[0])


def ask(opener: QWidget, known: WhoMay, now: UUID | None, chosen: Chosen) -> None:
    """Open the question."""
    _Who(known, now, chosen).open_over(opener)
