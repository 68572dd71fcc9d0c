"""Updates from an e-mail by keyboard: read, looked at, accepted in one step, and what cannot be is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AnswerDone
from tasking_app.commands.base import new_id
from tasking_app.drafts import Drafts
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.proposal import Proposal
from tasking_app.ui.dialogs import pasted_list
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.proposals import ProposalsScreen
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT, check_stops, said


@pytest.fixture
def numbers(seat: Seat) -> dict[str, int]:
    """Three open actions and one that is closed, by number."""
    p = seat.story.p
    keys = {name: p.act(name, "Housing") for name in ("first", "second", "third", "closed")}
    done = AnswerDone(update=new_id(), outcome=new_id(), action=keys["closed"], seen="not_started", at=p.now)
    p.do(done)
    return {name: p.row(Action, key).number for name, key in keys.items()}


def row(seat: Seat, number: int) -> Action:
    return seat.story.p.rows(Action, number=number)[0]


def open_sheet(seat: Seat, qtbot: QtBot) -> Layer:
    seat.desk.add_screens({"actions": ActionsScreen, "proposals": ProposalsScreen})
    seat.desk.answer("pasted", lambda _: pasted_list.paste(seat.window, seat.jobs, seat.desk.go))
    seat.desk.go(Place("actions"))
    settle(seat, qtbot)
    seat.desk.go(Place("pasted"))
    sheet = top_layer(seat.window)
    assert sheet is not None
    return sheet


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    press(focused(), Qt.Key.Key_V, CTRL)


def test_a_mail_becomes_updates_that_are_accepted_in_one_step(
    seat: Seat, qtbot: QtBot, numbers: dict[str, int]
) -> None:
    p = seat.story.p
    sheet = open_sheet(seat, qtbot)
    paste(
        f"Hi Jo,\nhere we are:\n\nA-{numbers['first']} done: keys changed\n"
        f"A-{numbers['second']} to 8/1/27: no parts\nA-{numbers['third']}: visited twice\n\n"
        "Kind regards\nMarta"
    )
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3 rows can be accepted" in said(sheet), timeout=WAIT)
    assert "4 lines name no action and stay out" in said(sheet)
    assert "Line 8: Kind regards" in said(sheet)
    assert p.rows(Proposal) == []
    press(focused(), Qt.Key.Key_Return, CTRL)
    screen = seat.desk.screen("proposals")
    qtbot.waitUntil(lambda: seat.window.screen_on_show() is screen, timeout=WAIT)
    qtbot.waitUntil(lambda: "Accept 3 of 3" in said(screen), timeout=WAIT)
    assert row(seat, numbers["first"]).status == "not_started"
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: row(seat, numbers["first"]).status == "done", timeout=WAIT)
    assert row(seat, numbers["second"]).due == date(2027, 1, 8)
    assert [one.text for one in p.rows(ActionUpdate, action_id=row(seat, numbers["third"]).id)] == [
        "visited twice"
    ]
    settle(seat, qtbot)
    seat.jobs.undo()
    qtbot.waitUntil(lambda: row(seat, numbers["first"]).status == "not_started", timeout=WAIT)
    assert row(seat, numbers["second"]).due == date(2026, 12, 11)


def test_the_same_list_again_is_said_and_not_ticked(
    seat: Seat, qtbot: QtBot, numbers: dict[str, int]
) -> None:
    p = seat.story.p
    mail = f"A-{numbers['first']} done: keys changed\nA-{numbers['third']}: visited twice"
    for more in ("", f"\nA-{numbers['second']} on track\nA-{numbers['second']} on track"):
        sheet = open_sheet(seat, qtbot)
        paste(mail + more)
        press(focused(), Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda sheet=sheet: "can be accepted" in said(sheet), timeout=WAIT)  # type: ignore[misc]  # bound here
        again = ". 3 rows are there already and not ticked" in said(sheet)
        assert again == bool(more)
        press(focused(), Qt.Key.Key_Return, CTRL)
        settle(seat, qtbot)
    screen = seat.desk.screen("proposals")
    qtbot.waitUntil(lambda: "Accept 1 of 4" in said(screen), timeout=WAIT)
    assert said(screen).count("which waits to be decided") >= 2
    assert "Twice in this list. The first of them is enough." in said(screen)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: row(seat, numbers["second"]).status == "under_way", timeout=WAIT)
    assert row(seat, numbers["first"]).status == "not_started"
    assert [one.state for one in p.rows(Proposal)].count("accepted") == 1


def test_what_cannot_be_taken_is_named_by_line(seat: Seat, qtbot: QtBot, numbers: dict[str, int]) -> None:
    sheet = open_sheet(seat, qtbot)
    paste(
        f"A-999 done\nA-{numbers['closed']} on track\nA-{numbers['second']} to 1/11/26: late\n"
        f"A-{numbers['third']} drop\nA-{numbers['first']} done"
    )
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "1 row can be accepted, 4 rows cannot" in said(sheet), timeout=WAIT)
    for sentence in (
        "Line 1: there is no action A-999.",
        f"A-{numbers['closed']} is closed already.",
        "Sunday 1 November 2026 is in the past.",
        "Line 4 does not say why.",
    ):
        assert sentence in said(sheet)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hello Jo, nothing new", "No line here begins with an action"),
        ("A-998 done\nA-999 done", "None of these actions is known here."),
        ("x" * 200_001, "too long"),
    ],
)
def test_a_text_without_updates_says_so(seat: Seat, qtbot: QtBot, text: str, sentence: str) -> None:
    sheet = open_sheet(seat, qtbot)
    paste(text)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sentence in said(sheet), timeout=WAIT)
    assert seat.story.p.rows(Proposal) == []


def test_other_text_is_read_again_before_it_is_sent(
    seat: Seat, qtbot: QtBot, numbers: dict[str, int]
) -> None:
    sheet = open_sheet(seat, qtbot)
    text = focused()
    paste(f"A-{numbers['first']} done")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "1 row can be accepted" in said(sheet), timeout=WAIT)
    text.setFocus()
    paste(f"\nA-{numbers['second']} on track")
    assert "can be accepted" not in said(sheet)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "2 rows can be accepted" in said(sheet), timeout=WAIT)
    check_stops(sheet)


def test_the_pasted_text_is_there_until_it_is_sent(
    seat: Seat, qtbot: QtBot, tmp_path: Path, numbers: dict[str, int]
) -> None:
    drafts = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(drafts)

    def kept() -> list[str]:
        return [one.text for one in drafts.all()]

    line = f"A-{numbers['first']} done"
    sheet = open_sheet(seat, qtbot)
    paste(line)
    assert kept() == [line]
    press(focused(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet = open_sheet(seat, qtbot)
    again = focused()
    assert isinstance(again, QTextEdit)
    assert again.toPlainText() == line
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "1 row can be accepted" in said(sheet), timeout=WAIT)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(seat.story.p.rows(Proposal)) == 1, timeout=WAIT)
    settle(seat, qtbot)
    assert kept() == []
