"""The type-ahead of the roll call: a name, an agency or a job finds the person, Space marks them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tasking_app.records.running import Present
from tasking_app.ui.layouts import row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.pages import Hints
from tasking_app.ui.widgets.tags import Tag

HINT = "Name, agency or job"


class PersonFind(QWidget):
    """The field, whom it found, and what the keys do."""

    typed = Signal(str)
    here = Signal()
    apologies = Signal()
    substitute = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField(HINT, width=300)
        self.field.edit.installEventFilter(self)
        self._found = Tag("", "arrow-right", "text", "sunken")
        self._found.hide()
        told = (("Space", "here"), ("A", "apologies"), ("S", "substitute"))
        parts = [wrap(row(Keycaps(keys), Label(words, "small", "text2"))) for keys, words in told]
        self.setLayout(row(self.field, self._found, (Hints(parts, right=True, gap=8), 1), gap=8))
        self.setMinimumHeight(px(40))
        self.field.typed.connect(self.typed)

    def show_found(self, person: Present | None) -> None:
        """Say whom the letters mean."""
        text = self.field.text()
        self._found.setVisible(bool(text))
        if person is not None:
            self._found.show_tag(f"{person.name}, {person.agency}", "arrow-right", "text", "sunken")
        else:
            self._found.show_tag("Nobody", "x", "text2", "sunken")

    def start(self) -> None:
        """Ready for the next name."""
        self.field.edit.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        """Keys that mark instead of being typed; letters do so only with Alt, or in the list."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if key == Qt.Key.Key_Space and self.field.text():
            self.here.emit()
        elif alt and key == Qt.Key.Key_A:
            self.apologies.emit()
        elif alt and key == Qt.Key.Key_S:
            self.substitute.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            return False
        return True
