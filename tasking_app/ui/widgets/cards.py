"""Boxes that hold things, and the boxes that say how things stand.

Card(title="", count=None, *right, role="h2", margins, gap)   body   add(*items)  set_count(n)
Well(*items)       Notice(kind, title, text="", *buttons)      kind: info late due_soon on_track done
EmptyState(icon, title, text="", *buttons, tone="text2")
ProgressCard(title)     show_progress(done, total, words)      stopped()
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout

from tasking_app.ui.layouts import Item, Margins, add, column, row, wrap
from tasking_app.ui.message_bar import ICONS
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Glyph, Label

CENTRE = Qt.AlignmentFlag.AlignCenter


class Card(QFrame):
    """A white card with a title, a count, and things at the right of the title."""

    def __init__(
        self,
        title: str = "",
        count: int | None = None,
        *right: Item,
        role: str = "h2",
        margins: Margins = (18, 14, 18, 14),
        gap: int = 8,
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self.body = QVBoxLayout()
        self.body.setSpacing(px(gap))
        whole = column(gap=gap, margins=margins)
        self._title, self._count = Label(title, role), Label("", role, "text2")
        if title:
            self.setAccessibleName(title)
            head = wrap(row(self._title, self._count, None, *right, gap=9))
            head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            whole.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self.body, 1)
        self.setLayout(whole)
        self.set_count(count)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_count(self, count: int | None) -> None:
        """Another number beside the title."""
        self._count.setText("" if count is None else str(count))

    def add(self, *items: Item) -> "Card":
        """Put items at the end."""
        for item in items:
            add(self.body, item)
        return self


class Well(QFrame):
    """A sunken box."""

    def __init__(self, *items: Item, gap: int = 6, margins: Margins = (14, 10, 14, 12)) -> None:
        super().__init__()
        self.setProperty("box", "well")
        self.setLayout(column(*items, gap=gap, margins=margins))


class Notice(QFrame):
    """A sentence that belongs to this place: what is true, and up to two buttons."""

    def __init__(self, kind: str, title: str, text: str = "", *buttons: Button, icon: str = "") -> None:
        super().__init__()
        self.setProperty("box", kind)
        self.usual = self._title = title
        self._head, self._text = Label(title, "strong", wrap=True), Label("", "small", wrap=True)
        words = column((self._head, 0), self._text, gap=3)
        if buttons:
            words.addSpacing(px(3))
            words.addLayout(row(*buttons, None, gap=6))
        glyph = column(Glyph(icon or ICONS[kind], kind, 20), None, gap=0)
        self.setLayout(row(glyph, (words, 1), gap=8, margins=(12, 9, 12, 10)))
        self.set_text(text)

    def set_title(self, title: str) -> None:
        """Another title; say the text after it."""
        self._title = title
        self._head.setText(title)

    def set_text(self, text: str) -> None:
        """Other words under the title."""
        self.setAccessibleName(f"{self._title} {text}".strip())
        self._text.setText(text)
        self._text.set_role("body" if len(text) < 60 else "small")
        self._text.setVisible(bool(text))


class EmptyState(QFrame):
    """Says what is true and what to do when there is nothing to list."""

    def __init__(self, icon: str, title: str, text: str = "", *buttons: Button, tone: str = "text2") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._title = Label(title, "h3", wrap=True, align=CENTRE)
        self._text = Label(text, "body", "text2", wrap=True, align=CENTRE)
        whole = column(None, row(None, Glyph(icon, tone, 34), None), self._title, self._text, gap=6)
        whole.setContentsMargins(px(20), px(20), px(20), px(20))
        if not text:
            self._text.hide()
        if buttons:
            whole.addSpacing(px(8))
            whole.addLayout(row(None, *buttons, None, gap=8))
        whole.addStretch(1)
        self.setLayout(whole)

    def say(self, title: str, text: str = "") -> None:
        """Other words, for example the text that matched nothing."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))


class ProgressCard(QFrame):
    """What is being made, how far it is, and Stop."""

    stopped = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._title = Label(title, "h3", align=CENTRE)
        self._words = Label("", "body", "text2", wrap=True, align=CENTRE)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(220))
        self._bar.setAccessibleName(title)
        self.stop = stop = Button("Stop", name=f"Stop. {title}")
        stop.clicked.connect(self.stopped)
        self.setLayout(
            column(
                row(None, Glyph("file-export", "text2", 34), None),
                self._title,
                self._words,
                row(None, self._bar, None),
                8,
                row(None, stop, None),
                gap=6,
                margins=(24, 20, 24, 20),
            )
        )

    def show_progress(self, done: int, total: int, words: str) -> None:
        """5 of 8 and the words that say it; a total of 0 means it is not known."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(words)
