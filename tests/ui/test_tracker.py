"""The action tracker by keyboard: narrowed, searched, its views kept, one or several actions changed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.folder import Share
from tasking_app.records.action import ActionRow
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.table import RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import Chips
from tasking_app.ui.widgets.combos import Combo, FilterCombo
from tasking_app.ui.widgets.dialog import Layer, Sheet, top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Seat, Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, check_stops, field, rows, said

SHIFT = Qt.KeyboardModifier.ShiftModifier
DEC = date(2026, 12, 18)
COPIED = """
from PySide6.QtWidgets import QApplication
from tasking_app.ui import clipboard
app = QApplication([])
clipboard.put("plain", "<b>bold</b>")
print(app.clipboard().text())
"""
RESTRICTED = pytest.mark.parametrize("seat", ["restricted"], indirect=True)


def idle(seat: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)


def tracker(seat: Seat, qtbot: QtBot, part: str = "open") -> ActionsScreen:
    seat.desk.add_screens({"actions": ActionsScreen})
    seat.desk.go(Place("actions", part=part))
    screen = seat.desk.screen("actions")
    assert isinstance(screen, ActionsScreen)
    qtbot.waitUntil(lambda: bool(table(screen).rows_shown()), timeout=WAIT)
    idle(seat, qtbot)
    table(screen).setFocus()
    return screen


def table(screen: QWidget) -> RecordTable[ActionRow]:
    found = screen.findChild(RecordTable)
    assert found is not None
    return found


def shown(screen: QWidget) -> list[UUID]:
    return [row.id for row in table(screen).rows_shown()]


def go_to(seat: Seat, qtbot: QtBot, screen: QWidget, name: str) -> UUID:
    """The caret on an action, and the action beside the list."""
    key = seat.story.actions[name]
    assert table(screen).select(key)
    pane = screen.findChild(ActionPane)
    assert pane is not None
    qtbot.waitUntil(lambda: (page := pane.page()) is not None and page.row.id == key, timeout=WAIT)
    table(screen).setFocus()
    return key


def sheet_of(seat: Seat, qtbot: QtBot) -> Layer:
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    found = top_layer(seat.window)
    assert found is not None
    return found


def fill(sheet: QWidget, name: str, text: str) -> None:
    at = field(sheet, name)
    at.setFocus()
    press(at, Qt.Key.Key_A, CTRL)
    type_in(at, text)


def choose(sheet: QWidget, name: str, words: str) -> None:
    """A combo box by its arrow keys."""
    combo = field(sheet, name)
    assert isinstance(combo, Combo)
    combo.setFocus()
    press(combo, Qt.Key.Key_Home)
    while combo.currentText() != words:
        before = combo.currentIndex()
        press(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() != before, f"{words} is not offered"


def filter_by(screen: QWidget, title: str, words: str) -> None:
    """A filter above the list."""
    combo = next(one for one in rows(screen, FilterCombo) if one.accessibleName().startswith(f"{title}: "))
    assert isinstance(combo, FilterCombo)
    next(one for one in combo.menu().actions() if one.text() == words).trigger()


def press_named(qtbot: QtBot, root: QWidget, name: str) -> None:
    qtbot.waitUntil(lambda: bool(_named(root, name)), timeout=WAIT)
    made = _named(root, name)[0]
    made.setFocus()
    press(made, Qt.Key.Key_Space)


def _named(root: QWidget, name: str) -> list[Button]:
    made = [one for one in rows(root, Button) if isinstance(one, Button)]
    return [one for one in made if name in (one.accessibleName(), one.text())]


def ready(qtbot: QtBot) -> QWidget:
    """What has the focus, once something has."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    return focused()


def chips(screen: QWidget) -> list[str]:
    found = screen.findChild(Chips)
    assert found is not None
    return [one.text() for one in rows(found, Button) if isinstance(one, Button)]


# -- narrowed and searched


def test_filters_narrow_the_list_and_its_counts(seat: Seat, qtbot: QtBot) -> None:
    screen, actions = tracker(seat, qtbot), seat.story.actions
    filter_by(screen, "Agency", "Fire and rescue")
    qtbot.waitUntil(lambda: shown(screen) == [actions["letterboxes"]], timeout=WAIT)
    assert chips(screen)[:2] == ["All open 1", "Late 0"]
    filter_by(screen, "Agency", "All")
    filter_by(screen, "Status", "Done")
    qtbot.waitUntil(lambda: shown(screen) == [actions["visit"]], timeout=WAIT)
    table(screen).setFocus()
    press(table(screen), Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(shown(screen)) == 3, timeout=WAIT)
    check_stops(screen)


def test_a_referral_is_chosen_by_its_number(seat: Seat, qtbot: QtBot) -> None:
    screen, story = tracker(seat, qtbot), seat.story
    press_named(qtbot, screen, "More filters")
    combo = next(one for one in rows(screen, FilterCombo) if one.accessibleName() == "Referral: All")
    combo.setFocus()
    press(combo, Qt.Key.Key_Return)
    sheet = sheet_of(seat, qtbot)
    check_stops(sheet)
    type_in(focused(), "holme")
    press(focused(), Qt.Key.Key_Return)
    wanted = {story.actions["bins"], story.actions["letterboxes"]}
    qtbot.waitUntil(lambda: set(shown(screen)) == wanted, timeout=WAIT)
    assert "Referral: R-3" in said(screen)


def test_nothing_found_says_what_is_near_and_leads_there(seat: Seat, qtbot: QtBot) -> None:
    screen = tracker(seat, qtbot, "late")
    filter_by(screen, "Agency", "Fire and rescue")
    qtbot.waitUntil(lambda: "No late action of Fire and rescue." in said(screen), timeout=WAIT)
    assert "1 open action of Fire and rescue." in said(screen)
    press_named(qtbot, screen, "Show 1 open action of Fire and rescue.")
    qtbot.waitUntil(lambda: shown(screen) == [seat.story.actions["letterboxes"]], timeout=WAIT)


def test_a_typo_is_forgiven(seat: Seat, qtbot: QtBot) -> None:
    screen = tracker(seat, qtbot)
    press(table(screen), Qt.Key.Key_Slash)
    type_in(focused(), "hollm")
    assert shown(screen) == []
    assert "No action matches “hollm”. Did you mean Holme Court?" in said(screen)
    press_named(qtbot, screen, "Find Holme Court")
    wanted = {seat.story.actions["bins"], seat.story.actions["letterboxes"]}
    assert set(shown(screen)) == wanted


def test_all_rows_come_in_parts_and_are_all_searched(
    seat: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasking_app.ui.parts.action_reading.FIRST", 2)
    monkeypatch.setattr("tasking_app.ui.parts.action_reading.PART", 3)
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        for hour in ("morning", "night"):
            seat.story.p.act(f"Patrol on {day} {hour}", "Police", due=DEC)
    screen = tracker(seat, qtbot)
    qtbot.waitUntil(lambda: len(shown(screen)) == 17, timeout=WAIT)
    press(table(screen), Qt.Key.Key_Slash)
    type_in(focused(), "sunday night")
    assert [row.text for row in table(screen).rows_shown()] == ["Patrol on Sunday night"]


# -- views that are kept


def test_a_view_of_ones_own_and_the_filters_outlive_the_program(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    wanted, _ = p.act("Walk the wards", "Police", theme="asb"), p.act("Mend the fence", "Housing")
    first = sit()
    first.desk.go(Place("actions"))
    screen = first.desk.screen("actions")
    qtbot.waitUntil(lambda: len(shown(screen)) == 2, timeout=WAIT)
    filter_by(screen, "Theme", "ASB")
    qtbot.waitUntil(lambda: shown(screen) == [wanted], timeout=WAIT)
    table(screen).setFocus()
    press(table(screen), Qt.Key.Key_V)
    type_in(ready(qtbot), "Police nights")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chips(screen)[-1] == "Police nights 1", timeout=WAIT)
    first.close()

    again = sit()
    again.desk.go(Place("actions"))
    screen = again.desk.screen("actions")
    qtbot.waitUntil(lambda: shown(screen) == [wanted], timeout=WAIT)
    assert chips(screen)[-1] == "Police nights 1"
    assert "Theme: ASB" in said(screen)
    names = screen._filters.names  # type: ignore[attr-defined]  # the button of the views
    names.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: "Police nights 1" not in chips(screen), timeout=WAIT)


# -- several at once


def test_three_actions_get_a_new_date_with_one_reason_and_one_undo(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    before = {key: p.row(Action, key).due for key in shown(screen)}
    assert len(before) == 3
    press(table(screen), Qt.Key.Key_Space)
    press(table(screen), Qt.Key.Key_Down)
    press(table(screen), Qt.Key.Key_Space)
    assert "2 selected" in said(screen)
    press(table(screen), Qt.Key.Key_Escape)
    assert "selected" not in said(screen)
    press(table(screen), Qt.Key.Key_Up, SHIFT)
    assert "2 selected" in said(screen)
    press(table(screen), Qt.Key.Key_A, CTRL)
    assert "3 selected" in said(screen)
    check_stops(screen)
    press(table(screen), Qt.Key.Key_N)
    sheet = sheet_of(seat, qtbot)
    check_stops(sheet)
    fill(sheet, "New date", "18 dec")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Say why." in said(sheet), timeout=WAIT)
    fill(sheet, "Why?", "Snow")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: {p.row(Action, key).due for key in before} == {DEC}, timeout=WAIT)
    assert {one.reason for key in before for one in p.rows(Deferral, action_id=key, new_due=DEC)} == {"Snow"}
    qtbot.waitUntil(lambda: top_layer(seat.window) is None, timeout=WAIT)
    idle(seat, qtbot)
    press(table(screen), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: {key: p.row(Action, key).due for key in before} == before, timeout=WAIT)


def test_the_officer_of_several_is_of_their_agency(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    press(table(screen), Qt.Key.Key_A, CTRL)
    press(table(screen), Qt.Key.Key_O)
    sheet = sheet_of(seat, qtbot)
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "belong to several agencies" in said(sheet), timeout=WAIT)
    press(focused(), Qt.Key.Key_Escape)
    filter_by(screen, "Agency", "Council")
    qtbot.waitUntil(lambda: len(shown(screen)) == 2, timeout=WAIT)
    idle(seat, qtbot)
    table(screen).setFocus()
    press(table(screen), Qt.Key.Key_A, CTRL)
    press(table(screen), Qt.Key.Key_O)
    sheet = sheet_of(seat, qtbot)
    choose(sheet, "Lead officer", "Helen Marsden")
    fill(sheet, "Why?", "She knows the place")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    helen = p.officers["Helen"]
    qtbot.waitUntil(
        lambda: {p.row(Action, key).lead_officer_id for key in shown(screen)} == {helen}, timeout=WAIT
    )


def test_moving_to_an_agency_that_does_not_see_the_case_asks_first(seat: Seat, qtbot: QtBot) -> None:
    p, outside = seat.story.p, new_id()
    p.do(AddAgency(agency=outside, name="Harbour Trust", short_name="Harbour"))
    screen = tracker(seat, qtbot)
    key = go_to(seat, qtbot, screen, "letterboxes")
    press(table(screen), Qt.Key.Key_G)
    sheet = sheet_of(seat, qtbot)
    check_stops(sheet)
    choose(sheet, "Lead agency", "Harbour")
    fill(sheet, "Why?", "They own the flats")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: top_layer(seat.window) not in (sheet, None), timeout=WAIT)
    question = sheet_of(seat, qtbot)
    assert "Harbour does not see this referral." in said(question)
    assert p.row(Action, key).lead_agency_id != outside
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: p.row(Action, key).lead_agency_id == outside, timeout=WAIT)
    assert len(p.rows(Share, agency_id=outside)) == 1
    assert p.rows(ActionUpdate, action_id=key)[-1].text == "Harbour leads now. They own the flats"
    qtbot.waitUntil(lambda: "Harbour leads now. They own the flats" in said(screen), timeout=WAIT)


# -- one action becomes another


def test_a_done_action_is_opened_again(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot, "done")
    key = go_to(seat, qtbot, screen, "visit")
    press(table(screen), Qt.Key.Key_R)
    sheet = sheet_of(seat, qtbot)
    fill(sheet, "Why?", "The window was broken again")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Say by when" in said(sheet), timeout=WAIT)
    fill(sheet, "New date", "in 100 months")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, key).status == "under_way", timeout=WAIT)
    assert p.row(Action, key).due == date(2035, 3, 19)


def test_an_action_is_split_in_two(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    key = go_to(seat, qtbot, screen, "bins")
    press(table(screen), Qt.Key.Key_S)
    sheet = sheet_of(seat, qtbot)
    assert isinstance(sheet, Sheet)
    fill(sheet, f"What A-{p.row(Action, key).number} still is", "Fit lockable bins")
    fill(sheet, "The other part", "Move them 6 m from the block")
    choose(sheet, "Lead agency", "Housing")
    fill(sheet, "By when?", "18 dec")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, key).text == "Fit lockable bins", timeout=WAIT)
    other = p.rows(Action, text="Move them 6 m from the block")[0]
    assert (other.lead_agency_id, other.due) == (p.agencies["Housing"], DEC)
    qtbot.waitUntil(lambda: "Bring this back" in said(screen), timeout=WAIT)
    page = screen.findChild(ActionPane)
    assert page is not None
    press_named(qtbot, page, "Bring this back")
    was = "Fit lockable bins and move them 6 m from the block"
    qtbot.waitUntil(lambda: p.row(Action, key).text == was, timeout=WAIT)


def test_an_action_is_replaced_and_leads_to_the_new_one(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    key = go_to(seat, qtbot, screen, "letterboxes")
    press(table(screen), Qt.Key.Key_P)
    sheet = sheet_of(seat, qtbot)
    fill(sheet, "What is to be done instead", "Sprinklers at the 3 highest-risk flats")
    fill(sheet, "Why?", "The doors are new")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, key).status == "replaced", timeout=WAIT)
    new = p.rows(Action, text="Sprinklers at the 3 highest-risk flats")[0]
    seat.desk.go(Place("actions", key))
    name = f"Open A-{new.number}"
    press_named(qtbot, screen, name)
    pane = screen.findChild(ActionPane)
    assert pane is not None
    qtbot.waitUntil(lambda: (page := pane.page()) is not None and page.row.id == new.id, timeout=WAIT)


def test_the_menu_offers_what_can_be_done(seat: Seat, qtbot: QtBot) -> None:
    screen = tracker(seat, qtbot)
    go_to(seat, qtbot, screen, "bins")
    pane = screen.findChild(ActionPane)
    assert pane is not None
    words = [one.text().partition("\t")[0] for one in pane.menu().actions()]
    assert words == [
        "Edit…",
        "Give to another agency…",
        "Another officer…",
        "Replace…",
        "Split…",
        "Copy for a spreadsheet or a document",
    ]


# -- copies, and what is restricted


def test_actions_are_copied_for_a_spreadsheet_and_a_document(seat: Seat, qtbot: QtBot) -> None:
    seat.story.p.act('=1+1 <b>bold</b> & "quoted"', "Police", due=DEC)
    screen = tracker(seat, qtbot)
    press(table(screen), Qt.Key.Key_A, CTRL)
    press(table(screen), Qt.Key.Key_C, CTRL)
    data = QApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().split("\n")]
    assert lines[0][:2] == ["Ref", "Action"]
    assert {len(line) for line in lines} == {9}
    assert len(lines) == 5
    mine = next(line for line in lines if "bold" in line[1])
    assert mine[1] == ' =1+1 <b>bold</b> & "quoted"'
    assert (mine[2], mine[5]) == ("Police", "18 December 2026")
    assert data.html().count("<tr>") == 5
    assert "=1+1 &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;</td>" in data.html()
    assert "R-3 Bin store fires, Holme Court" in data.text()


def test_the_program_ends_well_with_something_copied() -> None:
    """The clipboard lives longer than what put it there."""
    ended = subprocess.run([sys.executable, "-c", COPIED], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "plain\n")


@RESTRICTED
def test_restricted_words_are_not_copied_and_their_actions_can_be_moved(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    secret = next(one for one in p.rows(Action, restricted=True) if "alarm" in one.text)
    press(table(screen), Qt.Key.Key_A, CTRL)
    press(table(screen), Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().mimeData()
    for text in (copied.text(), copied.html()):
        assert f"A-{secret.number}" in text
        assert "alarm" not in text
        assert "Zebra" not in text
    press(table(screen), Qt.Key.Key_N)
    sheet = sheet_of(seat, qtbot)
    fill(sheet, "New date", "18 dec")
    fill(sheet, "Why?", "Snow")
    assert "alarm" not in said(seat.window)
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, secret.id).due == DEC, timeout=WAIT)
    idle(seat, qtbot)
    assert "alarm" not in said(seat.window)


def test_typing_leaves_the_list_alone(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    screen = tracker(seat, qtbot)
    press(table(screen), Qt.Key.Key_U)
    type_in(focused(), "ndxvs")
    assert top_layer(seat.window) is None
    assert not isinstance(focused(), QLineEdit)
    assert len(shown(screen)) == 3
