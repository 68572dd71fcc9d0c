"""Planning the next meeting by keyboard, with nothing but what the series suggests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Series
from tasking_app.ui.dialogs import meeting_facts
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.windows import CTRL, WAIT


def test_what_the_series_suggests_is_planned_by_one_key(seat: Seat, qtbot: QtBot) -> None:
    planned: list[object] = []
    meeting_facts.plan(seat.window, seat.jobs, planned.append)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    combo = next(one for one in sheet.findChildren(Combo) if one.accessibleName() == "Series")
    assert combo.currentText()
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(planned), timeout=WAIT)
    row = next(one for one in seat.story.p.rows(Meeting) if one.id == planned[0])
    series = seat.story.p.row(Series, row.of_series)
    assert (series.name, row.starts, row.stage) == (combo.currentText(), series.starts, "planned")
    assert top_layer(seat.window) is None
