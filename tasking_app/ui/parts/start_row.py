"""One person of the roll call: a tick, a name, what they do, and how they stand."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from tasking_app.records.running import Present
from tasking_app.ui.layouts import row
from tasking_app.ui.theme import colour, px
from tasking_app.ui.widgets.choices import Tick
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.spoken import speak_as, speak_chosen
from tasking_app.ui.widgets.tags import Tag

TICKS = {"here": "here", "apologies": "apologies"}
WORDS = {"here": "here", "apologies": "apologies", "absent": "absent", "": "not marked"}


class PersonRow(QFrame):
    """Takes the focus as a whole; the board around it knows the keys."""

    asked = Signal(object, str)
    pressed = Signal(object)

    def __init__(self, person: Present) -> None:
        super().__init__()
        self.person = person
        self.status = person.status
        self._chosen = False
        speak_as(self, "line")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._tick = Tick("none", person.name)
        self._tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tick.asked.connect(partial(self._tick_asked, person))
        self._name = Label(person.name)
        self._job = Elided("", "small", "text2")
        self._tag = Tag("", "replace", "info", "info_bg")
        self._decides = Glyph("gavel", "text", 18)
        self._decides.setToolTip("may decide for the agency")
        self.setLayout(
            row(
                self._tick,
                self._name,
                (self._job, 1),
                self._tag,
                self._decides,
                gap=6,
                margins=(5, 1, 8, 1),
            )
        )
        self._decides.setVisible(person.may_decide)
        self.setFixedHeight(px(32))
        self.set_chosen(chosen=False)
        self.show_person(person, person.status)

    @property
    def key(self) -> UUID | None:
        """The officer; None for a guest."""
        return self.person.officer

    def show_person(self, person: Present, status: str) -> None:
        """Show how somebody stands; `status` may be newer than what was read."""
        self.person, self.status = person, status
        here = status == "here"
        self._tick.set_mark(TICKS.get(status, "none"))
        self._name.set_role("strong" if here else "body")
        self._name.set_tone("text" if here or not status else "text2")
        self._job.setText(person.job)
        self._decides.set_icon("gavel", "text" if here else "text3")
        self._show_tag(person, status)
        decides = ", may decide" if person.may_decide else ""
        instead = f", for {person.instead_of}" if person.instead_of and here else ""
        self.setAccessibleName(f"{person.name}, {person.agency}, {WORDS[status]}{instead}{decides}")

    def _show_tag(self, person: Present, status: str) -> None:
        if status == "here" and person.instead_of:
            self._tag.show_tag(f"for {person.instead_of}", "replace", "info", "info_bg")
        elif status == "apologies":
            self._tag.show_tag("Apologies", "circle-x", "text2", "")
        elif status == "absent":
            self._tag.show_tag("Absent", "minus", "text2", "")
        self._tag.setVisible(
            status in ("apologies", "absent") or (status == "here" and bool(person.instead_of))
        )

    def set_chosen(self, *, chosen: bool) -> None:
        """Show that the keys belong to this person now."""
        self._chosen = chosen
        speak_chosen(self, chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def _tick_asked(self, person: Present, status: str) -> None:
        self.pressed.emit(self)
        self.asked.emit(self, "" if status == "none" else status)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("select"))
            painter.drawRoundedRect(self.rect(), px(4), px(4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self)
        event.accept()
