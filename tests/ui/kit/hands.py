"""Hands for the tests: keys and presses on widgets, with types."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_KEYS = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget | None, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press and let go of a key."""
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def type_in(widget: QWidget | None, text: str) -> None:
    """Type a text key by key."""
    assert widget is not None
    QTest.keyClicks(widget, text)


def click(widget: QWidget) -> None:
    """Press a widget with the mouse."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def focused() -> QWidget:
    """The widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
