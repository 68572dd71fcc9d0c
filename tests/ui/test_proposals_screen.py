"""Requests decided by keyboard: row by row, with a reason, undone as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerMoreTime
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.proposal import Propose
from tasking_app.drafts import Drafts
from tasking_app.models.action import Action, Deferral
from tasking_app.models.proposal import Proposal
from tasking_app.records.proposal import ProposalPage
from tasking_app.services import proposal, proposal_pages
from tasking_app.ui.parts.proposal_pane import ProposalPane
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.proposals import ProposalsScreen
from tasking_app.ui.widgets.choices import CheckBox
from tests.services.test_my_agency import at_desk
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_my_agency import sit_as
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT, button, check_stops, named, rows, said

FIRE = "Fire and rescue"
LATER = date(2027, 1, 8)


def more_time(seat: Seat, action: UUID) -> Command:
    p = seat.story.p
    seen = p.row(Action, action).due
    return AnswerMoreTime(
        update=new_id(), deferral=new_id(), action=action, seen=seen, due=LATER, reason="Parts", at=p.now
    )


def ask(seat: Seat, *actions: UUID, source: str = "list", problem: str = "") -> UUID:
    """Callum asks for more time for some actions; a problem stands in the last row."""
    p = at_desk(seat.story.p)
    steps = [
        proposal.step(more_time(seat, action), f"Row {number}", action)
        for number, action in enumerate(actions, 1)
    ]
    if problem:
        steps[-1] = proposal.step(more_time(seat, actions[-1]), f"Row {len(steps)}", actions[-1], problem)
    key = new_id()
    p.do(Propose(proposal=key, series=p.series["MAT"], source=source, steps=tuple(steps)))
    return key


@pytest.fixture
def actions(seat: Seat) -> list[UUID]:
    return [seat.story.p.act(f"Action {number}", FIRE) for number in range(1, 4)]


def open_page(seat: Seat, qtbot: QtBot, key: UUID | None = None) -> ProposalsScreen:
    seat.desk.add_screens({"home": HomeScreen, "proposals": ProposalsScreen})
    seat.desk.go(Place("proposals", key))
    screen = seat.desk.screen("proposals")
    assert isinstance(screen, ProposalsScreen)
    settle(seat, qtbot)
    return screen


def on_show(screen: ProposalsScreen) -> ProposalPage:
    pane = screen.findChild(ProposalPane)
    assert isinstance(pane, ProposalPane)
    page = pane.page()
    assert page is not None
    return page


def page_of(seat: Seat, key: UUID) -> ProposalPage:
    p = seat.story.p
    return p.store.ask(p.actor, lambda work: proposal_pages.page(work, key))


def ticks(screen: ProposalsScreen) -> list[CheckBox]:
    return [one for one in rows(screen, CheckBox) if isinstance(one, CheckBox)]


def test_some_rows_are_accepted_in_one_step_and_undone_as_a_whole(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    p = seat.story.p
    key = ask(seat, *actions)
    screen = open_page(seat, qtbot)
    assert named(screen, "Accept 3 of 3")
    ticks(screen)[1].setFocus()
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page_of(seat, key).row.state == "accepted", timeout=WAIT)
    assert [p.row(Action, one).due == LATER for one in actions] == [True, False, True]
    settle(seat, qtbot)
    qtbot.waitUntil(lambda: bool(named(screen, "Undo the whole")), timeout=WAIT)
    button(screen, "Undo the whole").setFocus()
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page_of(seat, key).row.state == "waiting", timeout=WAIT)
    assert [p.row(Action, one).due == LATER for one in actions] == [False, False, False]
    assert p.rows(Deferral, new_due=LATER, withdrawn_at=None) == []


def test_the_oldest_waits_first_and_the_next_follows_a_decision(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    first, second = (ask(seat, action, source="more_time") for action in actions[:2])
    screen = open_page(seat, qtbot)
    assert on_show(screen).row.id == first
    assert "2 waiting" in seat.window.top._subtitle.text()
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: on_show(screen).row.id == second, timeout=WAIT)
    assert page_of(seat, first).row.state == "accepted"
    press(focused(), Qt.Key.Key_Up)
    press(focused(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: on_show(screen).row.id == first, timeout=WAIT)
    qtbot.waitUntil(lambda: "Accepted by Jo Fenwick" in said(screen), timeout=WAIT)


def test_a_problem_is_named_in_its_row_which_has_no_tick(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    p = seat.story.p
    ask(seat, *actions, problem="A-9 is closed already.")
    screen = open_page(seat, qtbot)
    assert len(ticks(screen)) == 2
    assert "A-9 is closed already." in said(screen)
    assert named(screen, "Accept 2 of 3")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Deferral, new_due=LATER)) == 2, timeout=WAIT)


def test_what_changed_meanwhile_is_said_and_nothing_is_half_done(
    seat: Seat, qtbot: QtBot, actions: list[UUID]
) -> None:
    p = seat.story.p
    key = ask(seat, *actions)
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=actions[2], seen="not_started", at=p.now))
    screen = open_page(seat, qtbot)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Row 3: " in said(screen) and "closed already" in said(screen), timeout=WAIT)
    assert page_of(seat, key).row.state == "waiting"
    assert p.row(Action, actions[0]).due != LATER
    ticks(screen)[2].setFocus()
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Action, actions[0]).due == LATER, timeout=WAIT)


def test_declining_asks_why_and_keeps_the_reason_typed(
    seat: Seat, qtbot: QtBot, actions: list[UUID], tmp_path: Path
) -> None:
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))
    key = ask(seat, actions[0], source="more_time")
    screen = open_page(seat, qtbot)
    button(screen, "Decline…").setFocus()
    press(focused(), Qt.Key.Key_Space)
    type_in(focused(), "The hearing is")
    press(focused(), Qt.Key.Key_Escape)
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_End)
    type_in(focused(), " on Friday")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page_of(seat, key).row.state == "declined", timeout=WAIT)
    assert page_of(seat, key).row.reason == "The hearing is on Friday"
    qtbot.waitUntil(lambda: "The hearing is on Friday" in said(screen), timeout=WAIT)


def test_who_asked_takes_back_and_does_not_decide(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    key = ask(seat, actions[0], source="more_time")
    sit_as(seat, "Callum", FIRE)
    screen = open_page(seat, qtbot, key)
    assert not named(screen, "Accept")
    assert not ticks(screen)
    assert "The chair or the co-ordinator of the series decides this." in said(screen)
    press(focused(), Qt.Key.Key_Return, CTRL)
    settle(seat, qtbot)
    assert not screen._pane._problem.isVisible(), "nothing was sent that would be refused"
    assert page_of(seat, key).row.state == "waiting"
    button(screen, "Take back").setFocus()
    press(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page_of(seat, key).row.state == "taken_back", timeout=WAIT)
    assert len(seat.story.p.rows(Proposal)) == 1


def test_home_leads_to_what_waits(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    for action in actions:
        ask(seat, action, source="more_time")
    screen = open_page(seat, qtbot)
    seat.desk.go(Place("home"))
    home = seat.desk.screen("home")
    qtbot.waitUntil(lambda: "3 requests wait for a decision" in said(home), timeout=WAIT)
    review = next(one for one in rows(home, type(screen._mail)) if "3 requests" in one.accessibleName())
    review.setFocus()
    press(focused(), Qt.Key.Key_Space)
    settle(seat, qtbot)
    assert seat.window.screen_on_show() is screen


def test_a_long_list_is_there_to_its_last_row(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    p = at_desk(seat.story.p)
    steps = tuple(
        proposal.step(
            AddUpdate(update=new_id(), action=actions[0], text=f"x{n}", at=p.now), f"Row {n}", actions[0]
        )
        for n in range(100)
    )
    p.do(Propose(proposal=new_id(), series=p.series["MAT"], source="list", steps=steps))
    screen = open_page(seat, qtbot)
    qtbot.waitUntil(lambda: len(ticks(screen)) == 100, timeout=WAIT)
    assert named(screen, "Accept 100 of 100")
    assert ticks(screen)[-1].accessibleName() == "Accept: Row 99"


def test_without_requests_it_says_what_comes_here(seat: Seat, qtbot: QtBot) -> None:
    screen = open_page(seat, qtbot)
    assert "No request waits" in said(screen)
    check_stops(seat.window)


def test_every_stop_has_a_name(seat: Seat, qtbot: QtBot, actions: list[UUID]) -> None:
    ask(seat, *actions, problem="It is late.")
    check_stops(open_page(seat, qtbot))
