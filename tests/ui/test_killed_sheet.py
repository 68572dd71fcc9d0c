"""A sheet that is being typed in when the program is killed: its text is there when it is opened again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.dialogs.half_typed import HalfTypedSheet
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.windows import WAIT, button, field, named, said

TITLE, WORDS = "In a few words, fit for the room", "Fires by the new mill"
KILLED = """
import sys
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tasking_app.settings import Settings
from tasking_app.ui import catalogue, theme
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.windows import button, field

app = QApplication([])
theme.apply(app)
window = MainWindow(app)
window.show()

def stand():
    catalogue.complete(seat)
    seat.desk.go(Place("referral", UUID(sys.argv[2])))
    seat.jobs.idle.connect(open_sheet)

def open_sheet():
    seat.jobs.idle.disconnect(open_sheet)
    button(window, "Edit").click()
    seat.jobs.idle.connect(type_there)

def type_there():
    seat.jobs.idle.disconnect(type_there)
    field(top_layer(window), "In a few words, fit for the room").setText("Fires by the new mill")
    QTimer.singleShot(500, lambda: print("typed", flush=True))

seat = Seat(window, Path(sys.argv[1]), Settings(), stand, print)
app.exec()
"""


def _top(window: QWidget, qtbot: QtBot) -> Layer:
    qtbot.waitUntil(lambda: top_layer(window) is not None, timeout=WAIT)
    found = top_layer(window)
    assert found is not None
    return found


def test_the_text_of_a_sheet_is_there_half_a_second_later_though_it_is_killed(
    partnership_in: Partnership, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    key = partnership_in.refer("Fires by the old mill")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", KILLED, str(file), str(key)]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().strip() == "typed"
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait(timeout=30)

    seat = sit()
    qtbot.waitUntil(lambda: "Fires by the old mill" in said(seat.window), timeout=WAIT)
    assert "We closed unexpectedly" in seat.window.messages.text()
    button(seat.window, "Show").click()
    sheet = _top(seat.window, qtbot)
    assert isinstance(sheet, HalfTypedSheet)
    assert "title, R-1 Fires by the old mill" in said(sheet)
    assert WORDS in said(sheet)
    named(sheet, "Open")[0].click()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert seat.desk.last_place == Place("referral", key)
    button(seat.window, "Edit").click()
    assert field(_top(seat.window, qtbot), TITLE).property("text") == WORDS
