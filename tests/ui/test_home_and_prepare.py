"""Home and the agenda before the meeting, through the real windows by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tasking_app.commands.meeting import Cancel
from tasking_app.models.meeting import AgendaItem, Meeting, Placing
from tasking_app.rules.theme import THEMES
from tasking_app.ui.parts.agenda_rows import AgendaRows
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.prepare import PrepareScreen
from tasking_app.ui.widgets.buttons import Button
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, check_stops, said

DECEMBER = date(2026, 12, 17)
ALT = Qt.KeyboardModifier.AltModifier


def _prepare(seat: Seat, qtbot: QtBot) -> PrepareScreen:
    seat.story.meeting = seat.story.p.plan(DECEMBER)
    seat.desk.add_screens({"prepare": PrepareScreen})
    seat.window.add_asked.connect(lambda: seat.desk.screen("prepare").add_here())
    seat.desk.go(Place("prepare", seat.story.meeting))
    screen = seat.desk.screen("prepare")
    assert isinstance(screen, PrepareScreen)
    qtbot.waitUntil(lambda: "17 December" in said(screen), timeout=WAIT)
    return screen


def _order(seat: Seat) -> list[str]:
    items = seat.story.p.rows(AgendaItem, meeting_id=seat.story.meeting, withdrawn_at=None)
    return [one.title for one in sorted(items, key=lambda one: one.order_key)]


def _focus(screen: PrepareScreen, seat: Seat, what: str) -> None:
    rows = screen.findChild(AgendaRows)
    assert rows is not None
    rows.focus_item(seat.story.p.item(seat.story.meeting, what))


def test_home_shows_the_meeting_under_way_and_what_needs_attention(seat: Seat, qtbot: QtBot) -> None:
    gone: list[Place] = []
    seat.desk.add_screens({"home": HomeScreen})
    seat.desk.go(Place("home"))
    home = seat.desk.screen("home")
    qtbot.waitUntil(lambda: "Go back to the meeting" in said(home), timeout=WAIT)
    text = said(home)
    assert "Thursday 19 November" in text
    assert all(theme.short in text or theme.name in text for theme in THEMES)
    home.go.disconnect()
    home.go.connect(gone.append)
    press(button(home, "Go back to the meeting"), Qt.Key.Key_Space)
    assert gone == [Place("meeting", seat.story.meeting)]
    check_stops(home)


def test_a_cancelled_meeting_is_not_offered_on_home(seat: Seat, qtbot: QtBot) -> None:
    meeting = seat.story.p.plan(DECEMBER)
    seat.story.p.do(Cancel(meeting=meeting, why="Nothing to hear"))
    held = seat.story.p.rows(Meeting, stage="in_progress")
    assert len(held) == 1, "the one under way comes first on Home; the cancelled one is not offered"
    seat.desk.add_screens({"home": HomeScreen})
    seat.desk.go(Place("home"))
    home = seat.desk.screen("home")
    qtbot.waitUntil(lambda: "19 November" in said(home), timeout=WAIT)
    assert "17 December" not in said(home)


def test_items_move_by_keyboard_but_never_past_the_themes(seat: Seat, qtbot: QtBot) -> None:
    screen = _prepare(seat, qtbot)
    press(screen, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    type_in(focused(), "Winter patrol plan")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Winter patrol plan" in _order(seat), timeout=WAIT)
    themes = [theme.name for theme in THEMES]
    before = _order(seat)
    assert [name for name in before if name in themes] == themes
    qtbot.waitUntil(lambda: "Winter patrol plan" in said(screen), timeout=WAIT)
    rows = screen.findChild(AgendaRows)
    assert rows is not None
    added = next(
        one.id
        for one in seat.story.p.rows(AgendaItem, meeting_id=seat.story.meeting)
        if one.title == "Winter patrol plan"
    )
    rows.focus_item(added)
    press(focused(), Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    after = _order(seat)
    assert after.index("Winter patrol plan") == before.index("Winter patrol plan") - 1
    assert [name for name in after if name in themes] == themes


def test_a_waiting_referral_goes_on_and_is_left_out_with_its_reason(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    key = p.refer("Motorbikes on Alder Fields", "asb")
    screen = _prepare(seat, qtbot)
    qtbot.waitUntil(lambda: "Motorbikes on Alder Fields" in said(screen), timeout=WAIT)
    add = next(
        one
        for one in screen.findChildren(Button)
        if "Motorbikes" in one.accessibleName() and one.accessibleName().startswith("Add")
    )
    press(add, Qt.Key.Key_Space)

    def placed() -> bool:
        return bool(p.rows(Placing, referral_id=key, meeting_id=seat.story.meeting, withdrawn_at=None))

    qtbot.waitUntil(placed, timeout=WAIT)


def test_an_agenda_that_is_not_ready_goes_out_only_with_a_reason(seat: Seat, qtbot: QtBot) -> None:
    gone: list[Place] = []
    screen = _prepare(seat, qtbot)
    screen.go.disconnect()
    screen.go.connect(gone.append)
    press(screen, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=WAIT)
    press(focused(), Qt.Key.Key_Return)
    assert seat.story.p.row(Meeting, seat.story.meeting).stage == "planned"
    type_in(focused(), "Figures come on Monday")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: seat.story.p.row(Meeting, seat.story.meeting).stage == "agenda_issued", timeout=WAIT
    )
    qtbot.waitUntil(lambda: gone == [Place("export", seat.story.meeting, "agenda")], timeout=WAIT)
    check_stops(screen)
