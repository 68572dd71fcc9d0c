"""Who may see a referral, and the words of a restricted one, by keyboard."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.commands.referral import SetReaders
from tasking_app.database.work import Actor
from tasking_app.models.folder import Reader, Share
from tasking_app.models.referral import NameReading, Referral, RestrictedText
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.screens.referral import ReferralScreen
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import TextArea
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, check_stops, field, named, rows, said

RESTRICTED = pytest.mark.parametrize("seat", ["restricted"], indirect=True)
TITLE = "In a few words, fit for the room"


def _page(seat: Seat, qtbot: QtBot, key: UUID) -> Screen:
    seat.desk.add_screens({"referral": ReferralScreen})
    seat.desk.go(Place("referral", key))
    page = seat.desk.screen("referral")
    qtbot.waitUntil(lambda: "People, kept apart" in said(page), timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return page


def _opened(seat: Seat, qtbot: QtBot) -> Screen:
    page = _page(seat, qtbot, seat.story.referrals["secret"])
    press(button(page, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Zebra Lane refuge" in said(page), timeout=WAIT)
    return page


def _sheet(seat: Seat, qtbot: QtBot, page: Screen, words: str) -> Sheet:
    """The sheet that a button opens."""
    press(button(page, words), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(rows(seat.window, Sheet)), timeout=WAIT)
    sheet = rows(seat.window, Sheet)[-1]
    assert isinstance(sheet, Sheet)
    return sheet


def _box(sheet: Sheet, name: str) -> CheckBox:
    found = field(sheet, name)
    assert isinstance(found, CheckBox)
    return found


def _readers(seat: Seat) -> set[str]:
    """Who is on the list, by the short names of the story."""
    short = {key: name for name, key in seat.story.p.officers.items()}
    on_list = seat.story.p.rows(Reader, folder_id=seat.story.referrals["secret"], withdrawn_at=None)
    return {short[row.officer_id] for row in on_list}


def _words(seat: Seat) -> RestrictedText:
    return seat.story.p.rows(RestrictedText, referral_id=seat.story.referrals["secret"])[0]


def _outsider(seat: Seat, name: str = "Canal & River") -> UUID:
    """An agency without a seat in the series."""
    key = new_id()
    seat.story.p.do(AddAgency(agency=key, name=name, short_name=name))
    return key


@RESTRICTED
def test_nothing_of_a_restricted_referral_shows_before_it_is_opened(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    typed = {"area": "Quagga Wood", "source": "A quagga", "reason_added": "Quaggas were seen"}
    key = p.refer("Zebra Lane", "hate", restricted=True, kind="victim", description="Okapis", **typed)
    page = _page(seat, qtbot, key)
    for word in ("zebra", "okapi", "quagga"):
        assert word not in said(seat.window).casefold()
    for words in ("Edit", "Edit the words", "Who may read…", "Share…", "Open to all members"):
        assert named(seat.window, words) == [], words
    assert p.rows(NameReading, referral_id=key) == []
    press(button(page, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Zebra Lane" in said(page), timeout=WAIT)
    assert all(word in said(page) for word in ("Okapis", *typed.values()))
    for words in ("Edit", "Edit the words", "Who may read…", "Open to all members"):
        assert len(named(seat.window, words)) == 1, words
    assert named(seat.window, "Share…") == []
    assert [one.read_by for one in p.rows(NameReading, referral_id=key)] == [p.officers["Jo"]]


@RESTRICTED
def test_somebody_else_at_the_same_window_opens_it_anew(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    page = _opened(seat, qtbot)
    seat.jobs.actor = Actor(p.officers["Rowan"], p.agencies["Police"], "Sgt Rowan Ashdown")
    page.reload()
    qtbot.waitUntil(lambda: "Zebra" not in said(seat.window), timeout=WAIT)
    assert named(seat.window, "Edit the words") == []


@RESTRICTED
def test_readers_are_chosen_and_whoever_sits_here_stays(seat: Seat, qtbot: QtBot) -> None:
    page = _opened(seat, qtbot)
    before = _readers(seat)
    assert "Jo" in before
    assert "Marta" not in before
    sheet = _sheet(seat, qtbot, page, "Who may read…")
    assert "Jo Fenwick (you)" in said(sheet)
    check_stops(sheet)
    for one in rows(sheet, CheckBox):
        assert isinstance(one, CheckBox)
        assert "Jo Fenwick" not in one.text()
        if one.isChecked():
            press(one, Qt.Key.Key_Space)
    press(_box(sheet, "Marta Kowalska, Housing"), Qt.Key.Key_Space)
    assert "2 people are on the list" in said(sheet)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: _readers(seat) == {"Jo", "Marta"}, timeout=WAIT)
    qtbot.waitUntil(lambda: "Jo Fenwick, Marta Kowalska" in said(page), timeout=WAIT)
    seat.jobs.undo()
    qtbot.waitUntil(lambda: _readers(seat) == before, timeout=WAIT)


@RESTRICTED
def test_a_reader_added_meanwhile_stays(seat: Seat, qtbot: QtBot) -> None:
    p, key = seat.story.p, seat.story.referrals["secret"]
    page = _opened(seat, qtbot)
    before = _readers(seat)
    sheet = _sheet(seat, qtbot, page, "Who may read…")
    now = (*(p.officers[name] for name in before), p.officers["Sade"])
    p.do(SetReaders(referral=key, readers=now))
    press(_box(sheet, "Marta Kowalska, Housing"), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: _readers(seat) == before | {"Sade", "Marta"}, timeout=WAIT)


@RESTRICTED
def test_restricted_words_are_edited_where_they_are_kept_apart(seat: Seat, qtbot: QtBot) -> None:
    page = _opened(seat, qtbot)
    sheet = _sheet(seat, qtbot, page, "Edit the words")
    check_stops(sheet)
    title = focused()
    assert isinstance(title, QLineEdit)
    title.selectAll()
    type_in(title, "Okapi Lane <b>refuge</b>")
    type_in(field(sheet, "Description"), "A family moved in.")
    points = field(sheet, "Points for the room")
    type_in(points, "Who visits?")
    press(points, Qt.Key.Key_Return)
    type_in(points, "Fit an alarm")
    press(points, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: _words(seat).points == "Who visits?\nFit an alarm", timeout=WAIT)
    assert (_words(seat).title, _words(seat).description) == (
        "Okapi Lane <b>refuge</b>",
        "A family moved in.",
    )
    row = seat.story.p.row(Referral, seat.story.referrals["secret"])
    assert (row.title, row.description) == ("", "")
    qtbot.waitUntil(lambda: "Okapi Lane <b>refuge</b>" in said(page), timeout=WAIT)
    qtbot.waitUntil(lambda: "Fit an alarm" in said(page), timeout=WAIT)


@RESTRICTED
def test_eight_points_are_too_many_and_stay_typed(seat: Seat, qtbot: QtBot) -> None:
    page = _opened(seat, qtbot)
    sheet = _sheet(seat, qtbot, page, "Edit the words")
    points = field(sheet, "Points for the room")
    assert isinstance(points, TextArea)
    eight = "\n".join(f"Point {n}" for n in range(8))
    points.set_text(eight)
    press(points, Qt.Key.Key_Return, CTRL)
    assert "here are 8 points" in said(sheet)
    press(points, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=WAIT)
    again = _sheet(seat, qtbot, page, "Edit the words")
    kept = field(again, "Points for the room")
    assert isinstance(kept, TextArea)
    assert kept.text() == eight
    title = field(again, TITLE)
    assert isinstance(title, QLineEdit)
    title.clear()
    press(title, Qt.Key.Key_Return, CTRL)
    assert "Give the referral a few words" in said(again)
    assert (_words(seat).title, _words(seat).points) == ("Zebra Lane refuge", "")


def test_a_referral_is_shared_with_an_agency_and_taken_back(seat: Seat, qtbot: QtBot) -> None:
    p, key = seat.story.p, seat.story.referrals["bins"]
    outside = _outsider(seat)
    page = _page(seat, qtbot, key)
    sheet = _sheet(seat, qtbot, page, "Share…")
    check_stops(sheet)
    assert [one.accessibleName() for one in rows(sheet, CheckBox)] == ["Share with Canal & River"]
    assert "Police" in said(sheet)
    press(_box(sheet, "Share with Canal & River"), Qt.Key.Key_Space)
    type_in(field(sheet, "Why, for the record"), "The towpath is theirs")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(p.rows(Share, folder_id=key, withdrawn_at=None)), timeout=WAIT)
    made = p.rows(Share, folder_id=key)[0]
    assert (made.agency_id, made.reason) == (outside, "The towpath is theirs")
    qtbot.waitUntil(lambda: "Canal & River" in said(page), timeout=WAIT)
    again = _sheet(seat, qtbot, page, "Share…")
    assert "The towpath is theirs" in said(again)
    box = _box(again, "Share with Canal & River")
    assert box.isChecked()
    press(box, Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.rows(Share, folder_id=key, withdrawn_at=None) == [], timeout=WAIT)
    assert len(p.rows(Share, folder_id=key)) == 1
    qtbot.waitUntil(lambda: "Canal & River" not in said(page), timeout=WAIT)


def test_what_was_ticked_is_there_after_escape(seat: Seat, qtbot: QtBot) -> None:
    key = seat.story.referrals["bins"]
    _outsider(seat)
    page = _page(seat, qtbot, key)
    sheet = _sheet(seat, qtbot, page, "Share…")
    press(_box(sheet, "Share with Canal & River"), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=WAIT)
    assert seat.story.p.rows(Share, folder_id=key) == []
    assert _box(_sheet(seat, qtbot, page, "Share…"), "Share with Canal & River").isChecked()


def test_with_no_other_agency_the_sheet_says_so(seat: Seat, qtbot: QtBot) -> None:
    page = _page(seat, qtbot, seat.story.referrals["bins"])
    sheet = _sheet(seat, qtbot, page, "Share…")
    assert "There is no other agency" in said(sheet)
    assert rows(sheet, CheckBox) == []
    press(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=WAIT)
