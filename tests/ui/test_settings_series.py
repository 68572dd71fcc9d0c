"""Each series has chairs, co-ordinators and agencies of its own, chosen in its card by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tasking_app.models.partnership import Chair
from tasking_app.models.partnership import Seat as SeatInSeries
from tasking_app.ui.panels.settings_series import SeriesSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, field, said


def _section(seat: Seat, qtbot: QtBot) -> SeriesSection:
    seat.desk.add_screens({"settings": SettingsScreen})
    seat.desk.go(Place("settings", part="series"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("series")
    assert isinstance(section, SeriesSection)
    qtbot.waitUntil(lambda: "Tasking, MAT" in said(section), timeout=WAIT)
    return section


def _chairs(seat: Seat, code: str) -> set[str]:
    p = seat.story.p
    rows = p.rows(Chair, of_series=p.series[code], part="chair", withdrawn_at=None)
    names = {key: name for name, key in p.officers.items()}
    return {names[one.officer_id] for one in rows}


def _seat_of(seat: Seat, code: str, agency: str) -> tuple[bool, bool]:
    """Whether an agency sits in a series, and whether it must be there."""
    p = seat.story.p
    one = p.rows(SeatInSeries, of_series=p.series[code], agency_id=p.agencies[agency])[0]
    return one.withdrawn_at is None, one.required


def test_joint_chairs_are_added_by_typing_and_taken_away_by_a_cross(seat: Seat, qtbot: QtBot) -> None:
    section = _section(seat, qtbot)
    _open_list(seat, qtbot, section)
    type_in(focused(), "row pol")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _chairs(seat, "APR") == {"Rowan"}, timeout=WAIT)
    qtbot.waitUntil(
        lambda: "Sgt Rowan Ashdown is no longer chair of Plan review" in said(section), timeout=WAIT
    )
    _open_list(seat, qtbot, section)
    for _ in range(2):
        press(focused(), Qt.Key.Key_Down)
    assert "Marta Kowalska" in focused().accessibleName()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _chairs(seat, "APR") == {"Rowan", "Marta"}, timeout=WAIT)
    assert _chairs(seat, "MAT") == {"Helen"}
    words = "Sgt Rowan Ashdown is no longer chair of Plan review"
    qtbot.waitUntil(lambda: words in said(section), timeout=WAIT)
    press(field(section, words), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _chairs(seat, "APR") == {"Marta"}, timeout=WAIT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    seat.jobs.undo()
    qtbot.waitUntil(lambda: _chairs(seat, "APR") == {"Rowan", "Marta"}, timeout=WAIT)
    qtbot.waitUntil(lambda: words in said(section), timeout=WAIT)


def _open_list(seat: Seat, qtbot: QtBot, section: SeriesSection) -> None:
    field(section, "Add a chair of Plan review").setFocus()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)


def test_an_agency_leaves_one_series_and_is_needed_in_another(seat: Seat, qtbot: QtBot) -> None:
    section = _section(seat, qtbot)
    _tick(seat, qtbot, section, "Police sits in Case conference")
    assert _seat_of(seat, "CC", "Police")[0] is False
    assert "Police must be at Case conference" not in said(section)
    _tick(seat, qtbot, section, "Police must be at Plan review")
    assert _seat_of(seat, "APR", "Police") == (True, True)
    assert _seat_of(seat, "MAT", "Police") == (True, True)
    _tick(seat, qtbot, section, "Police sits in Case conference")
    assert _seat_of(seat, "CC", "Police") == (True, False)


def _tick(seat: Seat, qtbot: QtBot, section: SeriesSection, name: str) -> None:
    """Space on a box; when the page is drawn again the focus is on the same box."""
    box = field(section, name)
    assert isinstance(box, QCheckBox)
    wanted = not box.isChecked()
    box.setFocus()
    press(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: focused() is not box and not seat.jobs.busy(), timeout=WAIT)
    again = focused()
    assert isinstance(again, QCheckBox)
    assert (again.accessibleName(), again.isChecked()) == (name, wanted)
