"""What is typed in Settings is on disk, survives a kill, and never goes over somebody else's change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.commands.partnership import SetSetting
from tasking_app.models.partnership import Agency
from tasking_app.models.settings import Setting
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, button, field, said

NAME = "Name of the partnership"
POLICE = "Short name of Northmere Police"
STATEMENT = "Confidentiality statement"
KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from tasking_app.settings import Settings
from tasking_app.ui import catalogue, theme
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat

app = QApplication([])
theme.apply(app)
window = MainWindow(app)
window.show()

def stand():
    catalogue.complete(seat)
    seat.desk.go(Place("settings", part="partnership"))
    seat.jobs.idle.connect(typing)

def typing():
    seat.jobs.idle.disconnect(typing)
    edit = next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == sys.argv[2])
    edit.setFocus()
    QTest.keyClicks(edit, "North ")
    QTimer.singleShot(500, lambda: print("typed", flush=True))

seat = Seat(window, Path(sys.argv[1]), Settings(), stand, print)
app.exec()
"""


def _section(seat: Seat, qtbot: QtBot, key: str) -> Section:
    seat.desk.go(Place("settings", part=key))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen.section(key)


def _line(section: QWidget, name: str) -> QLineEdit:
    made = field(section, name)
    assert isinstance(made, QLineEdit)
    return made


def _kept(jobs: Jobs) -> list[str]:
    return [one.text for one in jobs.drafts() if one.place.startswith("settings:")]


def _stored(p: Partnership, name: str) -> str:
    return p.rows(Setting, name=name)[0].value


def _settled(seat: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not seat.jobs.busy() and not seat.desk._gather.isActive(), timeout=WAIT)


def test_after_a_kill_half_a_name_is_in_its_field_and_said_to_be_open(
    partnership_in: Partnership, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    before = _stored(partnership_in, "partnership.name")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", KILLED, str(file), NAME]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().strip() == "typed"
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait(timeout=30)
    seat = sit()
    section = _section(seat, qtbot, "partnership")
    line = _line(section, NAME)
    assert line.text() == f"North {before}"
    assert f"Not saved yet {NAME}. Leaving" in said(section)
    assert _stored(partnership_in, "partnership.name") == before
    line.setFocus()
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(partnership_in, "partnership.name") == f"North {before}", timeout=WAIT)
    _settled(seat, qtbot)
    assert _kept(seat.jobs) == []
    assert "Not saved yet" not in said(section)


def test_what_was_typed_is_saved_once_and_taken_back_by_one_undo(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    section = _section(seat, qtbot, "agencies")
    line = _line(section, POLICE)
    told: list[tuple[str, bool]] = []
    seat.jobs.told.connect(lambda words, undo: told.append((words, undo)))
    line.setFocus()
    type_in(line, "N ")
    assert _kept(seat.jobs) == ["N Police"]
    press(line, Qt.Key.Key_Return)
    press(line, Qt.Key.Key_Tab)
    _settled(seat, qtbot)
    police = partnership_in.agencies["Police"]
    assert partnership_in.row(Agency, police).short_name == "N Police"
    assert _kept(seat.jobs) == []
    assert told == [("Changed", True)], "Enter, and then leaving the field, is one change"
    seat.jobs.undo()
    _settled(seat, qtbot)
    assert partnership_in.row(Agency, police).short_name == "Police"
    assert seat.jobs.can_undo() == ""


def test_a_change_elsewhere_leaves_half_typed_text_and_caret_alone(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    seat = sit()
    section = _section(seat, qtbot, "agencies")
    line = _line(section, POLICE)
    line.setFocus()
    type_in(line, "No")
    housing = (Change("short_name", "Housing", "Homes"),)
    p.do(Edit(kind="agency", row=p.agencies["Housing"], changes=housing))
    seat.desk.reload()
    qtbot.waitUntil(lambda: _line(section, "Short name of Brackenford Council Housing").text() == "Homes")
    assert p.row(Agency, p.agencies["Police"]).short_name == "Police"
    assert focused().accessibleName() == POLICE
    type_in(focused(), "rth ")
    assert _line(section, POLICE).text() == "North Police"
    assert "Not saved yet" not in said(section)


def test_somebody_elses_change_of_the_same_text_is_asked_about(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p, police = partnership_in, partnership_in.agencies["Police"]
    seat = sit()
    section = _section(seat, qtbot, "agencies")
    line = _line(section, POLICE)
    line.setFocus()
    type_in(line, "My ")
    p.do(Edit(kind="agency", row=police, changes=(Change("short_name", "Police", "Constabulary"),)))
    seat.desk.reload()
    qtbot.waitUntil(lambda: f"{POLICE} (meanwhile “Constabulary”)" in said(section), timeout=WAIT)
    assert _line(section, POLICE).text() == "My Police"
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    layer = top_layer(seat.window)
    assert layer is not None
    assert "Choose what to keep." in said(layer)
    assert p.row(Agency, police).short_name == "Constabulary"
    button(layer, "All mine").click()
    button(layer, "Save this version").click()
    qtbot.waitUntil(lambda: p.row(Agency, police).short_name == "My Police", timeout=WAIT)
    _settled(seat, qtbot)
    assert _kept(seat.jobs) == []
    assert "Not saved yet" not in said(section)


def test_escape_gives_up_what_is_not_saved(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    seat = sit()
    section = _section(seat, qtbot, "agencies")
    line = _line(section, POLICE)
    line.setFocus()
    type_in(line, "No ")
    press(line, Qt.Key.Key_Escape)
    assert (line.text(), _kept(seat.jobs)) == ("Police", [])
    press(line, Qt.Key.Key_Tab)
    _settled(seat, qtbot)
    assert seat.jobs.can_undo() == ""


def test_what_may_not_be_stays_in_the_field_with_its_sentence(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    section = _section(seat, qtbot, "partnership")
    line = _line(section, NAME)
    line.setFocus()
    line.selectAll()
    type_in(line, " ")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The partnership needs a name" in seat.window.messages.text(), timeout=WAIT)
    assert line.text().strip() == ""
    assert f"Not saved yet {NAME}." in said(section)
    assert _stored(partnership_in, "partnership.name") == "Brackenford Community Safety Partnership"


def test_the_statement_half_typed_is_kept_and_saved_when_it_is_left(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    seat = sit()
    section = _section(seat, qtbot, "papers")
    text = field(section, STATEMENT)
    assert isinstance(text, QTextEdit)
    text.setFocus()
    type_in(text, "Listen. ")
    assert _kept(seat.jobs)[0].startswith("Listen. What is said here")
    seat.jobs.do(SetSetting(name="area", seen="Brackenford", wanted=""))
    _settled(seat, qtbot)
    again = field(section, STATEMENT)
    assert isinstance(again, QTextEdit)
    assert again.toPlainText().startswith("Listen. ")
    assert _stored(p, "statement.version") == "1"
    press(focused(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: _stored(p, "statement.text").startswith("Listen. "), timeout=WAIT)
    assert _stored(p, "statement.version") == "2"
    _settled(seat, qtbot)
    assert _kept(seat.jobs) == []
