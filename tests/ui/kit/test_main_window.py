"""The frame: rail, keys, regions, messages, undo and what it remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.focus_ring import FocusRing
from tasking_app.ui.widgets.rail import Rail
from tasking_app.ui.widgets.tags import StatusTag
from tasking_app.ui.widgets.toast import Toast
from tests.ui.kit.hands import focused, press
from tests.ui.kit.home import HomePage
from tests.ui.kit.meeting import MeetingPage
from tests.ui.kit.referrals import ListPage


class Stubborn(HomePage):
    def may_leave(self) -> bool:
        return False


def test_rail_keys_and_presses_ask_for_a_place(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.rail_pressed.connect(asked.append)
    for number in range(1, 7):
        press(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    assert asked == ["home", "meeting", "actions", "referrals", "library", "settings"]


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "find_asked"),
        (Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, "add_asked"),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo_asked"),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier, "redo_asked"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, "save_asked"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, "export_asked"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "start_asked"),
    ],
)
def test_keys_of_everywhere(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        press(window, key, modifier)


def test_regions_go_round_both_ways(window: MainWindow, qtbot: QtBot) -> None:
    page = MeetingPage()
    window.show_screen(page)
    page.agenda.set_foot(StatusTag("done"))
    seen = []
    window.top.command.setFocus()
    for _ in range(7):
        press(window, Qt.Key.Key_F6)
        now = focused()
        seen.append(next(i for i, r in enumerate(window.regions()) if r is now or r.isAncestorOf(now)))
    assert seen == [1, 2, 3, 4, 5, 7, 0]
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.rail.isAncestorOf(focused())


def test_ring_follows_the_keyboard_only(window: MainWindow, qtbot: QtBot) -> None:
    page = ListPage()
    window.show_screen(page)
    ring = window.findChild(FocusRing)
    assert ring is not None
    page.search.edit.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry().contains(page.search.mapTo(window, page.search.rect().center()))
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mousePress(page.search.edit, Qt.MouseButton.LeftButton)
    assert not ring.isVisible()
    QTest.mouseRelease(page.search.edit, Qt.MouseButton.LeftButton)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()


def test_screen_brings_title_rail_and_buttons(window: MainWindow) -> None:
    home, listing, meeting = HomePage(), ListPage(), MeetingPage()
    window.show_screen(home)
    window.show_screen(listing)
    assert window.top.accessibleName() == "Title, search and buttons"
    assert window.screen_on_show() is listing
    listing.head.emit("Referrals", "14 open")
    home.head.emit("Late news", "from a screen not on show")
    window.show_screen(meeting)
    assert window.rail.width() == 56
    window.show_screen(home)
    assert window.rail.width() == 88


def test_a_screen_may_ask_to_stay(window: MainWindow) -> None:
    stubborn = Stubborn()
    assert window.show_screen(stubborn)
    assert not window.show_screen(ListPage())
    assert window.screen_on_show() is stubborn
    assert not window.close()


def test_toast_offers_undo(window: MainWindow, qtbot: QtBot) -> None:
    home = HomePage()
    window.show_screen(home)
    home.toast.emit("A-216 added", True)
    with qtbot.waitSignal(window.undo_asked):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_message_says_it_and_can_be_closed(window: MainWindow) -> None:
    home = HomePage()
    window.show_screen(home)
    home.say.emit("late", "The PDF was not saved. <b>Try again.</b>")
    assert window.messages.text() == "The PDF was not saved. <b>Try again.</b>"
    window.messages.clear()
    assert window.messages.text() == ""


def test_banner_is_replaced_and_taken_away(window: MainWindow) -> None:
    window.set_banner("data", Banner("info", "", "Made-up data.", "Nobody here is real."))
    window.set_banner("data", Banner("due_soon", "", "Not encrypted.", "Set a password."))
    QApplication.processEvents()
    shown = [b.accessibleName() for b in window.findChildren(Banner) if b.isVisible()]
    assert shown == ["Not encrypted. Set a password."]
    window.set_banner("data", None)
    assert [b for b in window.findChildren(Banner) if b.isVisible()] == []


def test_f1_lists_the_keys_of_the_screen_and_esc_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen(MeetingPage())
    press(window, Qt.Key.Key_F1)
    layer = top_layer(window)
    assert layer is not None
    press(layer, Qt.Key.Key_Escape)
    assert top_layer(window) is None


def test_keys_of_the_frame_rest_while_a_layer_is_open(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.rail_pressed.connect(asked.append)
    window.show_keys()
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert asked == []


def test_place_goes_on_to_the_application(window: MainWindow, qtbot: QtBot) -> None:
    home = HomePage()
    window.show_screen(home)
    with qtbot.waitSignal(window.place_asked) as caught:
        home.go.emit(Place("referrals"))
    assert caught.args == [Place("referrals")]


def test_window_comes_back_where_it_was(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    window.setGeometry(40, 30, 1200, 700)
    other = MainWindow(qapp)
    qtbot.addWidget(other)
    other.restore_layout(window.layout_state())
    assert other.geometry() == window.geometry()
    other.restore_layout({"box": "nonsense"})
    assert other.geometry() == window.geometry()


def test_badge_is_said(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_badge("actions", 6, "late")
    names = [b.accessibleName() for b in rail.findChildren(QAbstractButton)]
    assert "Actions, 6 late" in names


def test_tab_goes_in_reading_order_even_to_what_was_made_last(window: MainWindow, qtbot: QtBot) -> None:
    page, (first, second, late) = QWidget(), (QLineEdit(), QLineEdit(), QLineEdit())
    layout = QVBoxLayout(page)
    for field in (first, second):
        layout.addWidget(field)
    layout.insertWidget(0, late)
    window.cover(page)
    late.setFocus()
    seen = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        press(focused(), key)
        seen.append(focused())
    assert seen == [first, second, late, second]


def test_undo_is_not_offered_for_what_is_no_longer_the_last_change(window: MainWindow, qtbot: QtBot) -> None:
    toast = window.findChild(Toast)
    assert toast is not None
    window.toast("Meeting started", undo=True)
    window.undo_takes_back("Meeting started")
    assert toast.isVisible()
    window.undo_takes_back("last change")
    assert not toast.isVisible()
    window.toast("Already saved.")
    window.undo_takes_back("last change")
    assert toast.isVisible()
