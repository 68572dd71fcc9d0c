"""A shared database from the first page on: by keyboard, by invitation, and when it lets nobody in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.database import address as addresses
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tasking_app.ui import theme
from tasking_app.ui.screens.first_run import FirstRun
from tests.postgres.certificates import new_authority
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.world import World
from tests.protection.keyrings import InMemory, none_there
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, button, check_stops, field, said

OWN = "four words of my own"
pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def invitation(own: World, tmp_path: Path) -> Path:
    """Rowan's invitation, as the co-ordinator wrote it."""
    path = tmp_path / "Rowan.tasking-invitation"
    jo = replace(own.address, login=login_of("Jo", own.address.database))
    sign_in = SignIn(address=addresses.written(jo), told="", login=jo.login)
    connecting.write_invitation(sign_in, login_of("Rowan", own.address.database), path)
    return path


def first_page(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> tuple[FirstRun, list[SignIn]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    pages = FirstRun(tmp_path / "tasking.db", settings=settings.load())
    ready: list[SignIn] = []
    pages.ready.connect(ready.append)
    pages.resize(1280, 720)
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    return pages, ready


def drop(pages: FirstRun, path: Path) -> bool:
    """Drag a file onto the page and let go; whether it was taken."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), *how)
    pages.dragEnterEvent(enter)
    if enter.isAccepted():
        pages.dropEvent(QDropEvent(QPointF(50, 50), *how))
    return enter.isAccepted()


def tab_to(pages: FirstRun, name: str) -> None:
    for _ in range(30):
        if focused().accessibleName() == name:
            return
        press(focused(), Qt.Key.Key_Tab)
    raise AssertionError(name)


def test_from_an_invitation_to_a_password_of_ones_own_by_keyboard(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, invitation: Path, kept: InMemory
) -> None:
    pages, ready = first_page(tmp_path, qtbot, qapp)
    check_stops(pages)
    assert drop(pages, invitation)
    check_stops(pages)
    assert focused().accessibleName() == "Password"
    type_in(focused(), PASSWORD)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(pages.choose_page.isVisible, timeout=WAIT)
    assert ready == []
    assert focused().accessibleName() == "New password"
    type_in(focused(), OWN)
    press(focused(), Qt.Key.Key_Return)
    type_in(focused(), OWN + "!")
    press(focused(), Qt.Key.Key_Return)
    assert "not the same" in said(pages)
    focused().setProperty("text", "")
    type_in(focused(), OWN + "!")
    button(pages, "Take this password").click()
    qtbot.waitUntil(lambda: len(ready) == 1, timeout=WAIT)
    assert ready[0].password == OWN + "!"
    assert OWN + "!" in kept.kept.values()
    written = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert PASSWORD not in written
    assert OWN not in written
    assert connecting.try_out(ready[0]).choose is False


def test_it_is_tried_as_it_is_typed_and_goes_on_with_enter(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, own: World
) -> None:
    login = login_of("Rowan", own.address.database)
    sign_in = SignIn(address=addresses.written(replace(own.address, login=login)), told="", login=login)
    connecting.change_password(sign_in, PASSWORD, OWN)
    pages, ready = first_page(tmp_path, qtbot, qapp)
    tab_to(pages, "Connect to the partnership’s database")
    press(focused(), Qt.Key.Key_Return)
    pages.connect_page.trust(own.address.ca)
    assert focused().accessibleName() == "Address"
    (host, port), *_ = own.address.servers
    type_in(focused(), f"{host}:{port}/{own.address.database}")
    tab_to(pages, "User name")
    type_in(focused(), login)
    press(focused(), Qt.Key.Key_Tab)
    type_in(focused(), OWN + "?")
    press(focused(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "did not accept this login" in said(pages), timeout=WAIT)
    tab_to(pages, "Password")
    press(focused(), Qt.Key.Key_End)
    press(focused(), Qt.Key.Key_Backspace)
    press(focused(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "encrypted" in said(pages), timeout=WAIT)
    assert "Police" in said(pages)
    assert ready == []
    tab_to(pages, "Password")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(ready) == 1, timeout=WAIT)
    assert ready[0].kept
    again, _ = first_page(tmp_path, qtbot, qapp)
    again.connect_to()
    assert field(again, "User name").property("text") == login
    assert field(again, "Password").property("text") == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("authority", "nobody we were told to trust vouches for it"),
        ("database", "no database of this name"),
        ("server", "The server does not answer"),
        ("login", "did not accept this login and password"),
        ("newer", "Update the program to open it"),
    ],
)
def test_each_way_it_can_fail_is_said_where_it_is_typed(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, own: World, invitation: Path, wrong: str, sentence: str
) -> None:
    pages, ready = first_page(tmp_path, qtbot, qapp)
    pages.open_invitation(invitation)
    (host, port), *_ = own.address.servers
    if wrong == "authority":
        pages.connect_page.trust(new_authority().write(tmp_path / "other.crt"))
    elif wrong == "newer":
        own.people["keeper"].does("UPDATE app.alembic_version SET version_num = '9999'")
    else:
        typed = {"database": f"{host}:{port}/nowhere", "server": f"{host}:1/{own.address.database}"}
        name, text = ("User name", "nobody") if wrong == "login" else ("Address", typed[wrong])
        field(pages, name).setProperty("text", text)
    password = field(pages, "Password")
    password.setFocus()
    type_in(password, PASSWORD)
    press(password, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: sentence in said(pages), timeout=WAIT)
    assert "Connected" not in said(pages)
    assert ready == []


def test_why_it_did_not_open_is_said_and_what_is_known_stands_there(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, invitation: Path
) -> None:
    pages, ready = first_page(tmp_path, qtbot, qapp)
    sign_in = connecting.invited(invitation)
    with pytest.raises(connecting.NoPassword) as refused:
        connecting.open_store(sign_in)
    pages.connect_to(sign_in, refused.value)
    assert "Type your password for" in said(pages)
    assert focused().accessibleName() == "Password"
    press(focused(), Qt.Key.Key_Return)
    assert "Type your password." in said(pages)
    assert ready == []


def test_without_a_store_it_says_that_the_password_is_typed_each_time(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, invitation: Path
) -> None:
    keyring.set_keyring(none_there())
    pages, ready = first_page(tmp_path, qtbot, qapp)
    pages.open_invitation(invitation)
    assert "you type it each time" in said(pages)
    type_in(focused(), PASSWORD)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(pages.choose_page.isVisible, timeout=WAIT)
    type_in(focused(), OWN)
    press(focused(), Qt.Key.Key_Return)
    type_in(focused(), OWN)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(ready) == 1, timeout=WAIT)
    assert not ready[0].kept


def test_a_stray_file_and_an_address_without_an_authority(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    pages, ready = first_page(tmp_path, qtbot, qapp)
    stray = tmp_path / "letter.txt"
    stray.write_text("Dear all", encoding="utf-8")
    assert not drop(pages, stray)
    stray = stray.rename(tmp_path / "letter.tasking-invitation")
    assert drop(pages, stray)
    assert "letter.tasking-invitation is not an invitation" in said(pages)
    for words in ("server.example", "rowan.ashdown", PASSWORD):
        type_in(focused(), words)
        if words != PASSWORD:
            tab_to(pages, "User name" if words == "server.example" else "Password")
    press(focused(), Qt.Key.Key_Return)
    assert "who vouches for the server" in said(pages)
    assert ready == []
