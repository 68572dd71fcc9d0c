"""Bringing an earlier text back from the page of a referral, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.models.referral import Referral
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.referral import ReferralScreen
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.windows import CTRL, WAIT, button, said


def test_an_earlier_title_is_brought_back_and_undone(seat: Seat, qtbot: QtBot) -> None:
    p, key = seat.story.p, seat.story.referrals["bins"]
    title = p.row(Referral, key).title
    p.do(Edit(kind="referral", row=key, changes=(Change("title", title, "Bins that burn"),)))
    seat.desk.add_screens({"referral": ReferralScreen})
    seat.desk.go(Place("referral", key))
    screen = seat.desk.screen("referral")
    qtbot.waitUntil(lambda: "State:" in said(screen), timeout=WAIT)
    press(button(seat.window, "History"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    assert title in said(sheet)
    qtbot.waitUntil(lambda: "Bring this back" in focused().accessibleName(), timeout=WAIT)
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: p.row(Referral, key).title == title, timeout=WAIT)
    assert top_layer(seat.window) is None
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    press(focused(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: p.row(Referral, key).title == "Bins that burn", timeout=WAIT)
