"""The program at a partnership's database: opened again, as who signed in, another password, signing out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from tasking_app import settings
from tasking_app.app import App
from tasking_app.database import address as addresses
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.world import World
from tests.protection.keyrings import InMemory
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, field, said

OWN = "four words of my own"
pytestmark = pytest.mark.usefixtures("kept")


def signed_up(own: World, name: str, *, keep: bool = True) -> SignIn:
    """Somebody who chose a password of their own, on the computer where they worked last."""
    there = replace(own.address, login=login_of(name, own.address.database))
    sign_in = SignIn(address=addresses.written(there), told=there.told, login=there.login)
    connecting.change_password(sign_in, PASSWORD, OWN)
    connecting.keep(sign_in, wanted=keep)
    settings.save(settings.Settings(last_file=sign_in.address))
    return sign_in


def begin(started: list[App], qtbot: QtBot) -> App:
    app = App()
    started.append(app)
    app.show_frame()
    app.window.activateWindow()
    qtbot.waitUntil(lambda: app.seat is not None or app.first_run is not None, timeout=WAIT)
    return app


def sits(app: App, qtbot: QtBot) -> None:
    """Wait until somebody sits there with every screen loaded."""
    qtbot.waitUntil(lambda: app.seat is not None and app.seat.desk.notes_places, timeout=WAIT)
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)


def sheet(app: App) -> Layer:
    layer = top_layer(app.window)
    assert layer is not None
    return layer


def test_the_next_start_opens_it_again_as_who_signed_in(own: World, start: list[App], qtbot: QtBot) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    assert app.seat.jobs.actor.officer == own.words["o_Rowan"]
    assert app.window.windowTitle() == f"Tasking, {own.address.told}"
    assert "signed in to the partnership’s database" in app.window.top.who.accessibleName()
    screen = app.window.screen_on_show()
    assert screen is not None
    assert screen.key == "my_agency"
    app.seat.be(own.words["o_Jo"])
    app.window.top.who.click()
    assert "Somebody else signs out here" in said(sheet(app))
    assert app.seat.jobs.actor.officer == own.words["o_Rowan"]
    sheet(app).close_layer()
    app.seat.desk.go(Place("settings", part="file"))
    qtbot.waitUntil(lambda: "The database itself decides" in said(app.window), timeout=WAIT)
    assert "Back up now" not in said(app.window)


def test_what_is_typed_is_on_this_computer_and_cannot_be_read_there(
    own: World, start: list[App], qtbot: QtBot, tmp_path: Path
) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    app.seat.jobs.draft("quick:here", "half a line about quokkas")
    app.window.close()
    written = list((tmp_path / "data").rglob("*.drafts"))
    assert len(written) == 1
    assert b"quokkas" not in written[0].read_bytes()
    again = begin(start, qtbot)
    sits(again, qtbot)
    assert [one.text for one in again.seat.jobs.drafts()] == ["half a line about quokkas"]


def test_a_password_that_is_not_kept_is_asked_for(own: World, start: list[App], qtbot: QtBot) -> None:
    signed_up(own, "Jo", keep=False)
    app = begin(start, qtbot)
    qtbot.waitUntil(lambda: app.first_run is not None, timeout=WAIT)
    assert "Type your password for" in said(app.first_run)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Password", timeout=WAIT)
    type_in(focused(), OWN)
    press(focused(), Qt.Key.Key_Return)
    sits(app, qtbot)
    assert app.seat.jobs.actor.officer == own.words["o_Jo"]
    told: list[str] = []
    app.seat.jobs.told.connect(lambda words, _: told.append(words))
    press(app.window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: told == ["Nothing to undo"], timeout=WAIT)


def test_a_server_that_is_away_is_told_and_tried_again(own: World, start: list[App], qtbot: QtBot) -> None:
    sign_in = signed_up(own, "Jo")
    there = addresses.read(sign_in.address)
    away = replace(there, servers=(("localhost", 1),))
    settings.save(settings.Settings(last_file=addresses.written(away)))
    connecting.keep(replace(sign_in, address=addresses.written(away)), wanted=True)
    app = begin(start, qtbot)
    qtbot.waitUntil(lambda: app.first_run is not None, timeout=WAIT)
    assert "The server does not answer" in said(app.first_run)
    address = field(app.first_run, "Address")
    address.setFocus()
    address.setProperty("text", addresses.short(there))
    press(address, Qt.Key.Key_Return)
    sits(app, qtbot)
    assert settings.load().last_file == addresses.written(away)
    app.window.close()
    assert settings.load().last_file == sign_in.address


def test_another_password_and_the_window_goes_on(own: World, start: list[App], qtbot: QtBot) -> None:
    sign_in = signed_up(own, "Jo")
    app = begin(start, qtbot)
    sits(app, qtbot)
    app.window.top.who.setFocus()
    press(focused(), Qt.Key.Key_Space)
    assert focused().accessibleName() == "Change my password…"
    press(focused(), Qt.Key.Key_Space)
    for words in ("not what I have", "another four words", "another four words"):
        type_in(focused(), words)
        press(focused(), Qt.Key.Key_Tab)
    button(sheet(app), "Change it").click()
    qtbot.waitUntil(lambda: "did not accept" in said(sheet(app)), timeout=WAIT)
    now = field(sheet(app), "Password now")
    now.setProperty("text", OWN)
    press(now, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top_layer(app.window) is None, timeout=WAIT)
    answers: list[object] = []
    app.seat.jobs.long(lambda store, _actor: store.engine.dispose(), answers.append, app.seat)
    app.seat.jobs.ask(
        lambda work: work.session.scalar(text("SELECT app.my_officer()")), answers.append, app.seat
    )
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=WAIT)
    assert answers[1] == own.words["o_Jo"]
    connecting.open_store(connecting.again(sign_in.address)).close()


def test_signing_out_asks_who_signs_in(own: World, start: list[App], qtbot: QtBot, kept: InMemory) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    before = app.window
    before.top.who.click()
    button(sheet(app), "Sign out").click()
    qtbot.waitUntil(lambda: app.window is not before and app.first_run is not None, timeout=WAIT)
    assert not any(name.startswith("password of") for _, name in kept.kept)
    app.window.activateWindow()
    assert field(app.first_run, "User name").property("text") == login_of("Rowan", own.address.database)
    login = login_of("Helen", own.address.database)
    helen = SignIn(address=addresses.written(replace(own.address, login=login)), told="", login=login)
    connecting.change_password(helen, PASSWORD, OWN)
    field(app.first_run, "User name").setProperty("text", login)
    password = field(app.first_run, "Password")
    password.setFocus()
    type_in(password, OWN)
    press(password, Qt.Key.Key_Return)
    sits(app, qtbot)
    assert app.seat.jobs.actor.officer == own.words["o_Helen"]


def test_from_a_file_to_the_shared_database(
    start: list[App], qtbot: QtBot, empty_files: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "tasking.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    settings.save(settings.Settings(last_file=str(path)))
    app = begin(start, qtbot)
    sits(app, qtbot)
    before = app.window
    app.seat.desk.go(Place("settings", part="file"))
    qtbot.waitUntil(lambda: "There are no roles" in said(app.window), timeout=WAIT)
    button(app.window, "Connect to a shared database…").click()
    qtbot.waitUntil(lambda: app.window is not before and app.first_run is not None, timeout=WAIT)
    assert "What you may see and change there" in said(app.first_run)
    button(app.first_run, "Back").click()
    assert "Where will your meetings be kept?" in said(app.first_run)


def test_who_is_disabled_while_signed_in_is_told_why(own: World, start: list[App], qtbot: QtBot) -> None:
    signed_up(own, "Rowan")
    app = begin(start, qtbot)
    sits(app, qtbot)
    assert "disabled" not in said(app.window)
    jo = own.people["Jo"]
    assert jo.does("SELECT app.disable_login(%(o_Rowan)s)", own.words).refused == ""
    qtbot.waitUntil(lambda: "This login was disabled" in said(app.window), timeout=WAIT)
    verifier = jo.verifier(OWN, login_of("Rowan", own.address.database))
    assert jo.does("SELECT app.enable_login(%s, %s)", (own.words["o_Rowan"], verifier)).refused == ""
    qtbot.waitUntil(lambda: "This login was disabled" not in said(app.window), timeout=WAIT)
