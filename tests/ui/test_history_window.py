"""Everything out of one file from Settings, and into a new, protected one in the first run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as Fail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddAgency
from tasking_app.database.files import open_store
from tasking_app.database.work import Actor
from tasking_app.exports import history as history_export
from tasking_app.services import history, template_file
from tasking_app.services.opening import Opened
from tasking_app.ui import theme
from tasking_app.ui.panels.settings_file import FileSection
from tasking_app.ui.panels.settings_parts import PartnershipSection
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.first_run import FirstRun
from tasking_app.ui.screens.settings import SettingsScreen
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import top_layer
from tests.protection.keyrings import InMemory
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, button, check_stops, field, said

LONG = 60_000


@pytest.fixture(autouse=True)
def keys_kept() -> Iterator[None]:
    """A credential store in memory, as Windows has one."""
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield
    keyring.set_keyring(before)


def _section(seat: Seat, qtbot: QtBot) -> FileSection:
    seat.desk.add_screens({"settings": SettingsScreen})
    seat.desk.go(Place("settings", part="file"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("file")
    assert isinstance(section, FileSection)
    qtbot.waitUntil(lambda: "Everything as a file…" in said(section), timeout=WAIT)
    return section


def _written(seat: Seat, qtbot: QtBot, out: Path) -> FileSection:
    section = _section(seat, qtbot)
    section.write_history(out)
    qtbot.waitUntil(lambda: "is not protected" in said(section), timeout=WAIT)
    return section


def _pages(path: Path, qtbot: QtBot, qapp: QApplication) -> tuple[FirstRun, list[Opened]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    pages = FirstRun(path)
    ready: list[Opened] = []
    pages.ready.connect(ready.append)
    pages.resize(1366, 768)
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    return pages, ready


def test_somebody_is_told_that_the_file_is_not_protected_before_it_is_written(
    seat: Seat, qtbot: QtBot
) -> None:
    section = _section(seat, qtbot)
    press(field(section, "Everything as a file…"), Qt.Key.Key_Return)
    layer = top_layer(seat.window)
    assert layer is not None
    assert "not protected: whoever has it can read it" in said(layer)
    press(focused(), Qt.Key.Key_Escape)
    assert top_layer(seat.window) is None


def test_everything_goes_out_and_the_window_says_how_much(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "history.json"
    section = _written(seat, qtbot, out)
    rows = sum(len(table["rows"]) for table in json.loads(out.read_bytes())["tables"].values())
    assert f"holds {rows:,} rows" in said(section)


def test_a_folder_that_is_not_there_any_more_is_a_sentence(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    section = _section(seat, qtbot)
    (tmp_path / "file").write_text("no folder")
    section.write_history(tmp_path / "file" / "history.json")
    qtbot.waitUntil(lambda: "was not saved" in said(section), timeout=WAIT)


def test_it_comes_in_again_identical_after_the_phrase_was_asked_back(
    seat: Seat, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    out, new = tmp_path / "history.json", tmp_path / "new" / "tasking.db"
    _written(seat, qtbot, out)
    pages, ready = _pages(new, qtbot, qapp)
    assert "From a history file…" in said(pages)
    pages.begin_from_history(out)
    assert str(out) in said(pages)
    check_stops(pages)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(pages.phrase_page.isVisible, timeout=LONG)
    begun = pages._begun
    assert begun is not None
    words = begun.phrase.split()
    button(pages, "I have written them down").click()
    assert ready == []
    qtbot.waitUntil(lambda: f"Word {begun.asked[-1]}" in said(pages), timeout=WAIT)
    for place in begun.asked:
        field(pages, f"Word {place}").setProperty("text", words[place - 1])
    button(pages, "I have them").click()
    assert [one.path for one in ready] == [new]
    assert not new.read_bytes().startswith(b"SQLite format 3")
    store = open_store(new, ready[0].key)
    assert history_export.render(store.ask(Actor(), history.gather)) == out.read_bytes()
    store.close()


def test_what_is_no_history_leaves_nothing_behind(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    source, new = tmp_path / "holiday.json", tmp_path / "tasking.db"
    source.write_text("{}")
    pages, ready = _pages(new, qtbot, qapp)
    pages.begin_from_history(source)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not a history that Tasking wrote" in said(pages), timeout=LONG)
    assert ready == []
    assert [one.name for one in tmp_path.iterdir()] == ["holiday.json"]
    button(pages, "Back").click()
    assert "Where will your meetings be kept?" in said(pages)


def test_without_a_credential_store_a_passphrase_is_asked(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    keyring.set_keyring(Fail())  # type: ignore[no-untyped-call]  # no credential store: a passphrase is asked
    pages, _ = _pages(tmp_path / "tasking.db", qtbot, qapp)
    pages.begin_from_history(tmp_path / "history.json")
    assert field(pages, "A passphrase").hasFocus()
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no credential store" in pages.history_page.problem.text(), timeout=LONG)


def test_another_partnership_begins_from_a_template_that_was_saved(
    seat: Seat, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    out, new = tmp_path / "template.json", tmp_path / "new" / "tasking.db"
    seat.story.p.do(AddAgency(agency=new_id(), name="Canal & River", short_name="Canal"))
    _section(seat, qtbot)
    seat.desk.go(Place("settings", part="partnership"))
    screen = seat.desk.screen("settings")
    assert isinstance(screen, SettingsScreen)
    section = screen.section("partnership")
    assert isinstance(section, PartnershipSection)
    qtbot.waitUntil(lambda: "Save as a template…" in said(section), timeout=WAIT)
    section.write_template(out)
    qtbot.waitUntil(lambda: "It holds no people and no meetings." in said(section), timeout=WAIT)
    pages, _ = _pages(new, qtbot, qapp)
    pages.begin_from_template(out)
    agency = field(pages, "Your agency")
    assert isinstance(agency, Combo)
    press(agency, Qt.Key.Key_End)
    assert agency.key() == "Canal"
    name = field(pages, "Your name")
    type_in(name, "Sam Marsh")
    press(name, Qt.Key.Key_Return)
    qtbot.waitUntil(pages.phrase_page.isVisible, timeout=LONG)
    begun = pages._begun
    assert begun is not None
    store = open_store(new, begun.opened.key)
    assert store.ask(Actor(), template_file.gather) == template_file.read(out)
    store.close()


def test_a_file_that_is_no_template_is_refused_where_it_was_chosen(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    source = tmp_path / "holiday.json"
    source.write_text("{}")
    pages, _ = _pages(tmp_path / "tasking.db", qtbot, qapp)
    pages.begin_from_template(source)
    assert "not a template that Tasking wrote" in said(pages)
    assert "Where will your meetings be kept?" in said(pages)
