"""A clash at the window: what changes only with more is done again whole, or left as the other wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AddUpdate, AnswerMoreTime
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.drafts import Drafts
from tasking_app.models.action import Action, Deferral
from tasking_app.models.history import TextVersion
from tasking_app.rules.errors import Clash
from tasking_app.ui import catalogue, put_off
from tasking_app.ui.dialogs import clash, half_typed
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import CLOCK, Seat
from tests.ui.kit.hands import press
from tests.ui.windows import CTRL, WAIT, button, said


@pytest.mark.parametrize("verb", ["All mine", "All theirs"])
def test_another_date_is_given_again_with_its_reason(seat: Seat, qtbot: QtBot, verb: str) -> None:
    p, key = seat.story.p, seat.story.actions["letterboxes"]
    due, before = p.row(Action, key).due, len(p.rows(Deferral, action_id=key))

    def later(day: date, reason: str) -> AnswerMoreTime:
        return AnswerMoreTime(
            update=new_id(), deferral=new_id(), action=key, seen=due, due=day, reason=reason, at=p.now
        )

    clashes: list[Clash] = []
    seat.jobs.clashed.connect(clashes.append)
    p.do(later(date(2027, 1, 8), "Theirs"))
    seat.jobs.do(later(date(2027, 1, 15), "Mine"), None, seat.window)
    qtbot.waitUntil(lambda: len(clashes) == 1, timeout=WAIT)
    clash.compare(seat.window, seat.jobs, clashes[0])
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    assert "Friday 15 January" in said(sheet)
    assert "stays in the history" in said(sheet)
    button(sheet, verb).click()
    with qtbot.waitSignal(seat.jobs.settled, timeout=WAIT):
        press(sheet, Qt.Key.Key_Return, CTRL)
    mine = verb == "All mine"
    assert p.row(Action, key).due == date(2027, 1, 15 if mine else 8)
    reasons = [row.reason for row in p.rows(Deferral, action_id=key)]
    assert len(reasons) == before + (2 if mine else 1)
    assert ("Mine" in reasons) is mine
    kept = [row.text for row in p.rows(TextVersion, action_id=key, field="due")]
    assert kept == ([] if mine else ["Friday 15 January 2027. Mine"])


@pytest.fixture
def drafts(seat: Seat, tmp_path: Path) -> Drafts:
    """What is typed at the seat is kept."""
    made = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(made)
    return made


def put_off_one(seat: Seat, qtbot: QtBot, officer: str = "Helen") -> UUID:
    """Two people name a lead officer, and one of them decides later."""
    p, key = seat.story.p, seat.story.actions["letterboxes"]
    seat.jobs.clashed.connect(lambda one: clash.compare(seat.window, seat.jobs, one))
    before = p.row(Action, key).lead_officer_id
    theirs, mine = (
        Edit(
            kind="action",
            row=key,
            changes=changes({"lead_officer_id": before}, {"lead_officer_id": p.officers[name]}),
        )
        for name in ("Rowan", officer)
    )
    p.do(theirs)
    seat.jobs.do(mine)
    qtbot.waitUntil(lambda: isinstance(top_layer(seat.window), clash.Compare), timeout=WAIT)
    return key


def home_of(seat: Seat, qtbot: QtBot) -> HomeScreen:
    seat.desk.add_screens({"home": HomeScreen})
    seat.desk.answer(
        "put_off", lambda place: clash.choose_again(seat.window, seat.jobs, place.part, place.id)
    )
    catalogue.list_choices(seat.desk)
    seat.desk.complete()
    seat.desk.go(Place("home"))
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    screen = seat.desk.screen("home")
    assert isinstance(screen, HomeScreen)
    return screen


def test_a_choice_put_off_waits_at_home_also_after_a_restart(
    seat: Seat, drafts: Drafts, qtbot: QtBot, tmp_path: Path
) -> None:
    key = put_off_one(seat, qtbot)
    home = home_of(seat, qtbot)
    sheet = top_layer(seat.window)
    assert sheet is not None
    press(sheet, Qt.Key.Key_Escape)
    title = f"Two people changed A-{seat.story.p.row(Action, key).number}"
    qtbot.waitUntil(lambda: title in said(home), timeout=WAIT)
    qtbot.waitUntil(lambda: "1 to choose" in seat.window.rail._buttons["home"].accessibleName(), timeout=WAIT)
    assert half_typed.waiting(seat.jobs) == []
    assert drafts.close()
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))  # as the next start does
    assert seat.jobs.drafts()
    button(home, "Choose").click()
    qtbot.waitUntil(lambda: isinstance(top_layer(seat.window), clash.Compare), timeout=WAIT)
    again = top_layer(seat.window)
    assert again is not None
    assert title in said(again)
    assert "Helen Marsden" in said(again)
    button(again, "All mine").click()
    press(again, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: title not in said(home), timeout=WAIT)
    assert seat.story.p.row(Action, key).lead_officer_id == seat.story.p.officers["Helen"]
    assert put_off.waiting(seat.jobs) == []
    kept = [row.text for row in seat.story.p.rows(TextVersion, action_id=key, field="lead_officer_id")]
    assert kept == ["Sgt Rowan Ashdown"]


def test_a_choice_that_was_made_elsewhere_goes_from_home(seat: Seat, drafts: Drafts, qtbot: QtBot) -> None:
    key = put_off_one(seat, qtbot)
    home, p = home_of(seat, qtbot), seat.story.p
    sheet = top_layer(seat.window)
    assert sheet is not None
    button(sheet, "Decide later").click()
    qtbot.waitUntil(lambda: "Choose" in said(home), timeout=WAIT)
    there = {"lead_officer_id": p.officers["Rowan"]}
    p.do(Edit(kind="action", row=key, changes=changes(there, {"lead_officer_id": p.officers["Helen"]})))
    told: list[str] = []
    seat.jobs.told.connect(lambda words, _: told.append(words))
    button(home, "Choose").click()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told == [clash.NONE_LEFT]
    assert put_off.waiting(seat.jobs) == []
    assert top_layer(seat.window) is None
    assert drafts.flush()


def test_updates_are_told_to_be_kept_beside_the_choice(seat: Seat, drafts: Drafts, qtbot: QtBot) -> None:
    p, key = seat.story.p, seat.story.actions["letterboxes"]
    for text in ("Agreed in the meeting.", "One worker is off sick."):
        p.do(AddUpdate(update=new_id(), action=key, text=text, at=CLOCK))
    put_off_one(seat, qtbot)
    sheet = top_layer(seat.window)
    assert sheet is not None
    words = said(sheet)
    assert "Both are kept, in time order" in words
    assert words.index("Agreed in the meeting.") < words.index("One worker is off sick.")
    assert drafts.flush()
