"""An extraordinary meeting planned by keyboard, with what it is for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.models.meeting import Meeting
from tasking_app.ui.dialogs import meeting_facts
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.fields import Field
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.meeting.conftest import named
from tests.ui.windows import CTRL, WAIT, said


def test_an_extraordinary_meeting_says_what_it_is_for(seat: Seat, qtbot: QtBot) -> None:
    planned: list[object] = []
    meeting_facts.plan(seat.window, seat.jobs, planned.append)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    tick = named(sheet, CheckBox, "Extraordinary")
    assert tick is not None
    press(tick, Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Say what the extraordinary meeting is for" in said(sheet), timeout=WAIT)
    assert planned == []
    field = next(one for one in sheet.findChildren(Field) if "extraordinary" in one.edit.accessibleName())
    type_in(field.edit, "Fires at Holme Court")
    press(field.edit, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(planned), timeout=WAIT)
    row = next(one for one in seat.story.p.rows(Meeting) if one.id == planned[0])
    assert (row.extraordinary, row.why) == (True, "Fires at Holme Court")
