"""Hands at the action tracker, for its tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.records.action import ActionRow
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.table import RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import Chips
from tasking_app.ui.widgets.combos import Combo, FilterCombo
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, field, rows

SHIFT = Qt.KeyboardModifier.ShiftModifier
DEC = date(2026, 12, 18)
RESTRICTED = pytest.mark.parametrize("seat", ["restricted"], indirect=True)


def idle(seat: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)


def tracker(seat: Seat, qtbot: QtBot, part: str = "open") -> ActionsScreen:
    seat.desk.add_screens({"actions": ActionsScreen})
    seat.desk.go(Place("actions", part=part))
    screen = seat.desk.screen("actions")
    assert isinstance(screen, ActionsScreen)
    qtbot.waitUntil(lambda: bool(table(screen).rows_shown()), timeout=WAIT)
    idle(seat, qtbot)
    table(screen).setFocus()
    return screen


def table(screen: QWidget) -> RecordTable[ActionRow]:
    found = screen.findChild(RecordTable)
    assert found is not None
    return found


def shown(screen: QWidget) -> list[UUID]:
    return [row.id for row in table(screen).rows_shown()]


def go_to(seat: Seat, qtbot: QtBot, screen: QWidget, name: str) -> UUID:
    """The caret on an action, and the action beside the list."""
    key = seat.story.actions[name]
    assert table(screen).select(key)
    pane = screen.findChild(ActionPane)
    assert pane is not None
    qtbot.waitUntil(lambda: (page := pane.page()) is not None and page.row.id == key, timeout=WAIT)
    table(screen).setFocus()
    return key


def sheet_of(seat: Seat, qtbot: QtBot) -> Layer:
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    found = top_layer(seat.window)
    assert found is not None
    return found


def fill(sheet: QWidget, name: str, text: str) -> None:
    at = field(sheet, name)
    at.setFocus()
    press(at, Qt.Key.Key_A, CTRL)
    type_in(at, text)


def choose(sheet: QWidget, name: str, words: str) -> None:
    """A combo box by its arrow keys."""
    combo = field(sheet, name)
    assert isinstance(combo, Combo)
    combo.setFocus()
    press(combo, Qt.Key.Key_Home)
    while combo.currentText() != words:
        before = combo.currentIndex()
        press(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() != before, f"{words} is not offered"


def filter_by(screen: QWidget, title: str, words: str) -> None:
    """A filter above the list."""
    combo = next(one for one in rows(screen, FilterCombo) if one.accessibleName().startswith(f"{title}: "))
    assert isinstance(combo, FilterCombo)
    next(one for one in combo.menu().actions() if one.text() == words).trigger()


def press_named(qtbot: QtBot, root: QWidget, name: str) -> None:
    qtbot.waitUntil(lambda: bool(_named(root, name)), timeout=WAIT)
    made = _named(root, name)[0]
    made.setFocus()
    press(made, Qt.Key.Key_Space)


def _named(root: QWidget, name: str) -> list[Button]:
    made = [one for one in rows(root, Button) if isinstance(one, Button)]
    return [one for one in made if name in (one.accessibleName(), one.text())]


def ready(qtbot: QtBot) -> QWidget:
    """What has the focus, once something has."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    return focused()


def chips(screen: QWidget) -> list[str]:
    found = screen.findChild(Chips)
    assert found is not None
    return [one.text() for one in rows(found, Button) if isinstance(one, Button)]
