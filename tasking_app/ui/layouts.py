"""Short ways to lay widgets out: `row(a, 8, b, None, (c, 1))` and `column(...)`.

An item is a widget, a layout, a number (fixed space), None (stretch) or `(item, stretch)`.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tasking_app.ui.theme import px

Item = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def row(*items: Item, gap: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    """Items side by side; margins are left, top, right, bottom."""
    made = QHBoxLayout()
    fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = 8, margins: Margins = NONE) -> QVBoxLayout:
    """Items one under another."""
    made = QVBoxLayout()
    fill(made, items, gap, margins)
    return made


def fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    """Set spacing and margins of a layout and put items in."""
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*(px(m) for m in margins))
    for item in items:
        add(layout, item)


def add(layout: QBoxLayout, item: Item) -> None:
    """Put one item at the end."""
    stretch = 0
    if isinstance(item, tuple):
        item, stretch = item
    if item is None:
        layout.addStretch(1)
    elif isinstance(item, int):
        layout.addSpacing(px(item))
    elif isinstance(item, QLayout):
        layout.addLayout(item, stretch)
    else:
        layout.addWidget(item, stretch)


def wrap(layout: QLayout) -> QWidget:
    """A bare widget around a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def box(look: str, layout: QLayout | None = None, width: int = 0, height: int = 0) -> QFrame:
    """A frame with one of the looks of the style sheet: card, well, panel, side, bar, foot, row..."""
    made = QFrame()
    made.setProperty("box", look)
    if layout is not None:
        made.setLayout(layout)
    if width:
        made.setFixedWidth(px(width))
    if height:
        made.setFixedHeight(px(height))
    return made


def hline() -> QFrame:
    """A thin line across."""
    return box("hline")


def vline() -> QFrame:
    """A thin line down."""
    return box("vline")


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scroll(inside: QWidget, name: str) -> QScrollArea:
    """A pane that scrolls on its own, across only when it must; `name` is what a screen reader says."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAccessibleName(name)
    made.setWidget(inside)
    inside.setAutoFillBackground(False)
    made.viewport().setAutoFillBackground(False)
    return made


class Flow(QLayout):
    """Items side by side that go on the next line when there is no room left: chips, tags, buttons."""

    def __init__(self, *items: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for item in items:
            self.addWidget(item)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - rect.y()


def widgets_of(layout: QLayout) -> list[QWidget]:
    """The widgets that stand in a layout, in order."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    found = (item.widget() if item is not None else None for item in items)
    return [one for one in found if one is not None]
