"""Restricted words in the window: opened by who is on the list, closed when somebody else sits down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.referral import SetReaders
from tasking_app.database.work import Actor
from tasking_app.models.action import Action
from tasking_app.models.referral import NameReading
from tasking_app.ui.parts.my_card import MyCard
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.my_agency import MyAgencyScreen
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
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
    assert _opened_by_rowan(seat, qtbot) is screen


@RESTRICTED
def test_the_tracker_closes_what_was_open_when_somebody_else_sits_down(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    readers = (p.officers["Rowan"], p.officers["Marta"])
    p.do(SetReaders(referral=seat.story.referrals["secret"], readers=readers))
    screen = _opened_by_rowan(seat, qtbot)
    _sit_as(seat, "Marta")
    seat.desk.reload()
    qtbot.waitUntil(lambda: bool(named(screen, "Open it")), timeout=WAIT)
    assert "alarm" not in said(screen), "though Marta is on its list, her opening is not recorded"
    assert [one.read_by for one in p.rows(NameReading)] == [p.officers["Rowan"]]


@RESTRICTED
def test_enter_opens_a_hidden_card_of_my_agency(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    _sit_as(seat, "Marta")
    screen = _my_agency(seat, qtbot)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert seat.window.messages.text() == "", "who may not open it is told on the card, and asks for nothing"
    _sit_as(seat, "Rowan")
    seat.desk.reload()
    qtbot.waitUntil(lambda: bool(named(screen, "Open it")), timeout=WAIT)
    assert isinstance(focused(), MyCard)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ALARM in said(screen), timeout=WAIT)
    assert [one.read_by for one in p.rows(NameReading)] == [p.officers["Rowan"]]


def _opened_by_rowan(seat: Seat, qtbot: QtBot) -> ActionsScreen:
    _sit_as(seat, "Rowan")
    screen = tracker(seat, qtbot)
    screen.show_place(Place("actions", seat.story.p.rows(Action, restricted=True)[0].id))
    qtbot.waitUntil(lambda: bool(named(screen, "Open it")), timeout=WAIT)
    press(button(screen, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ALARM in said(screen), timeout=WAIT)
    return screen


def _my_agency(seat: Seat, qtbot: QtBot) -> MyAgencyScreen:
    """The page, with the card of the hidden action open and in the focus."""
    seat.desk.add_screens({"my_agency": MyAgencyScreen})
    seat.desk.go(Place("my_agency"))
    screen = seat.desk.screen("my_agency")
    assert isinstance(screen, MyAgencyScreen)
    qtbot.waitUntil(lambda: "Action of a restricted item" in said(screen), timeout=WAIT)
    qtbot.waitUntil(lambda: isinstance(focused(), MyCard), timeout=WAIT)
    return screen
