"""What takes long is stopped, and leaves nothing half made: the history as a file and as a workbook."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.approval import Paper
from tasking_app.models.partnership import Officer
from tasking_app.records.made import Wanted
from tasking_app.rules.progress import Stopped
from tasking_app.services import history, opening, publish
from tasking_app.ui import going
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.panels.settings_file import FileSection
from tasking_app.ui.screen import Screen
from tests.partnership import Partnership, begin
from tests.protection.keyrings import InMemory
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.test_history_window import LONG, _pages, _section
from tests.ui.windows import WAIT, button, named, said, saved_papers


class _Stops:
    """Stops at a step, and knows the steps before it."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.shares: list[float] = []

    def __call__(self, share: float) -> None:
        """One step."""
        self.shares.append(share)
        if len(self.shares) > self.at:
            raise Stopped


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where rows of a workbook lie until it is whole."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _steps(p: Partnership, folder: Path, kind: str) -> list[float]:
    watched = _Stops(10_000)
    _make(p, folder, kind, watched)
    return watched.shares


def _make(p: Partnership, folder: Path, kind: str, went: _Stops) -> None:
    if kind == "file":
        history.write_out(p.store, p.actor, folder / "history.json", went)
    else:
        publish.make(p.store, p.actor, Wanted(kind="history"), went)


@pytest.mark.parametrize("kind", ["file", "workbook"])
def test_wherever_it_is_stopped_nothing_is_left(
    partnership: Partnership, tmp_path: Path, temporary: Path, kind: str
) -> None:
    p, out = partnership, tmp_path / "out"
    p.act("Fit bins")
    steps = _steps(p, out, kind)
    assert steps == sorted(steps), "it only goes on"
    assert len(steps) > 6
    assert 0.9 < steps[-1] <= 1
    for made in out.glob("*"):
        made.unlink()
    for at in sorted({*range(0, len(steps), max(len(steps) // 8, 1)), len(steps) - 1}):
        with pytest.raises(Stopped):
            _make(p, out, kind, _Stops(at))
        assert list(out.glob("*")) == []
        assert list(temporary.iterdir()) == [], f"stopped at {steps[at]}"


def test_a_stopped_file_leaves_the_one_that_was_there(partnership: Partnership, tmp_path: Path) -> None:
    p = partnership
    out = tmp_path / "out" / "history.json"
    out.parent.mkdir()
    out.write_text("of last week", encoding="utf-8")
    with pytest.raises(Stopped):
        history.write_out(p.store, p.actor, out, _Stops(len(_steps(p, tmp_path / "other", "file")) - 1))
    assert out.read_text(encoding="utf-8") == "of last week"
    assert list(out.parent.iterdir()) == [out]


def test_wherever_reading_one_in_is_stopped_nothing_is_stored(
    store: Store, tmp_path: Path, empty_files: dict[str, Path]
) -> None:
    out, empty = tmp_path / "history.json", tmp_path / "new.db"
    empty.write_bytes(empty_files["plain"].read_bytes())
    with closing(open_store(empty, None)) as there:
        p = begin(there)
        p.act("Fit bins")
        history.write_out(there, p.actor, out)
    watched = _Stops(10_000)
    for at in (0, 3, 12, 40):
        with pytest.raises(Stopped):
            history.read_in(store, Actor(), out, _Stops(at))
        assert store.ask(Actor(), lambda work: work.session.scalars(select(Officer)).all()) == []
    rows = history.read_in(store, Actor(), out, watched)
    assert watched.shares == sorted(watched.shares), "it only goes on"
    assert (watched.shares[-1], rows > 20) == (1, True)
    assert len(watched.shares) > 40


def test_a_new_file_is_not_left_half_made(tmp_path: Path, partnership: Partnership, kept: InMemory) -> None:
    out, new = tmp_path / "history.json", tmp_path / "made" / "tasking.db"
    new.parent.mkdir()
    history.write_out(partnership.store, partnership.actor, out)
    for at in (0, 9, 30):
        with pytest.raises(Stopped):
            opening.begin_from_history(out, new, went=_Stops(at))
        assert list(new.parent.iterdir()) == []


# -- in the window


def test_beginning_from_a_history_is_stopped_by_a_key_and_begun_again(
    seat: Seat, qtbot: QtBot, qapp: QApplication, tmp_path: Path, gate: _Gate, kept: InMemory
) -> None:
    out, new = tmp_path / "history.json", tmp_path / "new" / "tasking.db"
    history.write_out(seat.story.p.store, seat.story.p.actor, out)
    pages, ready = _pages(new, qtbot, qapp)
    pages.begin_from_history(out)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(gate.reached.is_set, timeout=LONG)
    assert focused() is button(pages, "Stop")
    assert named(pages, "Back") == []
    press(focused(), Qt.Key.Key_Space)
    gate.free.set()
    qtbot.waitUntil(lambda: "Stopped. Nothing was written." in said(pages), timeout=LONG)
    assert gate.passed == []
    assert list(new.parent.glob("*")) == []
    assert focused() is button(pages, "Make the file")
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(pages.phrase_page.isVisible, timeout=LONG)
    assert ready == []
    assert gate.passed[-1] == 1


class _Gate:
    """Holds the work at its first step until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.free = threading.Event(), threading.Event()
        self.passed: list[float] = []
        """The steps after which the work went on."""
        step = going.Going.step

        def held(run: going.Going, share: float) -> None:
            self.reached.set()
            self.free.wait(WAIT / 1000)
            step(run, share)
            self.passed.append(share)

        monkeypatch.setattr(going.Going, "step", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Gate]:
    made = _Gate(monkeypatch)
    yield made
    made.free.set()


def _stop(root: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(named(root, "Stop")), timeout=WAIT)
    button(root, "Stop").setFocus()
    press(focused(), Qt.Key.Key_Space)


def test_the_file_is_stopped_by_a_key(seat: Seat, qtbot: QtBot, tmp_path: Path, gate: _Gate) -> None:
    section, out = _section(seat, qtbot), tmp_path / "out" / "history.json"
    section.write_history(out)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    _stop(section, qtbot)
    gate.free.set()
    qtbot.waitUntil(lambda: "Stopped. Nothing was written." in said(section), timeout=WAIT)
    assert named(section, "Stop") == []
    assert focused() is button(section, "Everything as a file…")
    assert list(out.parent.glob("*")) == []
    section.write_history(out)
    qtbot.waitUntil(lambda: "is not protected" in said(section), timeout=WAIT)
    assert named(section, "Stop") == []
    assert out.is_file()


def test_closing_the_program_stops_the_file(seat: Seat, qtbot: QtBot, tmp_path: Path, gate: _Gate) -> None:
    section, out = _section(seat, qtbot), tmp_path / "out" / "history.json"
    assert isinstance(section, FileSection)
    section.write_history(out)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    going.stop_all()
    gate.free.set()
    seat.jobs.close()
    assert list(out.parent.glob("*")) == []


def _workbook(seat: Seat, qtbot: QtBot, gate: _Gate) -> ExportDialog:
    dialog = ExportDialog(seat.jobs)
    seat.window.show_screen(Screen())
    dialog.open_for(seat.window, seat.story.last, "history")
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    return dialog


def test_the_workbook_is_stopped_and_begun_anew_by_save(seat: Seat, qtbot: QtBot, gate: _Gate) -> None:
    dialog = _workbook(seat, qtbot, gate)
    _stop(dialog, qtbot)
    assert focused().accessibleName().startswith("Save")
    gate.free.set()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert gate.passed == [], "it went no further"
    assert named(dialog, "Stop") == []
    assert seat.story.p.rows(Paper) == []
    with qtbot.waitSignal(dialog.saved, timeout=WAIT):
        press(focused(), Qt.Key.Key_Return)
    assert [name for name in saved_papers(seat) if name.endswith(".xlsx")]


def test_another_paper_or_closing_stops_the_workbook(seat: Seat, qtbot: QtBot, gate: _Gate) -> None:
    dialog = _workbook(seat, qtbot, gate)
    dialog._kinds.set_key("minutes")
    dialog._ask()
    gate.free.set()
    qtbot.waitUntil(lambda: dialog.preview.page_count() > 0, timeout=WAIT)
    assert dialog.preview.isVisible()
    assert named(dialog, "Stop") == []
    gate.reached.clear()
    gate.free.clear()
    dialog._kinds.set_key("history")
    dialog._ask()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    dialog.close_layer()
    gate.free.set()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    assert gate.passed == []
