"""Where the focus stands when somebody comes to a place for the first time: Enter does what is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.models.meeting import Meeting
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.first_run import FirstRun
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press
from tests.ui.windows import CTRL, WAIT, said


def test_enter_begins_on_this_computer(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow(app)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    pages = FirstRun(tmp_path / "tasking.db")
    window.cover(pages)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Start on this computer", timeout=WAIT)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Who are you?" in said(pages), timeout=WAIT)


def test_with_nothing_planned_enter_plans(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    seat = sit()
    seat.desk.go(Place("prepare"))
    qtbot.waitUntil(lambda: "No meeting is planned" in said(seat.window), timeout=WAIT)
    qtbot.waitUntil(lambda: getattr(focused(), "text", str)() == "Plan a meeting", timeout=WAIT)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(partnership_in.rows(Meeting)) == 1, timeout=WAIT)
