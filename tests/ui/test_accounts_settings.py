"""Settings, Accounts: by keyboard at a shared database, by a login of one's own; nothing of it at a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
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
from tasking_app.ui.panels.account_deeds import AccountDeeds
from tasking_app.ui.panels.account_pane import AccountPane
from tasking_app.ui.panels.first_password import SHOWN_FOR, FirstPasswordCard
from tasking_app.ui.panels.settings_accounts import AccountsSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SettingsScreen
from tests.postgres.people import login_of
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_shared_window import begin, sheet, signed_up, sits
from tests.ui.windows import CTRL, WAIT, button, check_stops, field, said

NOA = "Noa Fairweather"
pytestmark = pytest.mark.usefixtures("kept")


def at_accounts(app: App, qtbot: QtBot) -> AccountsSection:
    app.seat.desk.go(Place("settings", part="accounts"))
    screen = app.seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("accounts")
    assert isinstance(section, AccountsSection)
    qtbot.waitUntil(lambda: "Nobody is deleted" in said(section), timeout=WAIT)
    return section


def noa(own: World, server: Server) -> None:
    store = postgres.open_store(own.address, server.password)
    do(store, Actor(), AddOfficer(officer=new_id(), agency=own.words["g_Police"], name=NOA))
    store.close()


def choose(app: App, qtbot: QtBot, name: str, pick: str) -> AccountPane:
    """From the search field to what can be done about somebody, and one of it; without a pick only there."""
    section = at_accounts(app, qtbot)
    section.setFocus()
    find = focused()
    find.setProperty("text", "")
    type_in(find, name)
    pane = section.findChildren(AccountPane)[0]
    qtbot.waitUntil(lambda: name in said(pane), timeout=WAIT)
    press(find, Qt.Key.Key_Return)
    if pick:
        assert pane.isAncestorOf(focused())
        press(button(pane, pick), Qt.Key.Key_Return)
    return pane


def shown(app: App, qtbot: QtBot) -> tuple[str, str]:
    """The user name and the first password on show; then it is gone."""
    card = at_accounts(app, qtbot).findChildren(FirstPasswordCard)[0]
    qtbot.waitUntil(card.isVisible, timeout=WAIT)
    assert focused().accessibleName() == "Copy the first password"
    words = said(card)
    found = " ".join(words.split("First password: ")[1].split()[:5])
    login = words.split("User name ")[1].split()[0]
    card.tick(SHOWN_FOR)
    assert not card.isVisible()
    assert found not in said(app.window)
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
    pane = choose(app, qtbot, NOA, "")
    qtbot.waitUntil(lambda: "Password, 7 days" in said(pane), timeout=WAIT)

    choose(app, qtbot, NOA, "New first password")
    _, second = shown(app, qtbot)
    assert signs_in(own, login, second) == NOA

    choose(app, qtbot, NOA, "Police")
    type_in(focused(), "Housing")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Agency: Housing" in said(pane), timeout=WAIT)

    choose(app, qtbot, NOA, "Disable now")
    assert "even where it is open now" in said(sheet(app))
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Disabled" in said(pane), timeout=WAIT)
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
    card = at_accounts(app, qtbot).findChildren(FirstPasswordCard)[0]
    for look_away in (lambda: card.tick(SHOWN_FOR), lambda: choose(app, qtbot, "Rowan", "")):
        qtbot.waitUntil(card.isVisible, timeout=WAIT)
        press(focused(), Qt.Key.Key_Space)
        assert len(qapp.clipboard().text().split()) == 5
        look_away()
        assert not card.isVisible()
        assert qapp.clipboard().text() == ""
        choose(app, qtbot, "Callum", "New first password")
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
    pane = choose(app, qtbot, "Marta", "")
    assert "The co-ordinator looks after accounts" in said(pane)
    assert "Disable" not in said(pane)
    assert not field(pane, "E-mail of Marta Kowalska").isEnabled()
    choose(app, qtbot, "Rowan", "My own account…")
    assert "Change my password…" in said(sheet(app))
    sheet(app).close_layer()
    assert field(choose(app, qtbot, "Rowan", ""), "E-mail of Sgt Rowan Ashdown").isEnabled()


def test_the_chair_is_looked_after_elsewhere(
    own: World,
    start: list[App],
    qtbot: QtBot,
) -> None:
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    pane = choose(app, qtbot, "Helen", "")
    assert "Whoever looks after the database looks after this account" in said(pane)
    assert "Disable" not in said(pane)


def test_a_last_day_training_a_deputy_and_somebody_new(
    own: World,
    start: list[App],
    qtbot: QtBot,
) -> None:
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    pane = choose(app, qtbot, "Callum", "On a date…")
    type_in(focused(), "in 2 weeks")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Works until" in said(pane), timeout=WAIT)
    choose(app, qtbot, "Callum", "Works on")
    qtbot.waitUntil(lambda: "Disable this account?" in said(pane), timeout=WAIT)
    assert focused().accessibleName() == "Accounts"

    choose(app, qtbot, "Callum", "Not noted")
    type_in(focused(), "4 nov 2025")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "4 November 2025" in said(pane), timeout=WAIT)

    choose(app, qtbot, "Callum", "Nobody yet")
    type_in(focused(), "Marta")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Who comes instead: Marta Kowalska" in said(pane), timeout=WAIT)
    jo = own.people["Jo"]
    may = "SELECT array_agg(g.rolname::text) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
    assert jo.one(f"{may} WHERE m.member = %s::regrole", [login_of("Marta", own.address.database)]) == [
        "tasking_officer"
    ]

    section = at_accounts(app, qtbot)
    press(section.focusProxy(), Qt.Key.Key_N, CTRL)
    type_in(focused(), "Police")
    press(focused(), Qt.Key.Key_Return)
    type_in(focused(), "Nia Madeup, analyst")
    press(focused(), Qt.Key.Key_Return)
    choose(app, qtbot, "Nia Madeup", "")


def test_a_slip_is_printed_once_the_record_says_so(
    own: World,
    start: list[App],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    section = at_accounts(app, qtbot)

    def to_file(_opener: object, _name: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFileName(str(tmp_path / "slip.pdf"))
        return printer

    section.findChildren(AccountDeeds)[0].ask_printer = to_file
    pane = choose(app, qtbot, "Callum", "New first password")
    qtbot.waitUntil(lambda: "First password: " in said(pane), timeout=WAIT)
    press(button(pane, "Print slip"), Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "slip.pdf").exists, timeout=WAIT)
    noted = own.people["Jo"].one("SELECT key FROM audit.log WHERE kind = 'print' AND what = 'password slip'")
    assert noted == login_of("Callum", own.address.database)


def test_a_file_says_that_it_has_no_accounts(seat: Seat, qtbot: QtBot) -> None:
    seat.desk.add_screens({"settings": SettingsScreen})
    seat.desk.go(Place("settings", part="accounts"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("accounts")
    qtbot.waitUntil(lambda: "No accounts in a file" in said(section), timeout=WAIT)
    assert "whoever opens it sees all of it" in said(section)


def test_whose_last_day_is_over_is_told_so(
    own: World,
    start: list[App],
    qtbot: QtBot,
) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    keeper = own.people["keeper"]
    ends = "UPDATE app.officer SET disabled_at = clock_timestamp() + interval '1.5 s' WHERE id = %(o_Rowan)s"
    keeper.does(ends, own.words)
    over = "SELECT disabled_at < clock_timestamp() FROM app.officer WHERE id = %s"
    qtbot.waitUntil(lambda: bool(keeper.one(over, [own.words["o_Rowan"]])), timeout=WAIT)
    assert "This login was disabled" not in said(app.window)
    app.seat._looked_on -= timedelta(days=1)
    app.seat.jobs.changed.emit(frozenset({"line"}))
    qtbot.waitUntil(lambda: "This login was disabled" in said(app.window), timeout=WAIT)
