"""The line that adds an action, a decision, an update or a note, and says what it read before Enter.

    line = QuickAddLine(parse)            parse: (str) -> Parsed, called on every key
    typed(str)  every key, for drafts     accepted(str)  Enter on a line that is ready
    line.done()  it is stored: empty the line      line.text() set_text(text) focus_line() set_parse(parse)

Enter without a "who" opens the list of choices with the text kept. Tab completes; Alt F takes the offer.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tasking_app.ui.layouts import box, clear, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chip_row import ChipRow
from tasking_app.ui.widgets.focus_ring import RING_HOST
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.one_line import OneLine
from tasking_app.ui.widgets.parsed import Choice, Parsed
from tasking_app.ui.widgets.toast import announce

SPOKEN = "Add an action. Type at sign and agency, the word by and a date, a colon, then what they will do"


class _Line(OneLine):
    """The line itself; Tab completes while there is something to complete."""

    def __init__(self) -> None:
        super().__init__(SPOKEN, placeholder="@agency by date: what they will do")
        self.completion = ""

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.completion and self.completion != self.text():
            self.set_text(self.completion)
            return True
        return super().focusNextPrevChild(forward)


class QuickAddLine(QFrame):
    """The line, its chips, and what it offers or asks."""

    typed = Signal(str)
    accepted = Signal(str)

    def __init__(self, parse: Callable[[str], Parsed]) -> None:
        super().__init__()
        self.setProperty("box", "foot")
        self.setAccessibleName("Add an action")
        self._parse = parse
        self._read = Parsed()
        self._line = _Line()
        frame = box(
            "big_field", row(Glyph("plus", "text", 22), (self._line, 1), gap=6, margins=(12, 3, 8, 3))
        )
        frame.setProperty(RING_HOST, True)
        self._chips = ChipRow()
        self._enter = wrap(row(Keycaps("Enter"), Label("to add", "small", "text2"), gap=9))
        self._problem = Label("", "small", "due_soon", wrap=True)
        self._offer_words, self._offer = Label("", "small", wrap=True), Button(size="small")
        self._offer.clicked.connect(self._take_offer)
        self._offer_row = wrap(
            row(Glyph("info-circle", "info", 18), self._offer_words, self._offer, Keycaps("Alt+F"), None)
        )
        self._choices = QVBoxLayout()
        self._choices.setSpacing(px(4))
        foot = row((self._chips, 1), self._enter, gap=8)
        self.setLayout(
            column(self._choices, frame, foot, self._problem, self._offer_row, gap=7, margins=(16, 9, 16, 9))
        )
        self._line.typed.connect(self._typed)
        self._line.entered.connect(self._entered)
        key = QShortcut(QKeySequence("Alt+F"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._take_offer)
        self._show()

    # -- what the screen tells

    def set_parse(self, parse: Callable[[str], Parsed]) -> None:
        """Read from now on with another item or referral in mind."""
        self._parse = parse
        self._read_again()

    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Put a text in, for example a draft brought back."""
        self._line.set_text(text)

    def focus_line(self) -> None:
        """Put the caret in the line."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def done(self) -> None:
        """It is stored: the line is free for the next. The text stays until this is called."""
        self._line.clear()

    def edit(self) -> QWidget:
        """The line, for F6 and tests."""
        return self._line

    # -- reading

    def _typed(self, text: str) -> None:
        self._read_again()
        self.typed.emit(text)

    def _read_again(self) -> None:
        text = self._line.text()
        self._read = self._parse(text) if text.strip() else Parsed()
        self._show()

    def _show(self) -> None:
        read = self._read
        self._line.mark(read.marks)
        self._line.completion = read.completion
        self._chips.show_chips(read.chips)
        self._enter.setVisible(read.ready)
        self._problem.setText(read.problem)
        self._problem.setVisible(bool(read.problem))
        self._offer_row.setVisible(read.offer is not None)
        if read.offer is not None:
            self._offer_words.setText(read.offer.sentence)
            self._offer.set_text(read.offer.button, f"{read.offer.button}. {read.offer.sentence}")
        self._ask(())

    def _entered(self) -> None:
        if self._read.ready:
            self.accepted.emit(self._line.text())
        elif self._read.choices:
            self._ask(self._read.choices)
            announce(self, "Who? Choose with the arrow keys")
        elif self._read.problem:
            announce(self, self._read.problem)

    def _take_offer(self) -> None:
        if self._read.offer is not None:
            self._line.set_text(self._read.offer.text)
            self.focus_line()

    # -- who

    def _ask(self, choices: Sequence[Choice]) -> None:
        if not choices and not self._choices.count():
            return
        clear(self._choices)
        for choice in choices:
            words = f"{choice.strong}  {choice.weak}".strip()
            button = Button(words, icon=choice.icon, kind="ghost", size="small")
            button.clicked.connect(lambda _=False, c=choice: self._take(c))
            self._choices.addWidget(button)
            button.show()
        first = self._choices.itemAt(0)
        widget = first.widget() if first is not None else None
        if choices and widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, choice: Choice) -> None:
        self._line.set_text(choice.text)
        self.focus_line()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asking = self._choices.count() > 0
        if asking and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif asking and event.key() == Qt.Key.Key_Escape:
            self._ask(())
            self.focus_line()
        else:
            super().keyPressEvent(event)
