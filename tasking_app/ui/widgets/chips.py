"""One of a few: segmented control, filter chips and tabs. Each is one tab stop; arrow keys move inside.

Segments(["Cases", "Orders"], name="Which list")           chosen(int)  set_current(i)  current()
Chips([ChipItem("open", "Open", 14), ...], name="...")   chosen(str)  set_items  set_key  current_key
Tabs(["Open 5", "Added today 7"], name="...")              chosen(int)  set_texts(texts)  set_current(i)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tasking_app.ui.layouts import Flow
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.spoken import speak_as


class _OneOfMany(QWidget):
    """Buttons of which one is on; arrow keys move between them and it is one tab stop."""

    spoken = ("group", "one_of")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        speak_as(self, self.spoken[0])
        self._buttons: list[Button] = []
        self._now = -1

    def current(self) -> int:
        """Index of the one that is on, -1 for none."""
        return self._now

    def set_current(self, index: int) -> None:
        """Turn one on without a signal."""
        self._now = index
        for i, button in enumerate(self._buttons):
            button.setChecked(i == index)
            on_stop = i == max(index, 0)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on_stop else Qt.FocusPolicy.ClickFocus)
            if on_stop:
                self.setFocusProxy(button)

    def button(self, index: int) -> Button:
        """One of the buttons."""
        return self._buttons[index]

    def _take(self, button: Button, index: int) -> None:
        button.setCheckable(True)
        button.one_of_many = True
        speak_as(button, self.spoken[1])
        button.clicked.connect(lambda _=False, i=index: self._press(i))
        self._buttons.append(button)

    def _press(self, index: int) -> None:
        self.set_current(index)
        self._tell(index)

    def _tell(self, index: int) -> None:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        move = step.get(Qt.Key(event.key()))
        if move is None or not self._buttons:
            super().keyPressEvent(event)
            return
        index = (self._now + move) % len(self._buttons)
        self._press(index)
        self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)


class Segments(_OneOfMany):
    """Two to four choices joined together."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], name: str, current: int = 0) -> None:
        super().__init__(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for i, text in enumerate(texts):
            button = Button(text, kind="segment")
            button.ends = (i == 0, i == len(texts) - 1)
            self._take(button, i)
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(current)

    def _tell(self, index: int) -> None:
        self.chosen.emit(index)


class Tabs(_OneOfMany):
    """Tabs of a pane, underlined."""

    spoken = ("tabs", "tab")
    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], name: str) -> None:
        super().__init__(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(3), 0, px(3), 0)
        layout.setSpacing(0)
        for i, text in enumerate(texts):
            button = Button(text, kind="tab")
            self._take(button, i)
            layout.addWidget(button)
        layout.addStretch(1)
        self.set_current(0)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Other words on the same tabs, for example new counts."""
        for button, text in zip(self._buttons, texts, strict=True):
            button.set_text(text)

    def _tell(self, index: int) -> None:
        self.chosen.emit(index)


@dataclass(frozen=True, slots=True)
class ChipItem:
    """A chip: its key, its words, how many it stands for (None: no count), and an icon with its tone."""

    key: str
    text: str
    count: int | None = None
    icon: str = ""
    tone: str = ""


class Chips(_OneOfMany):
    """Filter chips with counts, one on at a time; they wrap when there is no room."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[ChipItem], name: str, current: str = "") -> None:
        super().__init__(name)
        self._flow = Flow(gap=6)
        self.setLayout(self._flow)
        self._items: tuple[ChipItem, ...] = ()
        self.set_items(items, current)

    def set_items(self, items: Sequence[ChipItem], current: str = "") -> None:
        """Show these chips; texts and counts change in place when the keys are the same."""
        keep = current or self.current_key()
        if [i.key for i in items] != [i.key for i in self._items]:
            for button in self._buttons:
                self._flow.removeWidget(button)
                button.deleteLater()
            self._buttons = []
            for index, item in enumerate(items):
                button = Button(kind="chip", icon=item.icon, tone=item.tone)
                self._take(button, index)
                self._flow.addWidget(button)
        self._items = tuple(items)
        for button, item in zip(self._buttons, items, strict=True):
            button.set_text(item.text if item.count is None else f"{item.text} {item.count}")
            button.updateGeometry()
        self.set_key(keep)

    def current_key(self) -> str:
        """Key of the chip that is on, empty for none."""
        return self._items[self._now].key if 0 <= self._now < len(self._items) else ""

    def set_key(self, key: str) -> None:
        """Turn the chip with this key on without a signal; an unknown key turns all off."""
        keys = [item.key for item in self._items]
        self.set_current(keys.index(key) if key in keys else -1)

    def _tell(self, index: int) -> None:
        self.chosen.emit(self._items[index].key)
