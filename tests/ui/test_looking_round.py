"""Made-up data to look round in at any time, while one's own file stays as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.change import Withdraw
from tasking_app.database.sqlite import raw_connection
from tasking_app.models.referral import Referral
from tasking_app.services import opening
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, named, said

LONG = 60_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer keeps its data."""
    made = tmp_path / "data"
    made.mkdir()
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: made)
    return made


def _titles(path: Path) -> list[str]:
    connection = raw_connection(path, None)
    found = connection.execute("SELECT title FROM referral ORDER BY title").fetchall()
    connection.close()
    return [str(row[0]) for row in found]


def _go(seat: Seat, qtbot: QtBot) -> None:
    press(seat.window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    type_in(focused(), "look round")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(named(seat.window, "Back to our own file")), timeout=LONG)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)


def _back(seat: Seat, qtbot: QtBot) -> None:
    button(seat.window, "Back to our own file").click()
    qtbot.waitUntil(lambda: not named(seat.window, "Back to our own file"), timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)


def test_there_and_back_with_nothing_lost(
    partnership_in: Partnership, file: Path, folder: Path, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    seat = sit()
    seat.jobs.actor = p.actor
    row = p.refer("Fires by the old mill")
    seat.jobs.do(Withdraw(kind="referral", row=row), words="R-1 taken away")
    qtbot.waitUntil(lambda: seat.jobs.can_undo() == "R-1 taken away", timeout=WAIT)
    seat.jobs.draft("quick:here", "half a line")
    _go(seat, qtbot)
    assert "Made-up data" in said(seat.window)
    assert seat.jobs.file == folder / "made-up.db"
    assert list(seat.jobs.drafts()) == []
    assert seat.jobs.can_undo() == ""
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "R-317" in said(seat.window) or not seat.jobs.busy(), timeout=WAIT)
    assert "Fires by the old mill" not in said(seat.window)
    seat.jobs.draft("quick:there", "made-up words")
    _back(seat, qtbot)
    assert seat.jobs.file == file
    assert [(one.place, one.text) for one in seat.jobs.drafts()] == [("quick:here", "half a line")]
    assert seat.jobs.can_undo() == "R-1 taken away"
    seat.jobs.undo()
    qtbot.waitUntil(lambda: p.row(Referral, row).withdrawn_at is None, timeout=WAIT)
    assert _titles(file) == ["Fires by the old mill"]


def test_the_real_file_opens_next_time(
    partnership_in: Partnership, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    _go(seat, qtbot)
    seat.desk.go(Place("settings", part="file"))
    qtbot.waitUntil(lambda: "changes nothing in your own file" in said(seat.window), timeout=WAIT)
    assert "Restore from a backup…" not in said(seat.window)
    seat.close()
    assert seat.settings.last_file == str(file)


def test_made_up_data_that_cannot_be_made_leaves_the_own_file_open(
    partnership_in: Partnership, file: Path, folder: Path, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    folder.rmdir()
    folder.write_text("in the way")
    seat.desk.go(Place("look_round"))
    qtbot.waitUntil(lambda: "could not be made" in said(seat.window.messages), timeout=LONG)
    assert seat.jobs.file == file
    partnership_in.refer("Written after it")
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "Written after it" in said(seat.window), timeout=WAIT)


def test_in_the_made_up_file_itself_it_says_so(
    partnership_in: Partnership, file: Path, sit: Sit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = sit()
    monkeypatch.setattr(opening, "made_up_path", lambda _folder=None: file)
    seat.desk.go(Place("look_round"))
    qtbot.waitUntil(lambda: "This is the made-up data already." in said(seat.window), timeout=WAIT)
    assert _titles(file) == []
