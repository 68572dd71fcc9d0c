"""The action tracker by keyboard: narrowed, searched, its views kept over a restart, its rows copied."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.models.action import Action
from tasking_app.records.action_filter import ActionFilter, ActionView
from tasking_app.ui.parts import own_views
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.combos import FilterCombo
from tasking_app.ui.widgets.dialog import top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Seat, Sit
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.tracker import (
    DEC,
    RESTRICTED,
    chips,
    fill,
    filter_by,
    idle,
    press_named,
    ready,
    sheet_of,
    shown,
    table,
    tracker,
)
from tests.ui.windows import CTRL, WAIT, check_stops, rows, said

COPIED = """
from PySide6.QtWidgets import QApplication
from tasking_app.ui import clipboard
app = QApplication([])
clipboard.put("plain", "<b>bold</b>")
print(app.clipboard().text())
"""


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
    qtbot.waitUntil(lambda: chips(screen)[-1] == "Police nights 1", timeout=WAIT)
    assert "Theme: ASB" in said(screen)
    names = screen._filters.names  # type: ignore[attr-defined]  # the button of the views
    names.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: "Police nights 1" not in chips(screen), timeout=WAIT)


def test_a_filter_whose_agency_is_gone_is_let_go(seat: Seat, qtbot: QtBot) -> None:
    asked = ActionView(view="open", chosen=ActionFilter(status="open", agency=new_id()))
    seat.desk.restore({"actions": {"asked": own_views.view_text(asked)}})
    screen = tracker(seat, qtbot, "")
    assert len(shown(screen)) == 3
    assert "Agency: All" in said(screen)


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
