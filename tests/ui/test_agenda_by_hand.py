"""The agenda by hand: items dragged to another place, and an urgent one put on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.models.meeting import AgendaItem
from tasking_app.ui.parts.agenda_rows import MIME, AgendaRows
from tasking_app.ui.widgets.buttons import Button
from tests.services.paper_story import paper, words
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_home_and_prepare import _order, _prepare
from tests.ui.windows import CTRL, WAIT, said

NONE = Qt.KeyboardModifier.NoModifier


def drag(frame: QWidget, to: QWidget) -> None:
    """Take a row by its middle, carry it below the middle of another, and let go."""
    window = frame.window()
    start = frame.mapTo(window, frame.rect().center())
    end = to.mapTo(window, to.rect().center() + QPoint(0, 6))
    handle, left = window.windowHandle(), Qt.MouseButton.LeftButton

    def carry() -> None:
        QTest.mouseMove(handle, (start + end) / 2)
        QTest.mouseMove(handle, end)
        QTest.mouseRelease(handle, left, NONE, end)

    QTest.mousePress(handle, left, NONE, start)
    # The first move starts the drag, which has a loop of its own until the button is let go.
    QTimer.singleShot(0, carry)
    QTest.mouseMove(handle, start + QPoint(0, QApplication.startDragDistance() + 2))


def drop(rows: AgendaRows, frame: QWidget, to: QWidget) -> None:
    """What reaches the agenda when a row is let go below the middle of another."""
    data = QMimeData()
    data.setData(MIME, str(frame.view.id).encode())  # type: ignore[attr-defined]  # rows have what they show
    at = to.mapTo(rows, to.rect().center() + QPoint(0, 6))
    how = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    enter = QDragEnterEvent(at, *how)
    QApplication.sendEvent(rows, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(rows, QDropEvent(QPointF(at), *how))


def _item(seat: Seat, title: str) -> AgendaItem:
    found = seat.story.p.rows(AgendaItem, meeting_id=seat.story.meeting, title=title, withdrawn_at=None)
    return found[0]


def _add(seat: Seat, screen: QWidget, qtbot: QtBot, typed: str, title: str) -> AgendaRows:
    press(screen, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), typed)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title in said(screen), timeout=WAIT)
    rows = screen.findChild(AgendaRows)
    assert rows is not None
    return rows


def _frame(rows: AgendaRows, title: str) -> QFrame:
    found = (one for one in rows.findChildren(QFrame) if f", {title}, " in one.accessibleName())
    return next(found)


@pytest.mark.parametrize("by_mouse", [False, True], ids=["let go", "by mouse"])
def test_an_item_is_dragged_to_another_place(seat: Seat, qtbot: QtBot, by_mouse: bool) -> None:
    if by_mouse and QApplication.platformName() == "offscreen":
        pytest.skip("nothing can be dragged without a screen; letting go is tested by itself")
    screen = _prepare(seat, qtbot)
    rows = _add(seat, screen, qtbot, "Winter patrol plan", "Winter patrol plan")
    before = _order(seat)
    taken, to = _frame(rows, "Winter patrol plan"), _frame(rows, "Figures and trends")
    if by_mouse:
        drag(taken, to)
    else:
        drop(rows, taken, to)
    qtbot.waitUntil(lambda: _order(seat) != before, timeout=WAIT)
    rest = [one for one in before if one != "Winter patrol plan"]
    place = rest.index("Figures and trends") + 1
    assert _order(seat) == [*rest[:place], "Winter patrol plan", *rest[place:]]


def test_an_urgent_item_by_keyboard_says_so_on_screen_and_on_the_agenda(seat: Seat, qtbot: QtBot) -> None:
    screen = _prepare(seat, qtbot)
    rows = _add(seat, screen, qtbot, "!! Gas leak at Alder Court", "Gas leak at Alder Court")
    assert _item(seat, "Gas leak at Alder Court").urgent
    assert "Urgent" in said(rows)
    assert "Gas leak at Alder Court (urgent)" in words(paper(seat.story.p, "agenda", seat.story.meeting))
    rows.focus_item(_item(seat, "Gas leak at Alder Court").id)
    press(focused(), Qt.Key.Key_U)
    qtbot.waitUntil(lambda: not _item(seat, "Gas leak at Alder Court").urgent, timeout=WAIT)
    qtbot.waitUntil(lambda: "Urgent" not in said(rows), timeout=WAIT)
    button = next(
        one for one in rows.findChildren(Button) if one.accessibleName().startswith("Mark Gas leak")
    )
    press(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _item(seat, "Gas leak at Alder Court").urgent, timeout=WAIT)


def test_urgent_alone_is_no_item(seat: Seat, qtbot: QtBot) -> None:
    screen = _prepare(seat, qtbot)
    before = _order(seat)
    press(screen, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), "!!")
    with qtbot.waitSignal(seat.jobs.failed, timeout=WAIT) as told:
        press(focused(), Qt.Key.Key_Return)
    assert "Say what the item is about" in told.args[0]
    assert _order(seat) == before
