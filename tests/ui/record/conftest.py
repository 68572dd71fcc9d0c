"""A world of its own, and officers of the council who open the whole window over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app import settings
from tasking_app.drafts import Drafts
from tasking_app.ui import catalogue, theme
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.seat import Seat
from tests.postgres.world import World
from tests.ui.conftest import WAIT
from tests.ui.record.told import Sits, actor, opened


@pytest.fixture
def sits(
    own: World, tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sits]:
    """An officer of the council opens the whole window over the shared database."""
    monkeypatch.setattr("tasking_app.settings.default_path", lambda: tmp_path / "settings.toml")
    if not qapp.styleSheet():
        theme.apply(qapp)
    place = tmp_path / "shared"
    seats: list[Seat] = []

    def sit(name: str) -> Seat:
        jobs = Jobs(lambda: opened(own, name), actor(own, name), Drafts(place, None))
        jobs.file = place
        monkeypatch.setattr("tasking_app.ui.seat.over_file", lambda *_: jobs)
        known = settings.load()
        known.be_officer(place, str(own.words[f"o_{name}"]))
        window = MainWindow(qapp)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        troubles: list[Exception] = []
        whole: list[bool] = []

        def complete() -> None:
            catalogue.complete(seats[-1])
            whole.append(True)

        seats.append(Seat(window, place, known, complete, troubles.append))
        qtbot.waitUntil(lambda: bool(troubles or whole), timeout=WAIT)
        assert not troubles
        return seats[-1]

    yield sit
    for seat in seats:
        seat.close()
