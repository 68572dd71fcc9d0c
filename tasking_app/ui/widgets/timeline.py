"""What happened to a record, newest first, along a thin line.

TimelineList()   set_entries([TimelineEntry("Dana Wheatcroft", "2 Nov", "Bins ordered.", icon="message")])
    pressed(key)   the verb of an entry was pressed: TimelineEntry(..., verb="Open A-9", key=...)
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.ui import icons
from tasking_app.ui.layouts import clear, column, row
from tasking_app.ui.theme import colour, px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Label


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Who or what, when, the text, an icon and its tone; with a verb, what is pressed and told by `key`."""

    who: str
    when: str
    text: str
    icon: str = "message"
    tone: str = "text2"
    verb: str = ""
    key: Hashable = None


class _Entry(QWidget):
    """One happening: the line and the icon are painted beside the words."""

    def __init__(self, entry: TimelineEntry, *, last: bool) -> None:
        super().__init__()
        self._entry, self._last = entry, last
        head = row((Elided(entry.who, "small_strong"), 1), Label(entry.when, "small", "text2"), gap=6)
        whole = column(head, Label(entry.text, wrap=True), gap=1, margins=(34, 0, 6, 10))
        self.verb: Button | None = None
        if entry.verb:
            self.verb = Button(entry.verb, kind="link", size="small", name=f"{entry.verb}, {entry.when}")
            whole.addWidget(self.verb)
        self.setLayout(whole)
        self.setAccessibleName(f"{entry.when}, {entry.who}: {entry.text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._last:
            painter.fillRect(px(10), px(22), 1, self.height() - px(22), colour("control"))
        icons.draw(painter, self._entry.icon, self._entry.tone, px(1), px(1), 19)


class TimelineList(QWidget):
    """The whole history; put it in a `scroll`."""

    pressed = Signal(object)

    def __init__(self, name: str = "History") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._shown: tuple[TimelineEntry, ...] | None = None

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these, in this order."""
        if tuple(entries) == self._shown:
            return
        self._shown = tuple(entries)
        clear(self._list)
        for i, entry in enumerate(entries):
            made = _Entry(entry, last=i == len(entries) - 1)
            if made.verb is not None:
                made.verb.clicked.connect(lambda _=False, key=entry.key: self.pressed.emit(key))
            self._list.addWidget(made)
        self._list.addStretch(1)
