"""One real window at a meeting where much is written; a process of its own.

Its seat comes in by its input. Says how long the window was ever kept from its turn, and when which line
stood in its minutes.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tasking_app.ui import theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.widgets.minutes import MinutesEditor
from tests.bench.load_clients import NUMBER, Seen
from tests.bench.room import Seated

TURN = 0.005


class Watched(QObject):
    """The window, a watch on its turns, and what stands in its minutes."""

    over = Signal()

    def __init__(self, application: QApplication, seat: Seated) -> None:
        super().__init__()
        self._application, self._seat = application, seat
        self._late: list[float] = []
        self._seen: list[Seen] = []
        self._revision = (0, 0)
        self._last = 0.0
        self._jobs = Jobs(seat.open, seat.actor)
        self._window = MainWindow(application)
        self._window.resize(1280, 720)
        self._desk = Desk(self._window, self._jobs, {"meeting": MeetingScreen})
        self._watch = QTimer(self)
        self._watch.setTimerType(Qt.TimerType.PreciseTimer)
        self._watch.setInterval(int(TURN * 1000))
        self._watch.timeout.connect(self._tick)
        self.over.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Come to the meeting; the watch runs once everything is there."""
        self._window.show()
        self._desk.go(Place("meeting", self._seat.meeting))
        settling = QTimer(self)
        settling.setInterval(100)

        def settled() -> None:
            if self._editor() is not None and self._jobs.others.live and not self._jobs.busy():
                settling.stop()
                self._last = time.perf_counter()
                self._watch.start()
                sys.stdout.write("ready\n")
                sys.stdout.flush()
                threading.Thread(target=self._listen, daemon=True).start()

        settling.timeout.connect(settled)
        settling.start()

    def _listen(self) -> None:
        sys.stdin.read()
        self.over.emit()

    def _editor(self) -> MinutesEditor | None:
        return next((one for one in self._window.findChildren(MinutesEditor) if one.isVisible()), None)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(now - self._last - TURN)
        editor = self._editor()
        if editor is not None:
            revision = (id(editor), editor.document().revision())
            if revision != self._revision:
                self._revision = revision
                found = [int(one) for one in NUMBER.findall(editor.toPlainText())]
                self._seen.append((time.monotonic(), "", max(found, default=0)))
        self._last = time.perf_counter()  # the look itself is no stall of the window

    def _tell(self) -> None:
        late = sorted(one * 1000 for one in self._late)
        told = {
            "longest": late[-1],
            "usual": late[min(len(late) - 1, int(len(late) * 0.999))],
            "turns": len(late),
            "seen": self._seen,
        }
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
        os._exit(0)


def main() -> None:
    """The window, until the input ends."""
    seat = Seated.of(json.loads(sys.stdin.readline())[0])
    application = QApplication([])
    theme.apply(application)
    window = Watched(application, seat)
    window.begin()
    application.exec()


if __name__ == "__main__":
    main()
