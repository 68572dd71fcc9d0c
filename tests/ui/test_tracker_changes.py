"""Actions changed in the tracker by keyboard: several at once, opened again, split, replaced, moved."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.folder import Share
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Sheet, top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.test_my_agency import sit_as
from tests.ui.tracker import (
    DEC,
    SHIFT,
    choose,
    fill,
    filter_by,
    go_to,
    idle,
    press_named,
    ready,
    sheet_of,
    shown,
    table,
    tracker,
)
from tests.ui.windows import CTRL, WAIT, button, check_stops, said

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


def test_who_does_not_decide_asks_for_all_of_them_in_one(seat: Seat, qtbot: QtBot) -> None:
    p, screen = seat.story.p, tracker(seat, qtbot)
    before = {key: p.row(Action, key).due for key in shown(screen)}
    sit_as(seat, "Marta", "Housing")
    press(table(screen), Qt.Key.Key_A, CTRL)
    press(table(screen), Qt.Key.Key_N)
    sheet = sheet_of(seat, qtbot)
    assert "The chair or the co-ordinator decides this." in said(sheet)
    assert button(sheet, "Ask for it").isVisible()
    check_stops(sheet)
    fill(sheet, "New date", "18 dec")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Say why." in said(sheet), timeout=WAIT)
    fill(sheet, "Why?", "Snow")
    press(ready(qtbot), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(ProposalStep)) == 3, timeout=WAIT)
    assert [one.source for one in p.rows(Proposal)] == ["more_time"]
    assert {key: p.row(Action, key).due for key in before} == before
    qtbot.waitUntil(lambda: top_layer(seat.window) is None, timeout=WAIT)


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
