"""Fields to type in: one line with an icon, search, date, text over several lines.

Field(name, icon="", placeholder="", text="", width=0)    changed(str) entered() left()  text() set_text()
SearchField(name="Type to find", width=0)                 typed(str)    Esc clears it first
DateField(name, parse)      parse(str) -> DateRead;  day_changed(object)  day() set_day(date, words)
TextArea(name, placeholder="", lines=3)                   changed(str)  text() set_text()
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QWidget

from tasking_app.ui.layouts import row
from tasking_app.ui.theme import font, px, set_state
from tasking_app.ui.widgets.buttons import icon_button
from tasking_app.ui.widgets.focus_ring import RING_HOST
from tasking_app.ui.widgets.labels import Glyph, Label

NOT_READ = "Not a date yet"
"""Said inside the field; why not is said below it, where there is room for a sentence."""


class _Edit(QLineEdit):
    """The bare line inside a field."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Field(QFrame):
    """An icon and a line to type in, in one border. `edit` is the line itself."""

    changed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        *,
        icon: str = "",
        placeholder: str = "",
        text: str = "",
        width: int = 0,
        trail: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.setProperty(RING_HOST, True)
        self.edit = _Edit(text)
        self.edit.setProperty("bare", "1")
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setCursorPosition(0)
        self.setFocusProxy(self.edit)
        parts = row(gap=8, margins=(10, 0, 8, 0))
        if icon:
            parts.addWidget(Glyph(icon, "text2", 18))
        parts.addWidget(self.edit, 1)
        if trail is not None:
            parts.addWidget(trail)
        self.setLayout(parts)
        self.setFixedHeight(px(36))
        if width:
            self.setFixedWidth(px(width))
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.left.connect(self.left)

    def text(self) -> str:
        """What is typed, without spaces at the ends."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text, unless it is there already: the caret then stays."""
        if text != self.edit.text():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field as the one to look at again."""
        set_state(self, "box", "field_wrong" if wrong else "field")


class SearchField(Field):
    """Type to find. Esc clears what is typed before it does anything else."""

    typed = Signal(str)

    def __init__(self, name: str = "Type to find", *, width: int = 0) -> None:
        clear = icon_button("x", "Clear the search", kind="ghost", size="small")
        super().__init__(name, icon="search", placeholder=name, width=width, trail=clear)
        self._clear = clear
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.changed.connect(self._changed)

    def clear(self) -> None:
        """Empty it."""
        self.edit.clear()
        self.edit.setFocus()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.typed.emit(text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a loose date was read as: the day and its words, or no day and why not."""

    day: date | None
    words: str


class DateField(Field):
    """Takes '11 dec', 'fri' or '2 weeks' and says at the right what it read."""

    day_changed = Signal(object)

    def __init__(
        self, name: str, parse: Callable[[str], DateRead], *, placeholder: str = "fri, 11 dec"
    ) -> None:
        self._read_label = Label("", "small", "text2")
        super().__init__(name, icon="calendar-due", placeholder=placeholder, trail=self._read_label)
        self._parse = parse
        self._read = DateRead(None, "")
        self.changed.connect(self._changed)

    def day(self) -> date | None:
        """The day read, or None."""
        return self._read.day

    def read(self, text: str) -> DateRead:
        """How this field reads a text."""
        return self._parse(text.strip()) if text.strip() else DateRead(None, "")

    def problem(self) -> str:
        """Why there is no day although something is typed; empty when all is well."""
        return self._read.words if self._read.day is None and self.text() else ""

    def set_day(self, day: date | None, words: str) -> None:
        """Show a day in its words, as if it had been typed."""
        self._read = DateRead(day, words if day else "")
        self.edit.blockSignals(True)
        self.edit.setText(words)
        self.edit.blockSignals(False)
        self._read_label.setText("")

    def _changed(self, text: str) -> None:
        last = self._read.day
        self._read = self.read(text)
        self._read_label.setText(self._read.words if self._read.day or not text.strip() else NOT_READ)
        self._read_label.set_tone("text2" if self._read.day or not text.strip() else "late")
        if self._read.day != last:
            self.day_changed.emit(self._read.day)


class TextArea(QTextEdit):
    """Several lines of plain text. Tab leaves it; paste never brings formats in."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, name: str, *, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font("body"))
        self.setFixedHeight(QFontMetrics(font("body")).lineSpacing() * lines + px(24))
        self.textChanged.connect(lambda: self.changed.emit(self.toPlainText()))

    def text(self) -> str:
        """What is typed, without spaces at the ends."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a text, unless it is there already."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def insert_at_end(self, text: str) -> None:
        """Add words at the end and put the caret behind them; Ctrl Z takes them back."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.insertPlainText(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())
