"""The record of a shared database on screen: searched by keyboard, by whoever may; governance lands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.database import postgres
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.drafts import Drafts
from tasking_app.records.audit import Asked, AuditPage
from tasking_app.services import audit, leaving, seal
from tasking_app.ui import catalogue, theme
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.parts.finder import Finder
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.audit import AuditScreen
from tasking_app.ui.sealing import Sealing
from tasking_app.ui.searches import Searches
from tasking_app.ui.seat import Seat
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import NAME, World, world
from tests.ui.conftest import WAIT, Sit

Sits = Callable[[str], Seat]


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


def opened(own: World, name: str) -> Store:
    return postgres.open_store(replace(own.address, login=login_of(name, own.address.database)), PASSWORD)


def page(own: World, name: str, **asked: str) -> AuditPage:
    store = opened(own, name)
    try:
        found = store.ask(actor(own, name), lambda work: audit.page(work, Asked(**asked)))
    finally:
        store.close()
    assert found is not None
    return found


def actor(own: World, name: str) -> Actor:
    return Actor(own.words[f"o_{name}"], own.words["g_Council"], name)


def happened(own: World) -> None:
    """A line is changed, names are read, minutes are printed, and the record is sealed."""
    jo, told = own.people["Jo"], own.words
    jo.does("UPDATE line SET text = 'Zanzibar', version = version + 1 WHERE id = %(line)s", told)
    assert jo.does("SELECT name FROM app.identities(%(flat)s, NULL)", told).rows == 1
    own.people["Rowan"].does("SELECT audit.note('print', 'action-plan', '', NULL)")
    store = opened(own, "Jo")
    leaving.record(store, actor(own, "Jo"), leaving.PRINT, "minutes", told["approved"])
    seal.make(store, actor(own, "Jo"))
    store.close()


def test_who_finds_what(own: World) -> None:
    happened(own)
    every = page(own, "Gwen")
    assert (every.governs, every.own) == (True, False)
    done = [(one.done, one.thing, one.fields) for one in every.entries]
    assert ("Changed", "Line of the minutes", "text") in done
    assert {one.on for one in every.entries} == {""}
    words = " ".join(repr(one) for one in every.entries)
    assert "Zanzibar" not in words
    assert NAME not in words
    jo = page(own, "Jo")
    assert {"Names read", "Printed"} <= {one.done for one in jo.entries}
    assert any(one.on.startswith("R-") for one in jo.entries)
    assert any(one.on.startswith("MAT-") for one in jo.entries)
    rowan = page(own, "Rowan")
    assert rowan.own
    assert {one.login for one in rowan.entries} == {login_of("Rowan", own.address.database)}
    assert page(own, "Marta").entries == ()


def test_words_people_kinds_and_days_narrow_it(own: World) -> None:
    happened(own)
    jo, login = "Jo", login_of("Jo", own.address.database)
    assert {one.kind for one in page(own, jo, kind="print").entries} == {"print"}
    assert {one.login for one in page(own, jo, who=login).entries} == {login}
    lines = page(own, jo, text="minutes text").entries
    assert lines
    assert all(one.thing == "Line of the minutes" and "text" in one.fields for one in lines if one.fields)
    number = own.people["keeper"].one("SELECT number FROM app.referral WHERE id = %(flat)s", own.words)  # type: ignore[arg-type]  # by name
    about = page(own, jo, text=f"r-{number}", kind="read names").entries
    assert {one.done for one in about} == {"Names read"}
    assert {one.on for one in about} == {f"R-{number}"}
    assert page(own, "Gwen", text=f"R-{number} read").entries == ()
    assert page(own, jo, text="100%_").entries == ()
    assert page(own, jo, since="1").found <= page(own, jo).found


def test_a_seal_that_does_not_hold_is_told(own: World, server: Server) -> None:
    happened(own)
    store = opened(own, "Gwen")
    assert set(store.ask(Actor(), audit.check).values()) == {True}
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.log SET actor = 'x' WHERE id = (SELECT min(id) FROM audit.log)")
    assert list(store.ask(Actor(), audit.check).values()).count(False) == 1
    store.close()


@pytest.fixture
def sits(
    own: World, tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sits]:
    """An officer of the council opens the whole window over the shared database."""
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: tmp_path / "settings.toml")
    if not qapp.styleSheet():
        theme.apply(qapp)
    place = tmp_path / "shared"
    seats: list[Seat] = []

    def sit(name: str) -> Seat:
        jobs = Jobs(lambda: opened(own, name), actor(own, name), Drafts(place, None))
        jobs.file = place
        monkeypatch.setattr("tasking_app.ui.seat.over_file", lambda *_: jobs)
        known = settings.load()
        known.be_officer(place, str(own.words[f"o_{name}"]))
        window = MainWindow(qapp)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        troubles: list[Exception] = []
        whole: list[bool] = []

        def complete() -> None:
            catalogue.complete(seats[-1])
            whole.append(True)

        seats.append(Seat(window, place, known, complete, troubles.append))
        qtbot.waitUntil(lambda: bool(troubles or whole), timeout=WAIT)
        assert not troubles
        return seats[-1]

    yield sit
    for seat in seats:
        seat.close()


def on_show(seat: Seat, qtbot: QtBot) -> AuditScreen:
    qtbot.waitUntil(lambda: isinstance(seat.window.screen_on_show(), AuditScreen), timeout=WAIT)
    screen = seat.window.screen_on_show()
    assert isinstance(screen, AuditScreen)
    qtbot.waitUntil(lambda: bool(screen.entries.rows_shown()), timeout=WAIT)
    return screen


def test_governance_lands_in_the_record_and_searches_by_keyboard(
    own: World, sits: Sits, qtbot: QtBot
) -> None:
    happened(own)
    seat = sits("Gwen")
    screen = on_show(seat, qtbot)
    every = len(screen.entries.rows_shown())
    screen.search.setFocus()
    QTest.keyClicks(screen.search.edit, "printed")
    qtbot.waitUntil(lambda: len(screen.entries.rows_shown()) < every, timeout=WAIT)
    assert {one.done for one in screen.entries.rows_shown()} == {"Printed"}
    QTest.keyClick(screen.search.edit, Qt.Key.Key_Return)
    assert screen.entries.hasFocus()
    qtbot.waitUntil(lambda: "Printed" in screen.detail.text(), timeout=WAIT)
    QTest.keyClick(screen.entries, Qt.Key.Key_Slash)
    assert screen.search.edit.hasFocus()
    QTest.keyClick(screen.seals.check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "none broken" in screen.seals.state.text(), timeout=WAIT)
    sign = screen.seals.table.rows_shown()[0].sign
    QTest.keyClicks(screen.seals.typed.edit, sign.upper())
    assert "In the record" in screen.seals.answer.text()
    screen.seals.typed.set_text("0000 1111")
    assert "No seal" in screen.seals.answer.text()


def test_an_officer_reaches_their_own_entries(own: World, sits: Sits, qtbot: QtBot) -> None:
    happened(own)
    seat = sits("Rowan")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    seat.desk.go(Place("audit"))
    screen = on_show(seat, qtbot)
    assert {one.login for one in screen.entries.rows_shown()} == {login_of("Rowan", own.address.database)}
    assert not screen.who.isVisible()
    assert not screen.seals.check.isVisible()


def test_an_open_program_seals_when_it_is_time(own: World, server: Server, sits: Sits, qtbot: QtBot) -> None:
    seat, keeper = sits("Jo"), own.people["keeper"]
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    before = keeper.one("SELECT count(*) FROM audit.seal")
    sealing = seat.findChildren(Sealing)[0]
    assert sealing.timer.isActive()
    sealing.look()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert keeper.one("SELECT count(*) FROM audit.seal") == before
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.seal DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.seal SET at = at - interval '61 minutes'")
    sealing.look()
    qtbot.waitUntil(lambda: keeper.one("SELECT count(*) FROM audit.seal") == before + 1, timeout=WAIT)


def searched(own: World, name: str) -> list[str]:
    """Where somebody searched, as the record holds it."""
    rows = own.people["keeper"].connection.execute(
        "SELECT what FROM audit.log WHERE kind = 'search' AND actor = %s ORDER BY id",
        (login_of(name, own.address.database),),
    )
    return [what for (what,) in rows]


def test_a_search_is_noted_once_it_stands_and_not_for_each_key(own: World, sits: Sits, qtbot: QtBot) -> None:
    happened(own)
    seat = sits("Gwen")
    screen = on_show(seat, qtbot)
    searches = screen.search.findChildren(Searches)[0]
    QTest.keyClicks(screen.search.edit, "printed")
    assert searches.timer.isActive()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert searched(own, "Gwen") == []
    searches.timer.setInterval(1)
    QTest.keyClicks(screen.search.edit, "  ")
    qtbot.waitUntil(lambda: searched(own, "Gwen") == ["record"], timeout=WAIT)
    QTest.keyClick(screen.search.edit, Qt.Key.Key_Return)
    screen.search.set_text("x")
    assert not searches.timer.isActive()
    screen.search.set_text("PRINTED")
    QTest.keyClick(screen.search.edit, Qt.Key.Key_Return)
    screen.search.set_text("minutes")
    QTest.keyClick(screen.search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: searched(own, "Gwen") == ["record", "record"], timeout=WAIT)


def test_what_is_opened_from_the_command_box_was_looked_for(own: World, sits: Sits, qtbot: QtBot) -> None:
    seat = sits("Jo")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    finder = seat.window.findChildren(Finder)[0]
    finder.open()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    line = finder.box.first_focus()
    assert line is not None
    QTest.keyClicks(line, "linden")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: searched(own, "Jo") == ["everything"], timeout=WAIT)
    finder.searches.timer.setInterval(1)
    finder.open()
    QTest.keyClicks(line, "@fire by 11 dec: fit bins")
    assert not finder.searches.timer.isActive()
    seat.jobs.drop_draft("finder:add")


def test_a_search_that_cannot_be_noted_goes_with_the_next(
    own: World, server: Server, sits: Sits, qtbot: QtBot
) -> None:
    seat = sits("Gwen")
    screen = on_show(seat, qtbot)
    searches, right = (
        screen.search.findChildren(Searches)[0],
        "ON FUNCTION audit.note_search(text, bytea, text)",
    )
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute(f"REVOKE EXECUTE {right} FROM tasking_everyone".encode())
        searches.meant("first words")
        qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
        assert searched(own, "Gwen") == []
        superuser.execute(f"GRANT EXECUTE {right} TO tasking_everyone".encode())
    searches.meant("second words")
    qtbot.waitUntil(lambda: searched(own, "Gwen") == ["record", "record"], timeout=WAIT)


def test_every_screen_opens_for_governance(own: World, sits: Sits, qtbot: QtBot) -> None:
    seat = sits("Gwen")
    on_show(seat, qtbot)
    failed: list[str] = []
    seat.jobs.failed.connect(failed.append)
    for key in ("home", "my_agency", "actions", "referrals", "library", "settings", "reliability", "audit"):
        seat.desk.go(Place(key))
        qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert failed == []


def test_a_file_has_no_record_to_open(sit: Sit, qtbot: QtBot) -> None:
    seat = sit()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    with pytest.raises(KeyError):
        seat.desk.go(Place("audit"))
