"""The item about the last minutes, by keyboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.drafts import Drafts
from tasking_app.models.approval import Correction
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.ui.layouts import column
from tasking_app.ui.panels.frozen_text import ParagraphRow
from tasking_app.ui.panels.last_minutes import LastMinutesPanel
from tasking_app.ui.screen import Place, Screen
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import (
    CTRL,
    WAIT,
    button,
    field,
    named,
    rows,
    said,
)


@pytest.fixture
def panel(seat: Seat, qtbot: QtBot) -> LastMinutesPanel:
    made = LastMinutesPanel(seat.jobs)
    screen = Screen()
    screen.setLayout(column(made, gap=0))
    seat.window.show_screen(screen)
    made.show_item(seat.story.meeting, seat.story.p.item(seat.story.meeting, "minutes"))
    qtbot.waitUntil(lambda: len(rows(made, ParagraphRow)) == 7, timeout=WAIT)
    return made


def test_last_minutes_are_agreed_with_a_correction_by_keyboard(
    seat: Seat, qtbot: QtBot, panel: LastMinutesPanel
) -> None:
    p = seat.story.p
    number = field(panel, "Go to paragraph")
    number.setFocus()
    type_in(number, "6.3")
    press(number, Qt.Key.Key_Return)
    assert focused().accessibleName().startswith("Paragraph 6.3. Youth workers")
    press(focused(), Qt.Key.Key_Return)
    assert focused().accessibleName() == "It should read"
    press(panel, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Meeting, seat.story.last).stage == "agreed", timeout=WAIT)
    qtbot.waitUntil(lambda: seat.jobs.can_undo() == "Minutes agreed", timeout=WAIT)
    seat.jobs.undo()
    qtbot.waitUntil(lambda: p.row(Meeting, seat.story.last).stage == "approved", timeout=WAIT)
    panel.reload()
    qtbot.waitUntil(lambda: len(named(panel, "Agreed as it stands")) == 1, timeout=WAIT)

    press(rows(panel, ParagraphRow)[2], Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_A, CTRL)
    type_in(focused(), "Youth workers came on Thursday.")
    press(panel, Qt.Key.Key_Return, CTRL)
    assert "Add this correction or leave it first." in said(panel)
    button(panel, "Add correction").click()
    qtbot.waitUntil(lambda: "Agreed with 1 correction" in said(panel), timeout=WAIT)
    press(panel, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: p.row(Meeting, seat.story.last).stage == "agreed", timeout=WAIT)
    found = p.rows(Correction, meeting_id=seat.story.last)
    assert [(one.paragraph, one.should_read) for one in found] == [("6.3", "Youth workers came on Thursday.")]
    assert found[0].agreed_at is not None


def test_last_minutes_are_held_over(seat: Seat, qtbot: QtBot, panel: LastMinutesPanel) -> None:
    button(panel, "Not yet, hold over").click()
    words = "The minutes of 15 October 2026 were held over to the next meeting."
    qtbot.waitUntil(lambda: len(seat.story.p.rows(Line, text=words)) == 1, timeout=WAIT)
    assert seat.story.p.row(Meeting, seat.story.last).stage == "approved"


def test_matters_arising_are_those_late_or_done(seat: Seat, qtbot: QtBot, panel: LastMinutesPanel) -> None:
    asked: list[Place] = []
    panel.go.connect(asked.append)
    button(panel, "A-1 late").click()
    assert asked == [Place("actions", seat.story.actions["closure"])]
    assert len(named(panel, "A-3 done")) == 1


def test_a_correction_being_typed_is_there_after_the_program_ended(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    words = "Youth workers came on Thursday."
    for started in (1, 2):
        drafts = Drafts(tmp_path / "tasking.db", None)
        seat.jobs.keep_drafts_in(drafts)
        panel = LastMinutesPanel(seat.jobs)
        screen = Screen()
        screen.setLayout(column(panel, gap=0))
        seat.window.show_screen(screen)
        panel.show_item(seat.story.meeting, seat.story.p.item(seat.story.meeting, "minutes"))
        qtbot.waitUntil(partial(_is_shown, panel), timeout=WAIT)
        if started == 1:
            press(rows(panel, ParagraphRow)[2], Qt.Key.Key_Return)
            press(focused(), Qt.Key.Key_A, CTRL)
            type_in(focused(), words)
        else:
            qtbot.waitUntil(lambda: focused().accessibleName() == "It should read", timeout=WAIT)
            assert focused().property("plainText") == words
        drafts.close()


def _is_shown(panel: LastMinutesPanel) -> bool:
    return len(rows(panel, ParagraphRow)) == 7
