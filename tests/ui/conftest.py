"""A window over a file of its own, with its screens, as people have it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.app import App
from tasking_app.commands.partnership import SetSetting
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.ui import catalogue, theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.seat import Seat as WholeSeat
from tests.partnership import Partnership, begin
from tests.postgres.server import Server
from tests.postgres.world import World, world
from tests.protection.keyrings import InMemory
from tests.ui.story import Story, tell

WAIT = 20_000
CLOCK = datetime(2026, 11, 19, 11, 52, tzinfo=UTC)

Sit = Callable[..., WholeSeat]
"""Opens the window over the file of a test, as somebody does who starts the program; it may have a key."""


@dataclass
class Seat:
    """Somebody sits at a window: the story so far, and the folder for papers."""

    story: Story
    window: MainWindow
    jobs: Jobs
    desk: Desk
    papers: Path


@pytest.fixture
def seat(
    request: pytest.FixtureRequest,
    empty_files: dict[str, Path],
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
) -> Iterator[Seat]:
    """A window at the end of November's meeting; `restricted` as parameter adds a restricted referral."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    path, papers = tmp_path / "tasking.db", tmp_path / "papers"
    path.write_bytes(empty_files["plain"].read_bytes())
    told = _opened(path)
    story = tell(told, restricted=getattr(request, "param", "") == "restricted")
    story.p.do(SetSetting(name="paper.folder", seen="", wanted=str(papers)))
    told.clock = lambda: CLOCK
    jobs = Jobs(lambda: _opened(path), story.p.actor)
    window = MainWindow(qapp)
    qtbot.addWidget(window)
    desk = Desk(window, jobs, {})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Seat(story, window, jobs, desk, papers)
    jobs.close()
    told.close()


def _opened(path: Path) -> Store:
    store = open_store(path, None)
    store.clock = lambda: CLOCK
    return store


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    """A shared database of a test's own, on which everybody has a login."""
    with world(server) as made:
        yield made


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[InMemory]:
    """A credential store in memory, and this person's folders in the test's own."""
    before = keyring.get_keyring()
    store = InMemory()
    keyring.set_keyring(store)
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: tmp_path / "settings.toml")
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def start(qapp: QApplication) -> Iterator[list[App]]:
    """Programs that were started; each is closed in the end."""
    started: list[App] = []
    yield started
    for app in started:
        app.window.close()
        app.window.deleteLater()
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def file(empty_files: dict[str, Path], tmp_path: Path) -> Path:
    """A plain file with the made-up partnership and no meeting."""
    path = tmp_path / "tasking.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    return path


@pytest.fixture
def partnership_in(file: Path) -> Iterator[Partnership]:
    """The partnership in the file, to look behind the window."""
    store = open_store(file, None)
    yield begin(store)
    store.close()


@pytest.fixture
def sit(file: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sit]:
    """Open the window over the file with everything in it; settings are kept beside the file."""
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: file.with_name("settings.toml"))
    if not qapp.styleSheet():
        theme.apply(qapp)
    seats: list[WholeSeat] = []

    def begin_seat(key: bytes | None = None) -> WholeSeat:
        window = MainWindow(qapp)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        whole: list[bool] = []

        def complete() -> None:
            catalogue.complete(seats[-1])
            whole.append(True)

        troubles: list[Exception] = []
        seats.append(WholeSeat(window, file, settings.load(), complete, troubles.append, key))
        qtbot.waitUntil(lambda: bool(whole or troubles), timeout=WAIT)
        assert not troubles
        qtbot.waitUntil(lambda: not seats[-1].jobs.busy(), timeout=WAIT)
        return seats[-1]

    yield begin_seat
    for seat in seats:
        seat.close()
