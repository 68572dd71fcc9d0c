"""The room screen as the chair has it: on another screen, F9 from everywhere, parsed and never raw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import GoToItem
from tasking_app.commands.referral import AddPerson, NewPerson
from tasking_app.database.files import open_store
from tasking_app.models.meeting import Meeting
from tasking_app.ui.dialogs import confirm
from tasking_app.ui.room.board import PAUSED
from tasking_app.ui.room.window import RoomWindow
from tasking_app.ui.room_desk import ONE_SCREEN, RoomDesk
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.one_line import OneLine
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.story import Story, decide, tell
from tests.ui.windows import CTRL, WAIT, said

NAME = "Quillon Madeupperson"
AT_MOST = 0.1  # seconds: the issue's own


@pytest.fixture
def told(file: Path) -> Iterator[Story]:
    """The story in the file, with somebody behind a stand-in whose name was typed into the minutes."""
    store = open_store(file, None)
    story = tell(store, restricted=True)
    p, bins = story.p, story.referrals["bins"]
    person = NewPerson(person=new_id(), identity=new_id(), name=NAME, age=15)
    p.do(AddPerson(referral=bins, person=person))
    arson = p.item(story.meeting, "arson")
    seen = p.row(Meeting, story.meeting).current_item
    p.do(GoToItem(meeting=story.meeting, item=arson, seen=seen, at=p.now))
    decide(p, story.meeting, arson, f"Visit {NAME}, aged 15, at 12 Holme Court", referral=bins)
    yield story
    store.close()


@pytest.fixture
def room(sit: Sit, told: Story, qtbot: QtBot) -> Iterator[tuple[Seat, RoomDesk, RoomWindow]]:
    """A meeting at arson with the room screen on."""
    seat = sit()
    seat.desk.go(Place("meeting", told.meeting))
    qtbot.waitUntil(lambda: "Bin store fires" in said(seat.window), timeout=WAIT)
    desk = seat.findChild(RoomDesk)
    assert isinstance(desk, RoomDesk)
    desk.open_on(QGuiApplication.primaryScreen())
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RoomWindow))
    seat.window.activateWindow()
    qtbot.waitUntil(seat.window.isActiveWindow)
    qtbot.waitUntil(lambda: "Bin store fires" in shown(window), timeout=WAIT)
    yield seat, desk, window
    desk.close()


def shown(window: RoomWindow) -> str:
    return " ".join(window.board.said())


def test_the_room_sees_the_item_with_stand_ins(room: tuple[Seat, RoomDesk, RoomWindow]) -> None:
    _, _, window = room
    told = shown(window)
    assert "Visit Person A, under 18, at Holme Court" in told
    assert "Person A, under 18" in window.board.accessibleName()
    assert NAME.split()[0] not in told
    assert "12 Holme" not in told
    assert "Next: Hate crime" in told


def test_what_is_typed_is_never_shown_raw(room: tuple[Seat, RoomDesk, RoomWindow], qtbot: QtBot) -> None:
    seat, _, window = room
    press(seat.window, Qt.Key.Key_J, CTRL)
    type_in(focused(), f"{NAME} said that")
    assert "Typing" in shown(window)
    assert NAME.split()[0] not in shown(window)
    line = focused()
    assert isinstance(line, OneLine)
    line.set_text("")
    assert "Typing" not in shown(window)
    type_in(focused(), f"@fire by 11 Dec: visit {NAME} at 12 Holme Court")
    assert "visit Person A at Holme Court" in shown(window)
    assert "Fire and rescue by" in shown(window)


def test_f9_covers_it_at_once_from_everywhere(room: tuple[Seat, RoomDesk, RoomWindow], qtbot: QtBot) -> None:
    seat, _, window = room
    confirm.ask(seat.window, "Sure?", "A question over the meeting", "Yes", lambda: None)
    menu = QMenu(seat.window)  # a window of its own; the test's screen has no real ones
    for target in (seat.window, focused(), menu):
        qtbot.waitUntil(lambda: "Bin store fires" in shown(window), timeout=WAIT)
        began = perf_counter()
        f9(target)
        taken = perf_counter() - began
        assert window.board.said() == [PAUSED]
        assert window.board.accessibleName() == PAUSED
        assert taken < AT_MOST
        f9(target)


def f9(target: QWidget) -> None:
    """Press F9 where the system would send it: at the window something is in, and then at the thing."""
    for one in (target.window(), target):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        if QApplication.sendEvent(one, event):
            return


def test_the_room_follows_the_meeting_and_not_the_chairs_eye(
    room: tuple[Seat, RoomDesk, RoomWindow], told: Story, qtbot: QtBot
) -> None:
    seat, _, window = room
    seat.desk.go(Place("actions"))
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert "Bin store fires" in shown(window)
    p = told.p
    hate, seen = p.item(told.meeting, "hate"), p.row(Meeting, told.meeting).current_item
    seat.jobs.do(GoToItem(meeting=told.meeting, item=hate, seen=seen, at=p.now))
    qtbot.waitUntil(lambda: window.board.said()[0] == "Hate crime", timeout=WAIT)


def test_one_screen_is_said_to_be_seen(sit: Sit, told: Story, qtbot: QtBot) -> None:
    seat = sit()
    press(seat.window, Qt.Key.Key_R, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert seat.window.messages.text() == ONE_SCREEN
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, RoomWindow) and one.isVisible()
    ]


def test_a_closed_room_screen_holds_nothing(room: tuple[Seat, RoomDesk, RoomWindow]) -> None:
    _, desk, window = room
    board = window.board
    desk.close()
    assert board.said() == [PAUSED]
