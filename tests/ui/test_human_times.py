"""How much people have to press and type, counted key by key and printed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.models.referral import Referral
from tasking_app.ui import catalogue
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.kit.hands import NO_KEYS, focused, press, type_in
from tests.ui.windows import CTRL, WAIT, said

A_MINUTE = 200  # characters a practised typist types


class Counted:
    """Hands that count what they press."""

    def __init__(self, seat: Seat, qtbot: QtBot) -> None:
        self.seat, self._qtbot = seat, qtbot
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        """One key, wherever the focus is."""
        self.keys += 1
        press(QApplication.focusWidget() or self.seat.window, key, modifier)

    def type(self, text: str) -> None:
        """As many keys as the text has letters."""
        self.keys += len(text)
        type_in(focused(), text)

    def layer(self) -> QWidget:
        """The sheet that opens."""
        self._qtbot.waitUntil(lambda: top_layer(self.seat.window) is not None, timeout=WAIT)
        self._qtbot.waitUntil(lambda: not self.seat.jobs.busy(), timeout=WAIT)
        found = top_layer(self.seat.window)
        assert found is not None
        return found


def told(capsys: pytest.CaptureFixture[str], what: str, measured: str, target: str) -> None:
    """One line of the table, shown also when the test passes."""
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {measured} (at most {target})\n")


def test_anything_is_found_by_five_keys(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    key = partnership_in.act("Fit lockable bins at Holme Court")
    partnership_in.act("Visit the youth club")
    hands = Counted(sit(), qtbot)
    hands.press(Qt.Key.Key_K, CTRL)
    hands.layer()
    hands.type("loc")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.seat.desk.last_place == Place("actions", key), timeout=WAIT)
    told(capsys, "Find anything", f"{hands.keys} keys", "5 keys")
    assert hands.keys <= 5


def test_a_new_referral_takes_less_than_a_minute_of_typing(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    seat = sit()
    catalogue.complete(seat)
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "No referral" in said(seat.window) or not seat.jobs.busy(), timeout=WAIT)
    hands = Counted(seat, qtbot)
    screen = seat.window.screen_on_show()
    assert screen is not None
    screen.setFocus()
    hands.press(Qt.Key.Key_N)
    hands.layer()
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Tab)
    hands.type("Bin store fires at Holme Court, three in two weeks")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Holme Court")
    hands.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(partnership_in.rows(Referral)), timeout=WAIT)
    row = partnership_in.rows(Referral)[0]
    assert (row.title, row.theme, row.area) == (
        "Bin store fires at Holme Court, three in two weeks",
        "arson",
        "Holme Court",
    )
    seconds = hands.keys * 60 / A_MINUTE
    told(capsys, "New referral", f"{hands.keys} keys, {seconds:.0f} s at {A_MINUTE} a minute", "60 s")
    assert seconds < 60
