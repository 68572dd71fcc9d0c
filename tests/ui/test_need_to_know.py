"""Restricted words in the window: opened by who is on the list, closed when somebody else sits down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.database.work import Actor
from tasking_app.models.action import Action
from tasking_app.models.referral import NameReading
from tasking_app.ui.screen import Place
from tests.ui.conftest import Seat
from tests.ui.kit.hands import press
from tests.ui.tracker import RESTRICTED, tracker
from tests.ui.windows import WAIT, button, named, said

ALARM = "Fit an alarm at the refuge"


def _sit_as(seat: Seat, name: str) -> None:
    p = seat.story.p
    seat.jobs.actor = Actor(p.officers[name], p.agencies["Police"], name)


@RESTRICTED
def test_the_tracker_opens_nothing_for_who_is_not_on_the_list(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    _sit_as(seat, "Marta")
    screen = tracker(seat, qtbot)
    secret = p.rows(Action, restricted=True)[0]
    seat.desk.go(Place("actions", secret.id))
    qtbot.waitUntil(lambda: "Only the people on its list read it" in said(screen), timeout=WAIT)
    assert named(screen, "Open it") == []
    screen._open_restricted(secret.id)
    refused = "Only the people on its list read it. Ask the lead agency or the co-ordinator."
    qtbot.waitUntil(lambda: refused in seat.window.messages.text(), timeout=WAIT)
    assert "alarm" not in said(screen)
    assert p.rows(NameReading) == []
    _sit_as(seat, "Rowan")
    screen.show_place(Place("actions", secret.id))
    qtbot.waitUntil(lambda: bool(named(screen, "Open it")), timeout=WAIT)
    press(button(screen, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ALARM in said(screen), timeout=WAIT)
