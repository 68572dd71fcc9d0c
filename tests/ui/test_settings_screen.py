"""Settings: sections by name, police figures loaded through the window, and what stays as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.models.incident import IncidentLoad
from tasking_app.models.settings import Setting
from tasking_app.ui.panels.settings_data import FiguresSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.settings import SECTIONS, SettingsScreen
from tasking_app.ui.widgets.buttons import Button
from tests.imports.police_files import line, street_file
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, button, check_stops, field, said


def _settings(seat: Seat, qtbot: QtBot, part: str = "") -> SettingsScreen:
    seat.desk.add_screens({"settings": SettingsScreen})
    seat.desk.go(Place("settings", part=part))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    return screen


def test_every_section_opens_and_each_stop_has_a_name(seat: Seat, qtbot: QtBot) -> None:
    screen = _settings(seat, qtbot)
    for key, words, _, _ in SECTIONS:
        button(screen, words).click()
        qtbot.waitUntil(screen.section(key).isVisible, timeout=WAIT)
        check_stops(screen)


def test_a_section_is_found_by_typing(seat: Seat, qtbot: QtBot) -> None:
    screen = _settings(seat, qtbot)
    find = next(one for one in screen.findChildren(QWidget) if one.accessibleName() == "Find a setting")
    find.setFocus()
    type_in(focused(), "police")
    shown = [words for _, words, _, _ in SECTIONS if any(b.text() == words for b in _buttons(screen))]
    assert shown == ["Police figures"]


def test_a_setting_is_found_by_its_own_words_and_enter_opens_its_section(seat: Seat, qtbot: QtBot) -> None:
    screen = _settings(seat, qtbot)
    find = field(screen, "Find a setting")
    find.setFocus()
    type_in(focused(), "quorum")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(screen.section("series").isVisible, timeout=WAIT)
    assert focused().accessibleName() == "Series and agendas"


def test_every_section_begins_by_saying_what_it_is_for(seat: Seat, qtbot: QtBot) -> None:
    screen = _settings(seat, qtbot)
    for key, words, *_ in SECTIONS:
        button(screen, words).click()
        section = screen.section(key)
        qtbot.waitUntil(section.isVisible, timeout=WAIT)
        assert section.about in said(section)


def _buttons(screen: SettingsScreen) -> list[Button]:
    return [one for one in screen.findChildren(Button) if one.isVisible()]


def test_figures_are_previewed_loaded_and_the_same_file_changes_nothing(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = _settings(seat, qtbot, "figures")
    section = screen.section("figures")
    assert isinstance(section, FiguresSection)
    file = tmp_path / "2026-09-derbyshire-street.csv"
    file.write_text(street_file([line(), line("Criminal damage and arson")]), encoding="utf-8")
    section.read([file])
    qtbot.waitUntil(lambda: "1 month to load" in said(section), timeout=WAIT)
    assert seat.story.p.rows(IncidentLoad) == []
    button(section, "Load them").click()
    qtbot.waitUntil(lambda: "1 month is loaded" in said(section), timeout=WAIT)
    assert [one.rows for one in seat.story.p.rows(IncidentLoad, withdrawn_at=None)] == [2]
    section.read([file])
    qtbot.waitUntil(lambda: "loaded already, row for row" in said(section), timeout=WAIT)
    assert len(seat.story.p.rows(IncidentLoad)) == 1


def test_a_file_of_another_kind_is_refused_in_a_sentence(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    section = _settings(seat, qtbot, "figures").section("figures")
    assert isinstance(section, FiguresSection)
    file = tmp_path / "holiday.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    section.read([file])
    qtbot.waitUntil(lambda: not section._progress.isVisible(), timeout=WAIT)
    qtbot.waitUntil(section._result.isVisible, timeout=WAIT)
    assert seat.story.p.rows(IncidentLoad) == []


def test_reading_back_is_turned_off_by_keyboard(seat: Seat, qtbot: QtBot) -> None:
    screen = _settings(seat, qtbot, "partnership")
    tick = field(screen, "Read back what was agreed before the meeting moves on")
    tick.setFocus()
    press(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: [one.value for one in seat.story.p.rows(Setting, name="limit.read_back")] == ["0"],
        timeout=WAIT,
    )
