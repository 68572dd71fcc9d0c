"""A whole seat at one file: keys that work everywhere, coming back after a kill, and who sits here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import new_id
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.meeting import Meeting
from tasking_app.ui import catalogue
from tasking_app.ui.dialogs.pasted_list import PastedList
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, said

FAR = date(2099, 1, 8)
KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
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
    seat.desk.go(Place("referrals"))
    seat.jobs.draft("quick:here", "half a line")
    QTimer.singleShot(1500, lambda: print("standing", flush=True))

seat = Seat(window, Path(sys.argv[1]), Settings(), stand, print)
app.exec()
"""


def _on_show(seat: Seat) -> str:
    screen = seat.window.screen_on_show()
    return screen.key if screen is not None else ""


def test_f5_leads_from_planning_to_the_start_to_the_meeting(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    press(seat.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: _on_show(seat) == "prepare", timeout=WAIT)
    meeting = partnership_in.plan(FAR)
    press(seat.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: _on_show(seat) == "start", timeout=WAIT)
    partnership_in.start(meeting)
    seat.desk.go(Place("home"))
    press(seat.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: _on_show(seat) == "meeting", timeout=WAIT)


def test_an_action_is_found_in_spite_of_a_typo_and_another_added(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    key = p.act("Fit lockable bins at Holme Court")
    seat = sit()
    press(seat.window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    type_in(focused(), "lokable bins")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _on_show(seat) == "actions", timeout=WAIT)
    assert seat.desk.last_place == Place("actions", key)
    qtbot.waitUntil(lambda: "Fit lockable bins at Holme Court" in said(seat.window), timeout=WAIT)

    press(seat.window, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    type_in(focused(), "police in 2 weeks #arson: increase patrols")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(p.rows(Action)) == 2, timeout=WAIT)
    made = next(one for one in p.rows(Action) if one.id != key)
    assert (made.text, made.lead_agency_id, made.theme) == (
        "Increase patrols",
        p.agencies["Police"],
        "arson",
    )


def test_undo_takes_back_what_was_done_in_any_screen(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    meeting = partnership_in.plan(FAR)
    seat = sit()
    seat.desk.go(Place("prepare", meeting))
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    press(seat.window, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    type_in(focused(), "Winter patrols")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Winter patrols" in said(seat.window), timeout=WAIT)
    seat.desk.go(Place("home"))
    press(seat.window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    seat.desk.go(Place("prepare", meeting))
    qtbot.waitUntil(lambda: "Winter patrols" not in said(seat.desk.screen("prepare")), timeout=WAIT)
    assert partnership_in.row(Meeting, meeting).stage == "planned"


def test_after_a_kill_the_same_screen_comes_back_with_what_was_typed(
    partnership_in: Partnership, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    partnership_in.refer("Fires by the old mill")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().strip() == "standing"
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait(timeout=30)
    seat = sit()
    qtbot.waitUntil(lambda: _on_show(seat) == "referrals", timeout=WAIT)
    assert "We closed unexpectedly" in seat.window.messages.text()
    assert [(one.place, one.text) for one in seat.jobs.drafts()] == [("quick:here", "half a line")]


def test_after_a_clean_close_it_opens_at_home_without_a_word(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    partnership_in.plan(FAR)
    first = sit()
    first.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: not first.jobs.busy(), timeout=WAIT)
    first.close()
    second = sit()
    assert _on_show(second) == "home"
    assert second.window.messages.text() == ""


def test_every_screen_opens_by_its_name(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    partnership_in.plan(FAR)
    seat = sit()
    for screen in catalogue.SCREENS:
        if screen not in ("meeting", "end", "done", "referral"):
            seat.desk.go(Place(screen))
            qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
            assert _on_show(seat) == screen
    assert seat.window.messages.text() == ""


def test_my_agency_requests_and_e_mails_are_reached_by_name(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()

    def find(words: str) -> None:
        press(seat.window, Qt.Key.Key_K, CTRL)
        qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
        qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
        type_in(focused(), words)
        press(focused(), Qt.Key.Key_Return)

    for words, screen in (("my ag", "my_agency"), ("requests to", "proposals")):
        find(words)
        qtbot.waitUntil(lambda wanted=screen: _on_show(seat) == wanted, timeout=WAIT)  # type: ignore[misc]  # bound now
    find("updates from")
    qtbot.waitUntil(lambda: isinstance(top_layer(seat.window), PastedList), timeout=WAIT)


@pytest.mark.parametrize(
    ("name", "place"),
    [("Jo", "home"), ("Helen", "home"), ("Rowan", "my_agency"), ("Marta", "my_agency")],
)
def test_an_attendee_begins_at_my_agency_and_who_decides_at_home(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot, name: str, place: str
) -> None:
    p = partnership_in
    p.plan(FAR)
    first = sit()
    first.desk.go(Place("referrals"))
    first.be(p.officers[name])
    qtbot.waitUntil(lambda: first.jobs.actor.officer == p.officers[name], timeout=WAIT)
    qtbot.waitUntil(lambda: _on_show(first) == place, timeout=WAIT)
    first.jobs.draft("quick:here", "half a line")
    first.close()
    second = sit()
    assert second.jobs.actor.officer == p.officers[name]
    assert _on_show(second) == place
    assert "1 text was typed and not saved" in second.window.messages.text()
    screen = second.window.screen_on_show()
    assert screen is not None
    assert screen is focused() or screen.isAncestorOf(focused())


def test_nobody_takes_back_what_another_did(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    p = partnership_in
    action = p.act(agency="Police")
    seat = sit()
    jo = seat.jobs.actor.officer

    def be(officer: UUID | None) -> None:
        assert officer is not None
        seat.be(officer)
        qtbot.waitUntil(lambda: seat.jobs.actor.officer == officer and not seat.jobs.busy(), timeout=WAIT)

    seat.jobs.do(AddUpdate(update=new_id(), action=action, text="By Jo", at=p.now), words="Update")
    qtbot.waitUntil(lambda: seat.jobs.can_undo() != "", timeout=WAIT)
    be(p.officers["Rowan"])
    assert seat.jobs.can_undo() == ""
    seat.jobs.undo()
    qtbot.waitUntil(lambda: "Nothing to undo" in said(seat.window), timeout=WAIT)
    assert len(p.rows(ActionUpdate, action_id=action, withdrawn_at=None)) == 1
    be(jo)
    assert seat.jobs.can_undo() == "Update"
    seat.jobs.undo()
    qtbot.waitUntil(lambda: not p.rows(ActionUpdate, action_id=action, withdrawn_at=None), timeout=WAIT)


def test_an_attendee_comes_back_after_a_kill_where_they_stood(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    first = sit()
    first.be(partnership_in.officers["Rowan"])
    qtbot.waitUntil(lambda: _on_show(first) == "my_agency", timeout=WAIT)
    first.desk.go(Place("referrals"))
    first.jobs.close()  # as a kill leaves it: the place is noted, and nothing else was done
    second = sit()
    assert _on_show(second) == "referrals"
    assert "We closed unexpectedly" in second.window.messages.text()
