"""The record of a shared database on screen: searched by keyboard, by whoever may; governance lands there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tasking_app.ui.dialogs.record_export import RecordExport
from tasking_app.ui.parts.finder import Finder
from tasking_app.ui.screen import Place
from tasking_app.ui.searches import Searches
from tests.postgres.people import login_of
from tests.postgres.server import Server
from tests.postgres.world import NAME, World
from tests.ui.conftest import WAIT, Sit
from tests.ui.record.told import Sits, happened, on_show, page, searched


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


def test_an_export_is_what_was_found_and_says_how_many(
    own: World, sits: Sits, qtbot: QtBot, tmp_path: Path
) -> None:
    happened(own)
    seat = sits("Gwen")
    screen = on_show(seat, qtbot)
    screen.search.set_text("printed")
    QTest.keyClick(screen.export, Qt.Key.Key_Space)
    sheet = seat.window.findChildren(RecordExport)[0]
    assert sheet.about.text() == "printed"
    qtbot.waitUntil(lambda: sheet.count.text() == "2 entries would be in it.", timeout=WAIT)
    sheet.first.set_text("3 dec 2026")
    sheet.last.set_text("1 dec 2026")
    qtbot.waitUntil(sheet.problem.isVisible, timeout=WAIT)
    assert "before the first" in sheet.problem.text()
    for field in (sheet.first, sheet.last):
        field.set_text("")
    told: list[str] = []
    sheet.written.connect(told.append)
    sheet.write(tmp_path / "record.csv")
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told == ["record.csv holds 2 entries."]
    assert (tmp_path / "record.csv").read_bytes().count(b"Printed") == 2
    assert "export" in {one.kind for one in page(own, "Gwen", text="record").entries}


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
