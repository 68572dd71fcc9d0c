"""The command box: one line over the window that finds, goes, does and adds.

    box = CommandBox(search)             search: (str) -> Answer(groups, parsed=None, hints=())
    Group("Go to", (Entry("R-147 Bin store fires", "Arson, high", "map-pin", payload),))
    chosen(payload)  Enter or a press    open_over(window)  open_with(window, "@")    Esc closes it

`parsed` (see parsed.py) is how a line that adds something was read: its marks show, Alt F takes its offer.
Give the entry that adds it the chips.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tasking_app.ui.layouts import box, column, hline, row, scroll
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Layer
from tasking_app.ui.widgets.focus_ring import RING_NONE
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.one_line import OneLine
from tasking_app.ui.widgets.palette_results import TALL, Answer, Entry, Group, Results
from tasking_app.ui.widgets.parsed import Parsed
from tasking_app.ui.widgets.toast import announce

__all__ = ["Answer", "CommandBox", "Entry", "Group"]


class CommandBox(Layer):
    """Ctrl K. What is typed stays when it is closed with Esc and is selected when it opens again."""

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, search: Callable[[str], Answer]) -> None:
        super().__init__()
        self._search = search
        self._read: Parsed | None = None
        self.frame.setProperty(RING_NONE, True)
        self.frame.setFixedWidth(px(800))
        self.frame.setAccessibleName("Find, go to or add")
        self._glyph = Glyph("search", "text", 24)
        self._line = OneLine(
            "Find, go to or add", pixels=20, placeholder="Find, go to, or type @ to add an action"
        )
        self._results = Results()
        self._pane = scroll(self._results, "Answers")
        self._offer_words, self._offer = Label(""), Button(size="small")
        note = Glyph("info-circle", "info", 18)
        offer = row(note, self._offer_words, self._offer, Keycaps("Alt+F"), None, margins=(16, 8, 14, 8))
        self._offer_row = box("bar", offer)
        head = row(self._glyph, (self._line, 1), Keycaps("Esc"), gap=10, margins=(16, 8, 16, 8))
        self.frame.setLayout(
            column(head, hline(), self._offer_row, (self._pane, 1), gap=0, margins=(1, 0, 1, 0))
        )
        self._line.typed.connect(self._typed)
        self._line.entered.connect(lambda: self._take(self._results.now))
        self._results.pressed.connect(self._take)
        self._offer.clicked.connect(self._take_offer)
        key = QShortcut(QKeySequence("Alt+F"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._take_offer)

    def open_with(self, opener: QWidget, text: str) -> None:
        """Open with a text already in the line, for example "@", and the caret behind it."""
        self.open_over(opener)
        self._line.set_text(text)

    def open_over(self, opener: QWidget) -> None:
        self._fill(self._line.text())
        super().open_over(opener)
        self._line.selectAll()

    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Put a text into the line."""
        self._line.set_text(text)

    def refresh(self) -> None:
        """Search again for what is typed: what there is to find was read anew."""
        self._fill(self._line.text())

    def entries(self) -> list[Entry]:
        """The answers on show, in order."""
        return list(self._results.entries)

    def first_focus(self) -> QWidget | None:
        return self._line

    def place(self) -> None:
        """High in the window, where the command button is."""
        top = min(px(90), self.height() // 8)
        offer = self._offer_row.sizeHint().height() if self._read and self._read.offer else 0
        wanted = px(58) + offer + self._results.sizeHint().height() + 2
        width = min(px(800), self.width() - px(32))
        self.frame.setFixedWidth(width)
        height = min(wanted, self.height() - top - px(24))
        self.frame.setGeometry((self.width() - width) // 2, top, width, height)

    def _typed(self, text: str) -> None:
        self._fill(text)
        self.typed.emit(text)

    def _fill(self, text: str) -> None:
        answer = self._search(text)
        self._results.show_answer(answer)
        self._read = answer.parsed
        self._glyph.set_icon("plus" if self._read else "search", "text")
        self._line.mark(self._read.marks if self._read else ())
        offer = self._read.offer if self._read else None
        self._offer_row.setVisible(offer is not None)
        if offer is not None:
            self._offer_words.setText(offer.sentence)
            self._offer.set_text(offer.button, f"{offer.button}. {offer.sentence}")
        self.place()
        self._speak()

    def _take_offer(self) -> None:
        if self._read is not None and self._read.offer is not None:
            self._line.set_text(self._read.offer.text)
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self) -> None:
        entries = self._results.entries
        if entries:
            entry = entries[self._results.now]
            announce(self, f"{entry.text}, {entry.detail}, {self._results.now + 1} of {len(entries)}")

    def _take(self, index: int) -> None:
        if 0 <= index < len(self._results.entries):
            payload = self._results.entries[index].payload
            self._line.clear()
            self.close_layer()
            self.chosen.emit(payload)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        count = len(self._results.entries)
        if step is None or not count:
            super().keyPressEvent(event)
            return
        self._results.now = (self._results.now + step) % count
        self._results.update()
        self._pane.ensureVisible(0, self._results.boxes()[self._results.now].center().y(), 0, px(TALL))
        self._speak()
