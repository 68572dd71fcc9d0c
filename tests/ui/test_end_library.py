"""Everything after the meeting, through the real windows: closing, papers, approval, library, export."""

from __future__ import annotations

import hashlib

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.meeting import CloseMeeting
from tasking_app.models.action import Action
from tasking_app.models.approval import Paper
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting, Placing
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.panels.carry_row import CarryRow
from tasking_app.ui.panels.fix_row import FixRow
from tasking_app.ui.panels.made_row import MadeRow
from tasking_app.ui.panels.paper_rows import PaperRows
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.done import DoneScreen
from tasking_app.ui.screens.end import EndScreen
from tasking_app.ui.widgets.combos import Combo
from tests.services.paper_story import paper, put_right
from tests.ui.conftest import CLOCK, Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import (
    CTRL,
    WAIT,
    button,
    check_stops,
    named,
    open_done,
    open_end,
    open_export,
    open_library,
    rows,
    said,
    saved_papers,
)


def test_each_thing_is_fixed_where_it_stands_by_keyboard(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    end = open_end(seat, qtbot)
    end.setFocus()
    press(end, Qt.Key.Key_Return, CTRL)
    assert "3 things to fix before you can close" in seat.window.messages.text()
    assert focused().accessibleName().startswith("Give it to an agency")

    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(focused(), Combo), timeout=WAIT)
    agency = focused()
    assert isinstance(agency, Combo)
    assert agency.accessibleName() == "Which agency"
    while agency.currentText() != "Housing":
        press(agency, Qt.Key.Key_Down)
    press(button(end, "Give it"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(end, FixRow)) == 2, timeout=WAIT)
    given = p.rows(Action, text="Visit the two residents who named Person B")
    assert [(one.lead_agency_id, one.theme) for one in given] == [(p.agencies["Housing"], "asb")]
    assert p.rows(Line, kind="note", text="@someone visit the two residents who named Person B")[
        0
    ].withdrawn_at

    qtbot.waitUntil(lambda: focused().accessibleName().startswith("Why it was decided"), timeout=WAIT)
    type_in(focused(), "No calls for 90 days")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(end, FixRow)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: focused().accessibleName().startswith("Told today"), timeout=WAIT)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Close the meeting", timeout=WAIT)
    press(end, Qt.Key.Key_Return, CTRL)
    done = seat.desk.screen("done")
    assert isinstance(done, DoneScreen)
    qtbot.waitUntil(lambda: done.hero.title() == "The minutes are ready", timeout=WAIT)
    assert p.row(Meeting, seat.story.meeting).stage == "draft_minutes"


def test_a_victim_who_cannot_be_told_needs_the_reason(seat: Seat, qtbot: QtBot) -> None:
    end = open_end(seat, qtbot)
    row = rows(end, FixRow)[2]
    button(row, "Cannot be told, because…").click()
    assert focused().accessibleName().startswith("Why the victim cannot be told")
    button(row, "Keep the reason").click()
    assert len(rows(end, FixRow)) == 3
    type_in(focused(), "Moved away without an address")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(end, FixRow)) == 2, timeout=WAIT)


def test_typing_stays_when_somebody_else_changes_something(seat: Seat, qtbot: QtBot) -> None:
    end = open_end(seat, qtbot)
    field = next(one for one in rows(end, QWidget) if one.accessibleName().startswith("Why it was decided"))
    field.setFocus()
    type_in(field, "No calls")
    seat.story.p.act("Check the lights", due=seat.story.p.row(Meeting, seat.story.meeting).held_on)
    with qtbot.waitSignal(seat.jobs.idle, timeout=WAIT):
        end.reload()
    type_in(focused(), " for 90 days")
    assert focused() is field
    assert field.property("text") == "No calls for 90 days"


def test_business_is_left_out_and_put_back(seat: Seat, qtbot: QtBot) -> None:
    end = open_end(seat, qtbot)
    first = rows(end, CarryRow)[0]
    assert "Young people at Linden Rec" in first.accessibleName()
    button(first, "Leave out").click()
    qtbot.waitUntil(lambda: bool(named(end, "Put back")), timeout=WAIT)
    placing = seat.story.p.rows(
        Placing, meeting_id=seat.story.meeting, referral_id=seat.story.referrals["linden"]
    )
    assert placing[0].left_out == "Left out at the end of the meeting"
    button(end, "Put back").click()
    qtbot.waitUntil(lambda: not named(end, "Put back"), timeout=WAIT)


@pytest.mark.parametrize("seat", ["open", "restricted"], indirect=True)
def test_closing_makes_the_papers_at_once(seat: Seat, qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    done = open_done(seat, qtbot)
    restricted = "secret" in seat.story.referrals
    names = {"2026-11-19 Tasking minutes.pdf", "2026-11-19 Tasking action plan.pdf"}
    names |= {"2026-11-19 Tasking annex.pdf"} if restricted else set()
    found = saved_papers(seat)
    assert set(found) == names
    noted = {one.file_name: one.sha256 for one in seat.story.p.rows(Paper)}
    assert noted == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    assert "Draft 1, not yet approved" in done.preview.text()
    assert done.preview.page_count() == len(pypdfium2.PdfDocument(found["2026-11-19 Tasking minutes.pdf"]))
    said = " ".join(row.accessibleName() for row in rows(done, MadeRow))
    assert "Chair to approve" in said
    assert "Agenda for 17 December" in said
    assert ("Annex" in said) == restricted


def test_the_chair_approves_on_the_spot(seat: Seat, qtbot: QtBot) -> None:
    done = open_done(seat, qtbot)
    button(done, "Approve").setFocus()
    press(focused(), Qt.Key.Key_Return)
    assert focused().accessibleName().startswith("Not yet")
    assert seat.story.p.row(Meeting, seat.story.meeting).stage == "draft_minutes"
    button(done, "Approve now").setFocus()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done.hero.title() == "The minutes are approved", timeout=WAIT)
    qtbot.waitUntil(lambda: "Approved by the chair" in done.preview.text(), timeout=WAIT)
    assert done.whole.isVisible()
    assert seat.story.p.row(Meeting, seat.story.meeting).stage == "approved"
    qtbot.waitUntil(lambda: len(seat.story.p.rows(Paper, edition="Approved")) == 1, timeout=WAIT)


def test_a_paper_that_cannot_be_saved_is_said_and_tried_again(seat: Seat, qtbot: QtBot) -> None:
    seat.papers.write_text("a file where the folder should be")
    put_right(seat.story)
    seat.desk.add_screens({"end": EndScreen, "done": DoneScreen})
    seat.desk.go(Place("end", seat.story.meeting))
    end, done = seat.desk.screen("end"), seat.desk.screen("done")
    assert isinstance(end, EndScreen)
    assert isinstance(done, DoneScreen)
    qtbot.waitUntil(end.ready, timeout=WAIT)
    end.close_meeting()
    qtbot.waitUntil(lambda: done.hero.title() == "Not all papers were saved", timeout=WAIT)
    assert "Draft 1, not yet approved" in done.preview.text()
    seat.papers.unlink()
    again = named(done, "Try again")
    assert len(again) == 2
    for one in again:
        one.click()
    qtbot.waitUntil(lambda: done.hero.title() == "The minutes are ready", timeout=WAIT)
    assert len(saved_papers(seat)) == 2


def test_the_library_shows_every_meeting_and_opens_its_minutes(seat: Seat, qtbot: QtBot) -> None:
    library = open_library(seat, qtbot)
    words = [one.words for one in library.list.meetings.rows_shown()]
    assert words == ["Under way", "Approved"]
    assert library.kept.shown() == seat.story.last
    library.list.meetings.setFocus()
    press(library.list.meetings, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Calls to police fell from 9 to 6" in library.kept.preview.text(), timeout=WAIT)
    assert library.kept.same.text() == "No copy of this paper was saved yet."
    assert rows(library, PaperRows)


def test_words_are_found_in_every_minute(seat: Seat, qtbot: QtBot) -> None:
    library = open_library(seat, qtbot)
    library.list.meetings.setFocus()
    press(library.list.meetings, Qt.Key.Key_Slash)
    type_in(focused(), "bin fires")
    qtbot.waitUntil(lambda: len(library.list.hits.rows_shown()) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: library.kept.shown() == seat.story.meeting, timeout=WAIT)
    press(focused(), Qt.Key.Key_Return)
    assert focused() is library.list.hits
    library.list.search.clear()
    qtbot.waitUntil(library.list.meetings.isVisible, timeout=WAIT)


def _three_pages() -> bytes:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    painter = QPainter(writer)
    for _ in range(2):
        writer.newPage()
    painter.end()
    return bytes(kept.data().data())


def test_pages_of_the_preview_turn_from_the_list(seat: Seat, qtbot: QtBot) -> None:
    library = open_library(seat, qtbot)
    library.kept.preview.show_bytes(_three_pages(), "Minutes")
    library.list.meetings.setFocus()
    before = library.kept.shown()
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(focused(), key)
        seen.append(library.kept.preview.page())
    assert seen == [1, 0]
    assert focused() is library.list.meetings
    assert library.kept.shown() == before


@pytest.mark.parametrize("seat", ["restricted"], indirect=True)
def test_restricted_minutes_are_not_searched(seat: Seat, qtbot: QtBot) -> None:
    library = open_library(seat, qtbot)
    library.list.search.setFocus()
    type_in(focused(), "refuge")
    qtbot.waitUntil(lambda: "No minutes hold" in said(library), timeout=WAIT)


def test_a_draft_is_approved_from_the_library(seat: Seat, qtbot: QtBot) -> None:
    put_right(seat.story)
    seat.story.p.do(CloseMeeting(meeting=seat.story.meeting, at=CLOCK))
    library = open_library(seat, qtbot)
    qtbot.waitUntil(lambda: library.kept.shown() == seat.story.meeting, timeout=WAIT)
    button(library, "Approve").click()
    assert focused().accessibleName() == "Not yet"
    button(library, "Approve now").click()
    qtbot.waitUntil(lambda: "Approved by the chair" in library.kept.preview.text(), timeout=WAIT)
    assert seat.story.p.row(Meeting, seat.story.meeting).stage == "approved"


def test_everything_that_takes_focus_has_a_name_and_a_target(seat: Seat, qtbot: QtBot) -> None:
    end = open_end(seat, qtbot)
    library = open_library(seat, qtbot)
    check_stops(library)
    dialog = ExportDialog(seat.jobs)
    open_export(seat, qtbot, dialog)
    check_stops(dialog)
    dialog.close_layer()
    seat.desk.go(Place("end", seat.story.meeting))
    check_stops(end)


def test_a_reopened_meeting_closes_again_as_the_next_draft(seat: Seat, qtbot: QtBot) -> None:
    done = open_done(seat, qtbot)
    asked: list[Place] = []
    seat.window.place_asked.disconnect()
    done.go.connect(asked.append)
    button(done, "Reopen the meeting").click()
    qtbot.waitUntil(lambda: Place("meeting", seat.story.meeting) in asked, timeout=WAIT)
    assert seat.story.p.row(Meeting, seat.story.meeting).stage == "in_progress"
    seat.story.p.do(CloseMeeting(meeting=seat.story.meeting, at=CLOCK))
    assert paper(seat.story.p, "minutes", seat.story.meeting).edition == "Draft 2"
