"""The register of referrals, one referral, and the action list, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.database.work import Actor
from tasking_app.models.action import Action, ActionSupport, ActionUpdate, Deferral
from tasking_app.models.proposal import Proposal
from tasking_app.models.referral import NameReading, Referral
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.referral import ReferralScreen
from tasking_app.ui.screens.referrals import ReferralsScreen
from tasking_app.ui.table import RecordTable
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet, top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, check_stops, field, said


def _table(screen: QWidget) -> RecordTable[object]:
    found = screen.findChild(RecordTable)
    assert found is not None
    return found


def _actions(seat: Seat, qtbot: QtBot, part: str = "") -> ActionsScreen:
    seat.desk.add_screens({"actions": ActionsScreen})
    seat.desk.go(Place("actions", part=part))
    screen = seat.desk.screen("actions")
    assert isinstance(screen, ActionsScreen)
    qtbot.waitUntil(lambda: bool(_table(screen).rows_shown()), timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen


def _referrals(seat: Seat, qtbot: QtBot) -> ReferralsScreen:
    seat.desk.add_screens({"referrals": ReferralsScreen, "referral": ReferralScreen})
    seat.desk.go(Place("referrals"))
    screen = seat.desk.screen("referrals")
    assert isinstance(screen, ReferralsScreen)
    qtbot.waitUntil(lambda: bool(_table(screen).rows_shown()), timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen


def test_an_action_is_answered_by_letters(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    screen = _actions(seat, qtbot, "late")
    shown = _table(screen).rows_shown()
    assert [one.id for one in shown] == [seat.story.actions["closure"]]  # type: ignore[attr-defined]  # rows of actions
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), "11 dec: the hearing moved")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: str(p.row(Action, seat.story.actions["closure"]).due) == "2026-12-11", timeout=WAIT
    )
    kept = p.rows(Deferral, action_id=seat.story.actions["closure"])
    assert [str(one.old_due) for one in kept] == ["2026-10-30"]
    check_stops(screen)


def test_more_time_by_who_does_not_decide_is_a_request(seat: Seat, qtbot: QtBot) -> None:
    p, key = seat.story.p, seat.story.actions["closure"]
    before = p.row(Action, key).due
    screen = _actions(seat, qtbot, "late")
    seat.jobs.actor = Actor(p.officers["Marta"], p.agencies["Housing"], "Marta Kowalska")
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), "11 dec: the hearing moved")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(p.rows(Proposal)) == 1, timeout=WAIT)
    asked = p.rows(Proposal)[0]
    assert (asked.source, asked.state, asked.proposed_by) == ("more_time", "waiting", p.officers["Marta"])
    assert p.row(Action, key).due == before


def test_a_wrong_date_says_so_and_changes_nothing(seat: Seat, qtbot: QtBot) -> None:
    screen = _actions(seat, qtbot, "late")
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), "31 nov: the hearing moved")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.window.messages.text() != "", timeout=WAIT)
    assert str(seat.story.p.row(Action, seat.story.actions["closure"]).due) == "2026-10-30"


def test_an_update_is_kept_as_it_was_typed(seat: Seat, qtbot: QtBot) -> None:
    screen = _actions(seat, qtbot, "late")
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_U)
    type_in(focused(), "<b>Papers</b> filed & sealed")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(
        lambda: bool(
            seat.story.p.rows(
                ActionUpdate, action_id=seat.story.actions["closure"], text="<b>Papers</b> filed & sealed"
            )
        ),
        timeout=WAIT,
    )
    qtbot.waitUntil(lambda: "<b>Papers</b> filed & sealed" in said(screen), timeout=WAIT)


def test_typing_finds_among_the_actions(seat: Seat, qtbot: QtBot) -> None:
    screen = _actions(seat, qtbot)
    everything = len(_table(screen).rows_shown())
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_Slash)
    type_in(focused(), "letterbox")
    assert 0 < len(table.rows_shown()) < everything
    type_in(focused(), "zzz")
    qtbot.waitUntil(lambda: "No action matches" in said(screen), timeout=WAIT)


def test_a_referral_is_sent_by_keyboard_with_its_name_apart(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    screen = _referrals(seat, qtbot)
    before = len(p.rows(Referral))
    table = _table(screen)
    table.setFocus()
    press(table, Qt.Key.Key_N)
    qtbot.waitUntil(
        lambda: bool([one for one in seat.window.findChildren(Sheet) if one.isVisible()]), timeout=WAIT
    )
    sheet = next(one for one in seat.window.findChildren(Sheet) if one.isVisible())
    title = field(sheet, "In a few words, fit for the room")
    title.setFocus()
    type_in(title, "Fires by the old mill")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Referral)) == before + 1, timeout=WAIT)
    made = p.rows(Referral, title="Fires by the old mill")[0]
    assert made.kind == "place"
    qtbot.waitUntil(lambda: "Fires by the old mill" in said(screen), timeout=WAIT)


def test_what_was_typed_is_there_after_escape(seat: Seat, qtbot: QtBot) -> None:
    screen = _referrals(seat, qtbot)
    screen.open_new()
    qtbot.waitUntil(
        lambda: bool([one for one in seat.window.findChildren(Sheet) if one.isVisible()]), timeout=WAIT
    )
    sheet = next(one for one in seat.window.findChildren(Sheet) if one.isVisible())
    title = field(sheet, "In a few words, fit for the room")
    title.setFocus()
    type_in(title, "Half a title")
    press(title, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=WAIT)
    screen.open_new()
    qtbot.waitUntil(sheet.isVisible, timeout=WAIT)
    again = field(sheet, "In a few words, fit for the room")
    assert isinstance(again, QLineEdit)
    assert again.text() == "Half a title"


@pytest.mark.parametrize("seat", ["restricted"], indirect=True)
def test_a_restricted_referral_shows_its_words_only_after_a_recorded_opening(
    seat: Seat, qtbot: QtBot
) -> None:
    screen = _referrals(seat, qtbot)
    assert "Zebra" not in said(screen)
    seat.desk.go(Place("referral", seat.story.referrals["secret"]))
    page = seat.desk.screen("referral")
    qtbot.waitUntil(lambda: "This referral is restricted" in said(page), timeout=WAIT)
    assert "Zebra" not in said(page)
    press(button(page, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Zebra Lane refuge" in said(page), timeout=WAIT)


def test_the_facts_of_a_referral_show_as_plain_text(seat: Seat, qtbot: QtBot) -> None:
    key = seat.story.p.refer("<img src=x> & <b>bold</b>", "asb")
    seat.desk.add_screens({"referrals": ReferralsScreen, "referral": ReferralScreen})
    seat.desk.go(Place("referral", key))
    page = seat.desk.screen("referral")
    qtbot.waitUntil(lambda: "<img src=x> & <b>bold</b>" in said(page), timeout=WAIT)
    check_stops(page)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("seat", ["restricted"], indirect=True)
def test_the_words_of_a_restricted_action_are_shown_only_after_a_recorded_opening(
    seat: Seat, qtbot: QtBot
) -> None:
    p = seat.story.p
    screen = _actions(seat, qtbot)
    secret = next(one for one in p.rows(Action, restricted=True) if "alarm" in one.text)
    assert "alarm" not in said(screen)
    assert "Zebra" not in said(screen)
    assert all("alarm" not in str(one) for one in _table(screen).rows_shown())
    seat.desk.go(Place("actions", secret.id))
    qtbot.waitUntil(lambda: "Opening it is recorded" in said(screen), timeout=WAIT)
    assert "alarm" not in said(screen)
    before = len(p.rows(NameReading))
    press(button(screen, "Open it"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Fit an alarm at the refuge" in said(screen), timeout=WAIT)
    assert len(p.rows(NameReading)) == before + 1


def test_the_facts_of_an_action_are_changed_and_taken_back(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    key = seat.story.actions["letterboxes"]
    screen = _actions(seat, qtbot)
    seat.desk.go(Place("actions", key))
    pane = screen.findChild(ActionPane)
    assert pane is not None

    def shown() -> bool:
        page = pane.page()
        return page is not None and page.row.id == key

    qtbot.waitUntil(shown, timeout=WAIT)
    press(field(screen, "Edit this action"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    check_stops(sheet)
    success = field(sheet, "Success is when")
    success.setFocus()
    type_in(success, "No fire reaches a door")
    helping = field(sheet, "Housing helps")
    helping.setFocus()
    press(helping, Qt.Key.Key_Space)
    lead = field(sheet, "Lead agency")
    assert isinstance(lead, Combo)
    lead.setFocus()
    while lead.currentText() != "Council":
        press(lead, Qt.Key.Key_Up)
    press(lead, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, key).success == "No fire reaches a door", timeout=WAIT)
    qtbot.waitUntil(lambda: p.row(Action, key).lead_agency_id == p.agencies["Council"], timeout=WAIT)
    qtbot.waitUntil(
        lambda: (
            [one.agency_id for one in p.rows(ActionSupport, action_id=key, withdrawn_at=None)]
            == [p.agencies["Housing"]]
        ),
        timeout=WAIT,
    )
    for _ in range(3):
        qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
        seat.jobs.undo()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert p.row(Action, key).success == ""
    assert p.row(Action, key).lead_agency_id == p.agencies["Fire and rescue"]
    assert p.rows(ActionSupport, action_id=key, withdrawn_at=None) == []
