"""Dates kept and dates moved: the sentence, the agencies, whose dates moved, and the paper of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AnswerMoreTime
from tasking_app.commands.base import new_id
from tasking_app.models.action import Action
from tasking_app.ui import catalogue
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.reliability import ReliabilityScreen
from tasking_app.ui.table import RecordTable
from tests.partnership import Partnership
from tests.ui.conftest import Seat, Sit
from tests.ui.kit.hands import focused, press
from tests.ui.windows import WAIT, button, named, said


def _more_time(p: Partnership, key: UUID, due: date, why: str) -> None:
    row = p.row(Action, key)
    p.do(
        AnswerMoreTime(
            update=new_id(), deferral=new_id(), action=key, seen=row.due, due=due, reason=why, at=p.now
        )
    )


def _open(seat: Seat, qtbot: QtBot) -> ReliabilityScreen:
    seat.desk.add_screens(catalogue.SCREENS)
    seat.desk.go(Place("reliability"))
    screen = seat.desk.screen("reliability")
    assert isinstance(screen, ReliabilityScreen)
    qtbot.waitUntil(lambda: bool(_texts(screen, "Dates moved")), timeout=WAIT)
    return screen


def _table(screen: QWidget, name: str) -> RecordTable[object]:
    return next(one for one in screen.findChildren(RecordTable) if one.accessibleName() == name)


def _texts(screen: QWidget, name: str) -> list[str]:
    return [getattr(one, "text", "") or getattr(one, "name", "") for one in _table(screen, name).rows_shown()]


def test_the_agency_chosen_says_whose_dates_stand_below(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    key = p.act("Patrol the arcade", "Police")
    _more_time(p, key, date(2026, 12, 18), "Snow")
    _more_time(p, key, date(2026, 12, 22), "More snow")
    screen = _open(seat, qtbot)
    assert "The one action that was finished was late. 2 actions have had their date moved." in said(screen)
    assert _texts(screen, "Agencies")[0] == "All agencies"
    assert _texts(screen, "Dates moved") == [
        "Patrol the arcade",
        "Fit lockable bins and move them 6 m from the block",
    ]
    agencies = _table(screen, "Agencies")
    assert agencies.hasFocus()
    while _chosen(screen) != "Police":
        press(agencies, Qt.Key.Key_Down)
    assert _texts(screen, "Dates moved") == ["Patrol the arcade"]
    assert "Dates moved, Police" in said(screen)
    row = _table(screen, "Dates moved").model()
    cells = [str(row.index(0, column).data()) for column in range(row.columnCount())]
    assert cells == ["Patrol the arcade", "Police", "Fri 11 Dec", "Tue 22 Dec", "twice", "More snow"]
    press(agencies, Qt.Key.Key_Return)
    assert focused() is _table(screen, "Dates moved")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.window.screen_on_show() is seat.desk.screen("actions"), timeout=WAIT)
    assert seat.desk.last_place == Place("actions", key)


def _chosen(screen: QWidget) -> str:
    return getattr(_table(screen, "Agencies").current(), "name", "")


def test_where_nothing_was_given_the_page_says_so(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    seat.desk.go(Place("reliability"))
    qtbot.waitUntil(lambda: "Nothing to count yet" in said(seat.window), timeout=WAIT)


def test_export_here_begins_with_this_paper(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    partnership_in.plan(date.today() + timedelta(days=30))  # noqa: DTZ011  (the clock of the window)
    partnership_in.act(due=date.today() + timedelta(days=30))  # noqa: DTZ011  (as above)
    seat = sit()
    seat.desk.go(Place("reliability"))
    qtbot.waitUntil(lambda: "No action was finished" in said(seat.window), timeout=WAIT)
    press(focused(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "dates kept and moved.pdf" in said(seat.window), timeout=WAIT)


def test_home_leads_here(seat: Seat, qtbot: QtBot) -> None:
    seat.desk.add_screens(catalogue.SCREENS | {"home": HomeScreen})
    seat.desk.go(Place("home"))
    home = seat.desk.screen("home")
    qtbot.waitUntil(lambda: bool(named(home, "Dates kept and dates moved")), timeout=WAIT)
    button(home, "Dates kept and dates moved").click()
    qtbot.waitUntil(lambda: "action that was finished was late" in said(seat.window), timeout=WAIT)
