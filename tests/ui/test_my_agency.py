"""My agency by keyboard: an update in three inputs, requests, and what is restricted."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddAction
from tasking_app.commands.proposal import AcceptProposal, DeclineProposal
from tasking_app.commands.referral import SetReaders
from tasking_app.database.work import Actor
from tasking_app.drafts import Drafts
from tasking_app.models.action import Action, ActionUpdate, Deferral
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.models.referral import NameReading
from tasking_app.ui.parts.my_card import MyCard
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.my_agency import MyAgencyScreen
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT, button, check_stops, named, said

FIRE = "Fire and rescue"


def sit_as(seat: Seat, name: str, agency: str) -> None:
    """Somebody else sits at the window."""
    p = seat.story.p
    seat.jobs.actor = Actor(p.officers[name], p.agencies[agency], name)


def give(seat: Seat, text: str, due: date, **more: object) -> UUID:
    """An action of Callum's."""
    p = seat.story.p
    return p.act(text, FIRE, officer=p.officers["Callum"], due=due, **more)


@pytest.fixture
def actions(seat: Seat) -> list[UUID]:
    """Two actions that are due and one for later."""
    return [
        give(seat, "Visit to Person A", date(2026, 11, 20)),
        give(seat, "Smoke alarms at Holme Court", date(2026, 11, 24)),
        give(seat, "Home visits to 12 flats", date(2026, 12, 30)),
    ]


def open_page(seat: Seat, qtbot: QtBot, name: str = "Callum", agency: str = FIRE) -> MyAgencyScreen:
    sit_as(seat, name, agency)
    seat.desk.add_screens({"my_agency": MyAgencyScreen})
    seat.desk.go(Place("my_agency"))
    screen = seat.desk.screen("my_agency")
    assert isinstance(screen, MyAgencyScreen)
    qtbot.waitUntil(lambda: "open action" in said(screen), timeout=WAIT)
    settle(seat, qtbot)
    return screen


def open_card() -> UUID:
    """The card that has the focus."""
    card = focused()
    assert isinstance(card, MyCard)
    return card.item.row.id


def test_an_update_takes_three_inputs(
    seat: Seat, qtbot: QtBot, actions: list[UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    p = seat.story.p
    open_page(seat, qtbot)
    inputs = 0
    press(focused(), Qt.Key.Key_2)
    inputs += 1
    type_in(focused(), "First visit done, the second is booked")
    inputs += 1
    press(focused(), Qt.Key.Key_Return, CTRL)
    inputs += 1
    qtbot.waitUntil(lambda: len(p.rows(ActionUpdate, action_id=actions[0])) == 1, timeout=WAIT)
    assert p.rows(ActionUpdate, action_id=actions[0])[0].text == "First visit done, the second is booked"
    assert p.row(Action, actions[0]).status == "under_way"
    with capsys.disabled():
        sys.stdout.write(f"\nMy update: {inputs} inputs from opening the screen\n")
    assert inputs <= 3
    settle(seat, qtbot)
    assert open_card() == actions[1], "saving opens the next"


def test_one_key_after_another_through_all_of_them(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    p = seat.story.p
    screen = open_page(seat, qtbot)
    for key, text in ((Qt.Key.Key_1, "Visited"), (Qt.Key.Key_B, "No key"), (Qt.Key.Key_2, "7 of 12")):
        press(focused(), key)
        type_in(focused(), text)
        press(focused(), Qt.Key.Key_Return, CTRL)
        settle(seat, qtbot)
    assert [p.row(Action, one).status for one in actions] == ["done", "blocked", "under_way"]
    qtbot.waitUntil(lambda: "Updated 2 of 2" in said(screen), timeout=WAIT)
    assert "Done 1" in said(screen)


def test_digits_in_the_text_are_text(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_Return)
    text = focused()
    assert isinstance(text, QTextEdit)
    type_in(text, "12 flats, 4 empty, block B")
    assert text.toPlainText() == "12 flats, 4 empty, block B"
    press(focused(), Qt.Key.Key_Return, CTRL)
    settle(seat, qtbot)
    rows = seat.story.p.rows(ActionUpdate, action_id=actions[0])
    assert [(row.text, row.answer) for row in rows] == [("12 flats, 4 empty, block B", "")]


def test_single_keys_answer_only_while_the_card_itself_has_the_focus(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    screen = open_page(seat, qtbot)
    button(screen, "No change").setFocus()
    press(focused(), Qt.Key.Key_4)
    assert not button(screen, "4  Drop").isChecked()
    press(focused(), Qt.Key.Key_Down)
    screen._actions.take_focus()
    assert open_card() == actions[0]
    press(focused(), Qt.Key.Key_4)
    assert button(screen, "4  Drop").isChecked()


def test_the_arrows_choose_and_what_was_typed_stays(
    seat: Seat, qtbot: QtBot, actions: list[UUID], tmp_path: Path
) -> None:
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_4)
    type_in(focused(), "Half a reason")
    screen._actions.take_focus()
    press(focused(), Qt.Key.Key_Down)
    assert open_card() == actions[1]
    press(focused(), Qt.Key.Key_Up)
    assert open_card() == actions[0]
    press(focused(), Qt.Key.Key_Return)
    text = focused()
    assert isinstance(text, QTextEdit)
    assert text.toPlainText() == "Half a reason"
    assert text.placeholderText() == "Why is it dropped?"


def test_more_time_is_asked_taken_back_and_accepted(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    p = seat.story.p
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_3)
    assert isinstance(focused(), QLineEdit)
    type_in(focused(), "11 dec")
    press(focused(), Qt.Key.Key_Return)
    assert "The chair decides" in said(screen)
    type_in(focused(), "Nobody is at home")
    press(focused(), Qt.Key.Key_Return, CTRL)
    waits = "Asked for more time to Fri 11 Dec. Waits for the chair"
    qtbot.waitUntil(lambda: waits in said(screen), timeout=WAIT)
    assert p.row(Action, actions[0]).due == date(2026, 11, 20)
    button(screen, "Take back").setFocus()
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: waits not in said(screen), timeout=WAIT)
    assert [one.state for one in p.rows(Proposal)] == ["taken_back"]


def test_what_is_declined_says_why_and_what_is_accepted_moves(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    p = seat.story.p
    screen = open_page(seat, qtbot)
    for text in ("Nobody is at home", "No powers"):
        press(focused(), Qt.Key.Key_3)
        type_in(focused(), "11 dec")
        press(focused(), Qt.Key.Key_Return)
        type_in(focused(), text)
        press(focused(), Qt.Key.Key_Return, CTRL)
        settle(seat, qtbot)
    first, second = sorted(p.rows(Proposal), key=lambda one: one.proposed_at)
    p.do(DeclineProposal(proposal=first.id, reason="The hearing is on 4 December"))
    steps = tuple(step.id for step in p.rows(ProposalStep, proposal_id=second.id))
    p.do(AcceptProposal(proposal=second.id, steps=steps))
    seat.desk.reload()
    declined = "More time was declined by Jo Fenwick: The hearing is on 4 December"
    qtbot.waitUntil(lambda: declined in said(screen), timeout=WAIT)
    assert [str(row.new_due) for row in p.rows(Deferral, action_id=actions[1])] == ["2026-12-11"]


def test_who_decides_answers_at_once(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    action = seat.story.actions["closure"]
    screen = open_page(seat, qtbot, "Helen", "Council")
    press(focused(), Qt.Key.Key_2)
    assert "It is late, so it needs a new date." in said(screen)
    type_in(focused(), "11 dec")
    press(focused(), Qt.Key.Key_Return)
    type_in(focused(), "The hearing moved")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, action).due == date(2026, 12, 11), timeout=WAIT)
    assert p.rows(Proposal) == []


def test_what_is_missing_is_said_and_nothing_is_lost(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_Return, CTRL)
    assert "Choose an answer, or type what has happened." in said(screen)
    screen._actions.take_focus()
    press(focused(), Qt.Key.Key_3)
    type_in(focused(), "1 nov")
    press(focused(), Qt.Key.Key_Return, CTRL)
    assert "Choose today or a later day." in said(screen)
    day = focused()
    assert isinstance(day, QLineEdit)
    assert day.text() == "1 nov"


def test_a_refused_answer_comes_back_with_its_text(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    screen = open_page(seat, qtbot)
    for text in ("Nobody is at home", "Still nobody"):
        screen._actions.open_item(actions[0])
        press(focused(), Qt.Key.Key_4)
        type_in(focused(), text)
        press(focused(), Qt.Key.Key_Return, CTRL)
        settle(seat, qtbot)
    assert "WM Callum Reddy has asked for this already" in said(screen)
    assert open_card() == actions[0]
    press(focused(), Qt.Key.Key_Return)
    text_field = focused()
    assert isinstance(text_field, QTextEdit)
    assert text_field.toPlainText() == "Still nobody"
    assert len(seat.story.p.rows(Proposal)) == 1


def test_a_stock_phrase_is_added_to_the_text(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_2)
    type_in(focused(), "Two flats done")
    for words in ("Waiting for another agency", "Booked for…"):
        button(screen, words).setFocus()
        press(focused(), Qt.Key.Key_Space)
    type_in(focused(), "1 December")
    text = focused()
    assert isinstance(text, QTextEdit)
    assert text.toPlainText() == "Two flats done. Waiting for another agency. Booked for 1 December"


@pytest.mark.parametrize("seat", ["restricted"], indirect=True)
def test_restricted_words_open_for_who_is_on_the_list(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    screen = open_page(seat, qtbot, "Rowan", "Police")
    assert "alarm" not in said(screen)
    assert not named(screen, "1  Done")
    button(screen, "Open it").setFocus()
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Fit an alarm at the refuge" in said(screen), timeout=WAIT)
    assert [one.read_by for one in p.rows(NameReading)] == [p.officers["Rowan"]]
    assert named(screen, "1  Done")
    secret = seat.story.referrals["secret"]
    p.do(SetReaders(referral=secret, readers=(p.officers["Rowan"], p.officers["Marta"])))
    sit_as(seat, "Marta", "Police")
    seat.desk.reload()
    qtbot.waitUntil(lambda: "alarm" not in said(screen), timeout=WAIT)
    assert named(screen, "Open it"), "who sits here next opens it again, and that is recorded"


def test_home_and_the_actions_lead_here_in_one_step(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    sit_as(seat, "Callum", FIRE)
    seat.desk.add_screens({"home": HomeScreen, "actions": ActionsScreen, "my_agency": MyAgencyScreen})
    for start in ("home", "actions"):
        seat.desk.go(Place(start))
        settle(seat, qtbot)
        button(seat.window, "My agency").click()
        settle(seat, qtbot)
        assert isinstance(seat.window.screen_on_show(), MyAgencyScreen)
        assert open_card() == actions[0]


def test_the_views_and_empty_ones_say_what_to_do(seat: Seat, qtbot: QtBot) -> None:
    screen = open_page(seat, qtbot)
    assert "Mine 0" in said(screen)
    assert "Arson-proof letterboxes" in said(screen), "without an own action all of the agency are shown"
    screen._chips.setFocus()
    screen._choose_view("mine")
    assert "Your agency has 1 action: choose All Fire and rescue." in said(screen)
    screen._choose_view("done")
    assert "Nothing was finished in the last 12 months." in said(screen)
    sit_as(seat, "Sade", "Children's")
    seat.desk.reload()
    qtbot.waitUntil(lambda: "Children's has no open actions" in said(screen), timeout=WAIT)
    seat.jobs.actor = Actor()
    seat.desk.reload()
    qtbot.waitUntil(lambda: "Choose who you are, at the top right." in said(screen), timeout=WAIT)


def test_every_stop_has_a_name(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    check_stops(open_page(seat, qtbot))


def test_another_hand_elsewhere_leaves_the_typing_alone(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    p = seat.story.p
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_2)
    type_in(focused(), "First vis")
    p.do(
        AddAction(
            action=new_id(),
            text="A new one",
            theme="arson",
            agency=p.agencies[FIRE],
            officer=p.officers["Callum"],
            due=date(2026, 11, 21),
            series=p.series["MAT"],
            at=p.now,
        )
    )
    seat.desk.reload()
    qtbot.waitUntil(lambda: "A new one" in said(screen), timeout=WAIT)
    type_in(QApplication.focusWidget(), "it done")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(
        lambda: bool(p.rows(ActionUpdate, action_id=actions[0], text="First visit done")), timeout=WAIT
    )
