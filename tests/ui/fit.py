"""What cannot be reached in a window of this size: cut off, squashed, or beyond what scrolls."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QStackedWidget, QWidget

from tasking_app.ui.widgets.focus_ring import FocusRing
from tasking_app.ui.widgets.toast import Toast

OVERLAYS = (FocusRing, Toast)
SLACK = 1


def unreachable(window: QWidget) -> list[str]:
    """What is wrong, with the widget and where it stands."""
    found = []
    for one in window.findChildren(QWidget):
        if one.isVisible() and not isinstance(one, OVERLAYS) and one.width() and one.height():
            found += [f"{wrong}: {_path(one)}" for wrong in _wrong(one)]
    return found


def _wrong(one: QWidget) -> Iterator[str]:
    parent = one.parentWidget()
    pane = parent.parentWidget() if parent is not None else None
    scrolls = isinstance(pane, QAbstractScrollArea) and pane.viewport() is parent
    if parent is not None and scrolls and isinstance(pane, QScrollArea):
        off = pane.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if off and one.width() > parent.width() + SLACK:
            yield f"{one.width()} wide in a pane of {parent.width()} that does not scroll across"
    elif parent is not None and not isinstance(parent, QAbstractScrollArea):
        room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not room.contains(one.geometry()):
            yield f"{one.geometry().getRect()} in {parent.size().toTuple()}"
    yield from _squashed(one)
    if isinstance(one, QLabel):
        yield from _cut(one)


def _squashed(one: QWidget) -> Iterator[str]:
    layout = one.layout()
    if layout is None or isinstance(one, QStackedWidget):
        return
    wide, tall = layout.totalMinimumSize().toTuple()
    if layout.hasHeightForWidth():
        tall = layout.totalMinimumHeightForWidth(one.width())
    if wide > one.width() + SLACK or tall > one.height() + SLACK:
        yield f"needs {wide}x{tall} and has {one.width()}x{one.height()}"


def _cut(label: QLabel) -> Iterator[str]:
    wrap = label.wordWrap()
    flags = int(Qt.TextFlag.TextWordWrap) if wrap else 0
    room = label.width() if wrap else 9999
    needed = QFontMetrics(label.font()).boundingRect(0, 0, room, 9999, flags, label.text())
    if needed.width() > label.width() + SLACK or needed.height() > label.height() + SLACK:
        yield f"{label.text()[:40]!r} is cut"


def _path(one: QWidget) -> str:
    names: list[str] = []
    at: QWidget | None = one
    while at is not None and not at.isWindow() and len(names) < 5:
        name = f" {at.accessibleName()[:24]!r}" if at.accessibleName() else ""
        names.append(type(at).__name__ + name)
        at = at.parentWidget()
    return " in ".join(names)
