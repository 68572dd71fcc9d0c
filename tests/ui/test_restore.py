"""Restore from inside the window: seen first, then put in place; what does not work leaves the file open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import credentials
from tasking_app.commands.base import new_id
from tasking_app.database import backup, identity
from tasking_app.database.files import open_store
from tasking_app.database.sqlite import raw_connection
from tasking_app.drafts import Drafts
from tasking_app.models.referral import Referral
from tasking_app.ui.panels.settings_file import FileSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.conftest import KEY
from tests.partnership import Partnership, begin
from tests.ui.conftest import Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, button, named, said

OTHER = bytes(range(32, 64))
HELD = """
import sys
from pathlib import Path
from tasking_app.database.files import open_store
store = open_store(Path(sys.argv[1]), None)
with store.engine.connect() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM agency").scalar_one()
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def copy(partnership_in: Partnership, file: Path, tmp_path: Path) -> Path:
    """A backup with one referral; the file got a second one since. Nobody has the file open."""
    made = tmp_path / "stick" / "tasking-2026-11-19.db"
    made.parent.mkdir()
    partnership_in.refer("Fires by the old mill")
    backup.backup(file, None, made)
    partnership_in.refer("After the backup")
    partnership_in.store.close()
    return made


def _ask(seat: Seat, qtbot: QtBot, source: Path) -> Layer:
    seat.desk.go(Place("settings", part="file"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("file")
    assert isinstance(section, FileSection)
    qtbot.waitUntil(lambda: bool(named(section, "Restore from a backup…")), timeout=WAIT)
    section.restore_from(source)
    layer = top_layer(seat.window)
    assert layer is not None
    return layer


def _offered(seat: Seat, qtbot: QtBot, source: Path) -> Layer:
    layer = _ask(seat, qtbot, source)
    qtbot.waitUntil(lambda: bool(named(layer, "Restore this backup")), timeout=WAIT)
    return layer


def _titles(path: Path, key: bytes | None = None) -> list[str]:
    connection = raw_connection(path, key)
    found = connection.execute("SELECT title FROM referral ORDER BY title").fetchall()
    connection.close()
    return [str(row[0]) for row in found]


def _beside(file: Path, mark: str) -> list[Path]:
    return [one for one in file.parent.glob(f"{file.name}.{mark}*") if not one.name.endswith(".id")]


def test_the_window_shows_the_backup_and_the_old_file_is_kept(
    copy: Path, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    seat.jobs.draft("quick:here", "half a line")
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "After the backup" in said(seat.window), timeout=WAIT)
    layer = _offered(seat, qtbot, copy)
    words = said(layer)
    assert "0 meetings and 0 actions" in words
    assert "Brackenford Community Safety Partnership" in words
    assert "nothing in it is lost" in words
    assert focused().accessibleName() == "Cancel", "Enter by mistake restores nothing"
    button(layer, "Restore this backup").click()
    qtbot.waitUntil(lambda: bool(named(layer, "Go on")), timeout=WAIT)
    (aside,) = _beside(file, "before-restore-")
    assert aside.name in said(layer)
    press(focused(), Qt.Key.Key_Return)
    assert _titles(aside) == ["After the backup", "Fires by the old mill"]
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    screen = seat.window.screen_on_show()
    assert screen is not None
    assert screen.key == "home"
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "Fires by the old mill" in said(seat.window), timeout=WAIT)
    assert "After the backup" not in said(seat.window)
    assert [(one.place, one.text) for one in seat.jobs.drafts()] == [("quick:here", "half a line")]
    assert seat.jobs.can_undo() == ""
    assert seat.jobs.actor.name == "Jo Fenwick"
    assert _beside(file, "restore-") == []


def test_what_is_done_afterwards_goes_into_the_restored_file(
    copy: Path, file: Path, partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    layer = _offered(seat, qtbot, copy)
    button(layer, "Restore this backup").click()
    qtbot.waitUntil(lambda: bool(named(layer, "Go on")), timeout=WAIT)
    button(layer, "Go on").click()
    partnership_in.refer("Written after it")
    assert {one.title for one in partnership_in.rows(Referral)} == {
        "Fires by the old mill",
        "Written after it",
    }
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "Written after it" in said(seat.window), timeout=WAIT)
    partnership_in.store.close()
    seat.close()
    assert _titles(file) == ["Fires by the old mill", "Written after it"]


def test_cancel_leaves_everything_as_it_is(copy: Path, file: Path, sit: Sit, qtbot: QtBot) -> None:
    seat = sit()
    layer = _offered(seat, qtbot, copy)
    press(focused(), Qt.Key.Key_Escape)
    assert top_layer(seat.window) is None
    del layer
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "After the backup" in said(seat.window), timeout=WAIT)
    assert _beside(file, "restore-") == _beside(file, "before-restore-") == []


def test_a_damaged_backup_says_so_and_the_file_stays_open(
    copy: Path, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    with copy.open("r+b") as opened:
        opened.seek(copy.stat().st_size // 2)
        opened.write(b"\xff" * 20_000)
    seat = sit()
    layer = _ask(seat, qtbot, copy)
    qtbot.waitUntil(lambda: f"{copy.name} is damaged and cannot be restored" in said(layer), timeout=WAIT)
    assert named(layer, "Restore this backup") == []
    press(focused(), Qt.Key.Key_Return)
    assert top_layer(seat.window) is None
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "After the backup" in said(seat.window), timeout=WAIT)


@contextmanager
def _held_elsewhere(file: Path) -> Iterator[None]:
    child = subprocess.Popen(
        [sys.executable, "-c", HELD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin, child.stdout:
        assert child.stdout.readline().strip() == "open"
        yield
    child.wait(timeout=30)


def test_while_another_program_has_the_file_it_is_open_as_it_was(
    copy: Path, file: Path, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    layer = _offered(seat, qtbot, copy)
    seat.jobs.draft("quick:here", "half a line")
    with _held_elsewhere(file):
        button(layer, "Restore this backup").click()
        qtbot.waitUntil(lambda: "is open in a program" in said(layer), timeout=WAIT)
    assert "Your file is open as it was" in said(layer)
    press(focused(), Qt.Key.Key_Escape)
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "After the backup" in said(seat.window), timeout=WAIT)
    assert _beside(file, "restore-") == _beside(file, "before-restore-") == []
    assert [one.text for one in seat.jobs.drafts()] == ["half a line"]


def _protect(path: Path, key: bytes) -> None:
    identity.write(path, identity.describe(new_id(), identity.IN_STORE, path.read_bytes()[:16], key))


def test_a_backup_of_another_key_asks_for_its_words_and_drafts_go_over(
    file: Path, empty_files: dict[str, Path], tmp_path: Path, sit: Sit, qtbot: QtBot
) -> None:
    shutil.copy(empty_files["encrypted"], file)
    _protect(file, KEY)
    store = open_store(file, KEY)
    begin(store).refer("Fires by the old mill")
    store.close()
    copy = tmp_path / "old.db"
    backup.backup(file, KEY, copy)
    connection = raw_connection(copy, KEY)
    connection.execute(f"PRAGMA rekey = \"x'{OTHER.hex()}'\"")
    connection.execute("UPDATE referral SET title = 'Of the old computer'")
    connection.commit()
    connection.close()
    _protect(copy, OTHER)
    seat = sit(KEY)
    seat.jobs.draft("quick:here", "half a line", "Half")
    layer = _ask(seat, qtbot, copy)
    qtbot.waitUntil(lambda: bool(named(layer, "Open the backup")), timeout=WAIT)
    assert "Type the recovery phrase" in said(layer)
    _give(qtbot, layer, credentials.phrase_of(bytes(32)))
    qtbot.waitUntil(lambda: "That is not the key of old.db" in said(layer), timeout=WAIT)
    _give(qtbot, layer, credentials.phrase_of(OTHER))
    qtbot.waitUntil(lambda: bool(named(layer, "Restore this backup")), timeout=WAIT)
    button(layer, "Restore this backup").click()
    qtbot.waitUntil(lambda: bool(named(layer, "Go on")), timeout=WAIT)
    button(layer, "Go on").click()
    seat.desk.go(Place("referrals"))
    qtbot.waitUntil(lambda: "Of the old computer" in said(seat.window), timeout=WAIT)
    assert [one.text for one in seat.jobs.drafts()] == ["half a line"]
    seat.close()
    drafts = Drafts(file, OTHER)
    assert [(one.text, one.base) for one in drafts.all()] == [("half a line", "Half")]
    drafts.close()
    (aside,) = _beside(file, "before-restore-")
    assert _titles(aside, KEY) == ["Fires by the old mill"]


def _give(qtbot: QtBot, layer: Layer, phrase: str) -> None:
    qtbot.waitUntil(
        lambda: (
            QApplication.focusWidget() is not None
            and focused().accessibleName() == "Passphrase or recovery phrase"
        ),
        timeout=WAIT,
    )
    focused().setProperty("text", "")
    type_in(focused(), phrase)
    press(focused(), Qt.Key.Key_Return)
