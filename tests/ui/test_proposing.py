"""Any officer proposes a referral or an agenda item; the chair accepts or declines with a reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.proposal import AcceptProposal, DeclineProposal
from tasking_app.models.meeting import AgendaItem, Placing
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.models.referral import Referral
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.prepare import PrepareScreen
from tasking_app.ui.screens.referrals import ReferralsScreen
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_my_agency import open_page, sit_as
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT, button, field, named, rows, said

TITLE = "Motorbikes on Alder Fields"


def new_referral(seat: Seat, qtbot: QtBot, name: str, agency: str) -> QWidget:
    """The sheet with a title typed, as one officer has it."""
    sit_as(seat, name, agency)
    seat.desk.add_screens({"referrals": ReferralsScreen})
    seat.desk.go(Place("referrals", part="new"))
    settle(seat, qtbot)
    sheet = top_layer(seat.window)
    assert sheet is not None
    title = field(sheet, "In a few words, fit for the room")
    title.setFocus()
    type_in(title, TITLE)
    return sheet


def test_an_officer_proposes_a_referral_with_a_place_on_the_agenda(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    before = len(p.rows(Referral))
    sheet = new_referral(seat, qtbot, "Marta", "Housing")
    assert named(sheet, "Propose it")[0].accessibleName() == "Propose it"
    place = next(one for one in rows(sheet, CheckBox) if "ask for a place" in one.accessibleName())
    place.setFocus()
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Proposal)) == 1, timeout=WAIT)
    assert len(p.rows(Referral)) == before, "it waits"
    words = [step.words for step in p.rows(ProposalStep)]
    assert words[0] == f"{TITLE}. Anti-social behaviour, place, lead Housing."
    assert words[1].startswith("A place for it on the agenda of ")
    (asked,) = p.rows(Proposal)
    steps = tuple(step.id for step in p.rows(ProposalStep))
    p.do(AcceptProposal(proposal=asked.id, steps=steps))
    (made,) = p.rows(Referral, title=TITLE)
    assert made.status == "active"
    assert len(p.rows(Placing, referral_id=made.id)) == 1


def test_who_decides_sends_it_and_may_propose_as_well(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    sheet = new_referral(seat, qtbot, "Jo", "Council")
    first = [one.text() for one in rows(sheet, type(button(sheet, "Propose it")))]  # type: ignore[attr-defined]  # buttons
    assert first.index("Send to be accepted") < first.index("Propose it")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Referral, title=TITLE)) == 1, timeout=WAIT)
    assert p.rows(Proposal) == []


def test_a_restricted_one_is_not_proposed_and_nothing_is_lost(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    sheet = new_referral(seat, qtbot, "Marta", "Housing")
    restricted = next(one for one in rows(sheet, QWidget) if one.accessibleName().startswith("Restricted."))
    restricted.setFocus()
    press(focused(), Qt.Key.Key_2)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "A proposal is read by everybody in the series." in said(sheet), timeout=WAIT)
    assert p.rows(Proposal) == []
    assert sheet.isVisible()
    assert field(sheet, "In a few words, fit for the room").property("text") == TITLE


def test_the_same_referral_twice_says_so(seat: Seat, qtbot: QtBot) -> None:
    for _ in range(2):
        sheet = new_referral(seat, qtbot, "Marta", "Housing")
        press(focused(), Qt.Key.Key_Return, CTRL)
        settle(seat, qtbot)
    qtbot.waitUntil(lambda: "has asked for this already" in said(sheet), timeout=WAIT)
    assert len(seat.story.p.rows(Proposal)) == 1


def test_the_proposer_sees_why_it_was_declined(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    new_referral(seat, qtbot, "Marta", "Housing")
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Proposal)) == 1, timeout=WAIT)
    (asked,) = p.rows(Proposal)
    p.do(DeclineProposal(proposal=asked.id, reason="The police have it as R-3"))
    screen = open_page(seat, qtbot, "Marta", "Housing")
    qtbot.waitUntil(lambda: "Jo Fenwick: The police have it as R-3" in said(screen), timeout=WAIT)
    assert TITLE in said(screen)


def ask_for_item(seat: Seat, qtbot: QtBot, words: str) -> None:
    """Ctrl J on the agenda of December."""
    ask_words.keep_in(seat.jobs)
    meeting = seat.story.p.plan(date(2026, 12, 17))
    seat.desk.add_screens({"prepare": PrepareScreen})
    seat.desk.go(Place("prepare", meeting))
    settle(seat, qtbot)
    assert seat.desk.screen("prepare").add_here()
    type_in(focused(), words)
    press(focused(), Qt.Key.Key_Return)
    settle(seat, qtbot)


def test_an_officer_proposes_an_agenda_item(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    sit_as(seat, "Rowan", "Police")
    ask_for_item(seat, qtbot, "!! Winter patrol plan")
    qtbot.waitUntil(lambda: len(p.rows(Proposal)) == 1, timeout=WAIT)
    (step,) = p.rows(ProposalStep)
    assert step.words == "Winter patrol plan. On the agenda of Thursday 17 December, urgent"
    assert p.rows(AgendaItem, title="Winter patrol plan") == []
    p.do(AcceptProposal(proposal=step.proposal_id, steps=(step.id,)))
    assert [one.urgent for one in p.rows(AgendaItem, title="Winter patrol plan")] == [True]


def test_who_decides_adds_it_at_once(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    ask_for_item(seat, qtbot, "Winter patrol plan")
    qtbot.waitUntil(lambda: len(p.rows(AgendaItem, title="Winter patrol plan")) == 1, timeout=WAIT)
    assert p.rows(Proposal) == []
