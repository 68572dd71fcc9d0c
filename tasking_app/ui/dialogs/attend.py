"""Who comes instead of somebody: the usual substitutes first, or a name nobody has typed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import clear
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

Saved = Callable[[], None]
Chosen = Callable[[UUID, Saved], None]
New = Callable[[str, Saved], None]
MOST = 7


class Substitute(Sheet):
    """Type to find; Enter takes the first, or a new name as it stands."""

    def __init__(
        self,
        jobs: Jobs,
        place: str,
        instead_of: str,
        known: Sequence[tuple[UUID, str, str]],
        chosen: Chosen,
        new: New,
    ) -> None:
        super().__init__(f"Who comes for {instead_of}?", width=520)
        self._known, self._chosen, self._new = known, chosen, new
        self.field = Field("Name", icon="search", placeholder="Type a name")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self.field)
        self.body.addLayout(self._list)
        back = Button("Cancel", kind="ghost", keys="Esc")
        back.clicked.connect(self.close_layer)
        self.foot(back, None)
        self.left.connect(self.deleteLater)
        self.field.changed.connect(self._show)
        self.field.entered.connect(self._enter)
        self._show("")
        self._typed = Typed(jobs)
        self._typed.keep(place, self.field)

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def _found(self, text: str) -> list[tuple[UUID, str, str]]:
        words = text.casefold().split()
        return [
            one
            for one in self._known
            if all(any(part.startswith(word) for part in one[1].casefold().split()) for word in words)
        ][:MOST]

    def _show(self, text: str) -> None:
        clear(self._list)
        for key, name, job in self._found(text):
            button = Button(f"{name}  {job}".strip(), icon="user", kind="ghost")
            button.clicked.connect(lambda _=False, k=key: self._take(k))
            self._list.addWidget(button)
            button.show()
        if text.strip():
            button = Button(f"Add {text.strip()} to the agency", icon="user-plus", kind="ghost")
            button.clicked.connect(self._take_new)
            self._list.addWidget(button)
            button.show()
        elif not self._known:
            self._list.addWidget(Label("Nobody else of this agency is known. Type a name.", "body", "text2"))

    def _enter(self) -> None:
        found = self._found(self.field.text())
        if found:
            self._take(found[0][0])
        elif self.field.text():
            self._take_new()

    def _take(self, key: UUID) -> None:
        self.close_layer()
        self._chosen(key, self._typed.forget)

    def _take_new(self) -> None:
        name = self.field.text()
        self.close_layer()
        self._new(name, self._typed.forget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step)
            event.accept()


def ask(
    opener: QWidget,
    jobs: Jobs,
    place: str,
    instead_of: str,
    known: Sequence[tuple[UUID, str, str]],
    chosen: Chosen,
    new: New,
) -> None:
    """Open the list; `chosen` gets an officer, `new` a name, and both what to call once it is saved."""
    Substitute(jobs, place, instead_of, known, chosen, new).open_over(opener)
