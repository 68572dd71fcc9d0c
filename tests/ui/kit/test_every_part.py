"""Things that hold for every part of the kit, looked at on pages that show one of each."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui import icons
from tasking_app.ui.layouts import column
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Screen
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.tags import STATUS, THEMES, StatusTag
from tests.ui.kit.home import HomePage
from tests.ui.kit.meeting import MeetingPage
from tests.ui.kit.parts import parts_page
from tests.ui.kit.referrals import ListPage, new_sheet


def parts() -> Screen:
    made = Screen()
    made.setLayout(column(parts_page(), gap=0))
    return made


PAGES = {"home": HomePage, "meeting": MeetingPage, "list": ListPage, "parts": parts}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.set_who("Jo Fenwick", "Council")
    window.set_saved("saved", "Saved 10:47")
    window.resize(1366, 768)
    screen = PAGES[request.param]()
    window.show_screen(screen)
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return window


def focusable(window: MainWindow) -> list[QWidget]:
    found = window.findChildren(QWidget)
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]


def test_what_takes_focus_has_a_name(page: MainWindow) -> None:
    nameless = []
    for widget in focusable(page):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.geometry()}")
    assert nameless == []


def test_what_takes_focus_is_large_enough_to_hit(page: MainWindow) -> None:
    small = [
        f"{type(w).__name__} {w.accessibleName()} {w.width()}x{w.height()}"
        for w in focusable(page)
        if w.width() < 24 or w.height() < 24
    ]
    assert small == []


def test_no_text_is_cut(page: MainWindow) -> None:
    cut = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = QFontMetrics(label.font()).boundingRect(
            0,
            0,
            label.width() if label.wordWrap() else 9999,
            9999,
            int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0,
            label.text(),
        )
        if needed.width() > label.width() + 1 or needed.height() > label.height() + 1:
            cut.append(
                f"{label.text()!r} {needed.width()}x{needed.height()} in {label.width()}x{label.height()}"
            )
    assert cut == []


def test_frame_fits_the_smallest_window(page: MainWindow) -> None:
    page.resize(1280, 680)
    QApplication.processEvents()
    assert (page.width(), page.height()) == (1280, 680)
    test_no_text_is_cut(page)


def test_nothing_opens_a_window_of_its_own(page: MainWindow) -> None:
    strays = [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, MainWindow)]
    assert strays == []


def test_sheet_parts_have_names(window: MainWindow) -> None:
    sheet = new_sheet()
    sheet.open_over(window)
    test_what_takes_focus_has_a_name(window)
    test_what_takes_focus_is_large_enough_to_hit(window)
    test_no_text_is_cut(window)


@pytest.mark.parametrize("kind", [Label, Elided])
def test_typed_text_is_never_read_as_markup(qtbot: QtBot, kind: type[Label | Elided]) -> None:
    made = kind("<b>Bins</b> & <img src='x'>")
    qtbot.addWidget(made)
    assert made.text() == "<b>Bins</b> & <img src='x'>"
    if isinstance(made, Label):
        assert made.textFormat() == Qt.TextFormat.PlainText


def test_elided_text_keeps_its_words_for_all(qtbot: QtBot) -> None:
    made = Elided("A long line of words about the bin store at Holme Court")
    qtbot.addWidget(made)
    made.resize(80, 20)
    made.show()
    assert made.toolTip() == made.accessibleName() == made.text()


def test_every_status_has_its_shape_and_word(qtbot: QtBot) -> None:
    for kind, look in STATUS.items():
        tag = StatusTag(kind)
        qtbot.addWidget(tag)
        assert tag.accessibleName() == look.word
        assert not icons.pixmap(look.icon, look.tone).isNull()
    open_kinds = ("late", "blocked", "due_soon", "on_track", "not_started", "done", "dropped")
    assert len({STATUS[kind].icon for kind in open_kinds}) == 7
    assert all(not icons.pixmap(look.icon, look.tone).isNull() for look in THEMES.values())


def test_setting_text_does_not_use_none_up(qtbot: QtBot) -> None:
    label = Label("")
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 1000
