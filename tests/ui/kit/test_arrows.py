"""Arrow keys pressed on the very button that has the focus, as people press them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.widgets.agenda import AgendaRail, AgendaView
from tasking_app.ui.widgets.chips import ChipItem, Chips, Segments, Tabs
from tasking_app.ui.widgets.choices import Option, OptionCards
from tests.ui.kit.hands import press
from tests.ui.windows import WAIT

THREE = ("One", "Two", "Three")


def _chips() -> QWidget:
    return Chips([ChipItem(word, word) for word in THREE], "Which", "One")


def _cards() -> QWidget:
    return OptionCards([Option(word, word) for word in THREE], "Which", current="One")


@pytest.mark.parametrize(
    "make", [_chips, _cards, lambda: Segments(THREE, "Which"), lambda: Tabs(THREE, "Which")]
)
def test_an_arrow_chooses_the_next_answer_and_goes_round(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    group = make()
    qtbot.addWidget(group)
    group.show()
    group.activateWindow()
    buttons = group.findChildren(QAbstractButton)
    buttons[0].setFocus()
    qtbot.waitUntil(buttons[0].hasFocus, timeout=WAIT)
    for key, now in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Left, 2),
    ):
        press(QApplication.focusWidget(), key)
        assert [one.isChecked() for one in buttons] == [n == now for n in range(3)]
        assert buttons[now].hasFocus()


def test_arrows_go_down_the_agenda(qtbot: QtBot) -> None:
    rail = AgendaRail()
    qtbot.addWidget(rail)
    rail.set_items([AgendaView(uuid4(), n, word, "", "next") for n, word in enumerate(THREE, 1)])
    rail.show()
    rail.activateWindow()
    items = [one for one in rail.findChildren(QAbstractButton) if one.accessibleName().startswith("Item")]
    items[0].setFocus()
    qtbot.waitUntil(items[0].hasFocus, timeout=WAIT)
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert items[1].hasFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert items[0].hasFocus()
