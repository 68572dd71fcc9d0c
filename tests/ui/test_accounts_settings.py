"""Settings, Accounts: by keyboard at a shared database, by a login of one's own; nothing of it at a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.app import App
from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddOfficer
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.database.errors import CannotOpen
from tasking_app.database.work import Actor
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tasking_app.services.carry_out import do
from tasking_app.ui.dialogs.give_login import SHOWN_FOR, ShowOnce
from tasking_app.ui.panels.settings_accounts import AccountsSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.widgets.dialog import top_layer
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_shared_window import begin, sheet, signed_up, sits
from tests.ui.windows import WAIT, button, check_stops, said

NOA = "Noa Fairweather"
pytestmark = pytest.mark.usefixtures("kept")


def at_accounts(app: App, qtbot: QtBot) -> AccountsSection:
    app.seat.desk.go(Place("settings", part="accounts"))
    screen = app.seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("accounts")
    assert isinstance(section, AccountsSection)
    qtbot.waitUntil(lambda: "The account of" in said(section), timeout=WAIT)
    return section


def noa(own: World, server: Server) -> None:
    store = postgres.open_store(own.address, server.password)
    do(store, Actor(), AddOfficer(officer=new_id(), agency=own.words["g_Police"], name=NOA))
    store.close()


def choose(app: App, qtbot: QtBot, name: str, pick: str) -> None:
    """From the search field to what can be done about somebody, and one of it; without a pick only there."""
    section = at_accounts(app, qtbot)
    section.setFocus()
    find = focused()
    find.setProperty("text", "")
    type_in(find, name)
    press(find, Qt.Key.Key_Return)
    if not pick:
        return
    for _ in range(8):
        if focused().accessibleName() == pick:
            break
        press(focused(), Qt.Key.Key_Down)
    assert focused().accessibleName() == pick
    press(focused(), Qt.Key.Key_Space)


def shown(app: App, qtbot: QtBot) -> tuple[str, str]:
    """The user name and the first password on show; then it is closed."""
    qtbot.waitUntil(lambda: isinstance(top_layer(app.window), ShowOnce), timeout=WAIT)
    layer = sheet(app)
    words = said(layer)
    password = words.split("First password: ")[1]
    found = " ".join(password.split()[:5])
    login = words.split("User name ")[1].split()[0]
    press(focused(), Qt.Key.Key_Space)
    assert top_layer(app.window) is None
    return login, found


def signs_in(own: World, login: str, password: str) -> str:
    there = addresses.written(replace(own.address, login=login))
    return connecting.try_out(SignIn(address=there, told="", login=login, password=password)).name


def test_the_co_ordinator_gives_resets_disables_and_enables(
    own: World,
    server: Server,
    start: list[App],
    qtbot: QtBot,
) -> None:
    noa(own, server)
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    section = at_accounts(app, qtbot)
    check_stops(section)
    choose(app, qtbot, NOA, "Give a login…")
    assert focused().property("text") == "noa.fairweather"
    focused().setProperty("text", f"noa.{own.address.database}")
    press(focused(), Qt.Key.Key_Return)
    login, first = shown(app, qtbot)
    assert login == f"noa.{own.address.database}"
    assert signs_in(own, login, first) == NOA
    qtbot.waitUntil(lambda: f"{NOA}, {login}, Police, Password until" in said(section), timeout=WAIT)

    choose(app, qtbot, NOA, "New first password")
    _, second = shown(app, qtbot)
    assert signs_in(own, login, second) == NOA

    choose(app, qtbot, NOA, "Moves to another agency…")
    type_in(focused(), "Housing")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"{NOA}, {login}, Housing" in said(section), timeout=WAIT)

    choose(app, qtbot, NOA, "Disable…")
    assert "even where it is open now" in said(sheet(app))
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: f"{NOA}, {login}, Housing, Disabled" in said(section), timeout=WAIT)
    with pytest.raises(CannotOpen, match="the account is disabled"):
        signs_in(own, login, second)

    choose(app, qtbot, NOA, "Enable again")
    _, third = shown(app, qtbot)
    assert signs_in(own, login, third) == NOA


def test_a_first_password_is_not_left_on_screen_or_clipboard(
    own: World,
    start: list[App],
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    choose(app, qtbot, "Callum", "New first password")
    qtbot.waitUntil(lambda: isinstance(top_layer(app.window), ShowOnce), timeout=WAIT)
    layer = sheet(app)
    assert isinstance(layer, ShowOnce)
    button(layer, "Copy").click()
    assert len(qapp.clipboard().text().split()) == 5
    layer.tick(SHOWN_FOR)
    assert top_layer(app.window) is None
    assert qapp.clipboard().text() == ""
    path = tmp_path / "Callum.tasking-invitation"
    at_accounts(app, qtbot).write_invitation("callum", path)
    assert connecting.invited(path).login == "callum"


def test_an_officer_sees_who_has_a_login_and_does_nothing_about_it(
    own: World,
    start: list[App],
    qtbot: QtBot,
) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    choose(app, qtbot, "Callum", "")
    assert "The co-ordinator looks after accounts" in said(sheet(app))
    assert "Disable" not in said(sheet(app))
    sheet(app).close_layer()
    choose(app, qtbot, "Rowan", "My own account…")
    assert "Change my password…" in said(sheet(app))


def test_the_chair_is_looked_after_elsewhere(
    own: World,
    start: list[App],
    qtbot: QtBot,
) -> None:
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    choose(app, qtbot, "Helen", "")
    assert "Whoever looks after the database looks after this account" in said(sheet(app))
    assert "Disable" not in said(sheet(app))


def test_a_file_says_that_it_has_no_accounts(seat: Seat, qtbot: QtBot) -> None:
    seat.desk.add_screens({"settings": SettingsScreen})
    seat.desk.go(Place("settings", part="accounts"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("accounts")
    qtbot.waitUntil(lambda: "No accounts in a file" in said(section), timeout=WAIT)
    assert "whoever opens it sees all of it" in said(section)
