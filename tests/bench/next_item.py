"""How long the next item of a running meeting takes, from the key to the painted window."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tasking_app.commands.meeting import StartMeeting
from tasking_app.database.files import open_store
from tasking_app.services import home, running
from tasking_app.services.carry_out import do
from tasking_app.ui import theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs, over_file
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.meeting import MeetingScreen
from tests.bench import files
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY

PATIENCE_MS = 30_000
LOOK_MS = 5
REST_MS = 200
CTRL = Qt.KeyboardModifier.ControlModifier


class _Room:
    """The real window at a running meeting."""

    def __init__(self, application: QApplication, jobs: Jobs, meeting: UUID) -> None:
        self._jobs = jobs
        self._window = MainWindow(application)
        self._desk = Desk(self._window, jobs, {"meeting": MeetingScreen})
        self._window.show()
        self._window.activateWindow()
        self._desk.go(Place("meeting", meeting))
        self.rest()

    def rest(self) -> None:
        """Until nothing is asked or written any more, and what others do is taken in."""
        self._until(lambda: self._now() is not None)
        QTest.qWait(REST_MS)
        self._until(lambda: not self._jobs.busy())

    def next(self) -> float:
        """Milliseconds from the key to the next item on the screen, painted."""
        before = self._now()
        began = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget() or self._window, Qt.Key.Key_PageDown, CTRL)
        self._until(lambda: self._now() not in (None, before))
        self._window.repaint()
        return (time.perf_counter() - began) * 1000

    def _now(self) -> str | None:
        """The item now, as the agenda says it."""
        said = (one.accessibleName() for one in self._window.findChildren(QAbstractButton) if one.isVisible())
        return next((name for name in said if name.startswith("Item ") and ", now" in name), None)

    def _until(self, reached: Callable[[], bool]) -> None:
        """Look now and then, and leave the time between to the window and its worker."""
        if reached():
            return
        loop, look, late = QEventLoop(), QTimer(), QTimer()
        look.setInterval(LOOK_MS)
        look.timeout.connect(lambda: loop.exit(0) if reached() else None)
        late.setSingleShot(True)
        late.timeout.connect(lambda: loop.exit(1))
        look.start()
        late.start(PATIENCE_MS)
        assert loop.exec() == 0, "The meeting did not get where it was sent."

    def close(self) -> None:
        """Take the window away."""
        self._window.close()
        self._window.deleteLater()


def measure(runs: int) -> list[Figure]:
    """As many items as there are runs, or as the meeting has, on a copy of the encrypted ten years."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copy(files.encrypted(10), name))
        meeting, items = _started(path)
        jobs = over_file(path, files.key())
        room = _Room(application, jobs, meeting)
        for _ in range(min(runs, items - 1)):
            spent.append(room.next())
            room.rest()
        room.close()
        jobs.close()
    note = f"longest of {len(spent)}: {max(spent):.0f} ms"
    return [Figure("next item painted", statistics.median(spent), 150.0, "ms", note=note)]


def _started(path: Path) -> tuple[UUID, int]:
    """The next meeting under way at its first item, and how many items it has."""
    with closing(open_store(path, files.key())) as store:
        meeting = store.ask(NOBODY, home.next_meeting)
        assert meeting is not None
        do(store, NOBODY, StartMeeting(meeting=meeting, at=datetime.now(UTC)))
        rail = store.ask(NOBODY, lambda work: running.running(work, meeting).rail)
    return meeting, len(rail)
