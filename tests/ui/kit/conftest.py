"""Every test of the kit sees the application dressed as people see it."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.ui import theme
from tasking_app.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    made = MainWindow(qapp)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
