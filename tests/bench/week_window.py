"""A week of use in the real window over a file whose key is given; run as a process of its own.

Each screen is opened once before, and counted apart. Then the week: five days of going round, reading down
the lists, finding, updating and coming back. A timer of the window notes how long it was kept from its turn.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.ui.screen import Place
from tests.bench.our_window import Measured
from tests.bench.stamp import say

TURN = 0.005  # seconds between two turns of the watch
STEP_MS = 40
DAYS = 5
ROUND = ("home", "actions", "referrals", "library", "prepare", "settings")
DOWN, UP, PAGE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown
CTRL = Qt.KeyboardModifier.ControlModifier
Step = Callable[[], object]


class Week(Measured):
    """The program, used for a week once all of it is loaded."""

    def __init__(self, file: Path, key: bytes) -> None:
        super().__init__(file, key)
        self._late: list[float] = []
        self._last = 0.0
        self._watch, self._driver = QTimer(), QTimer()
        self._watch.setTimerType(Qt.TimerType.PreciseTimer)
        self._watch.setInterval(int(TURN * 1000))
        self._watch.timeout.connect(self._tick)
        self._driver.setInterval(STEP_MS)
        self._driver.timeout.connect(self._step)
        self._steps: Iterator[Step] = iter(())

    def show_rest(self) -> None:
        """All screens are loaded; then the week."""
        self.complete()
        self._steps = self._all()
        self._last = time.perf_counter()
        self._watch.start()
        self._driver.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(now - self._last - TURN)
        self._last = now

    def _step(self) -> None:
        if self.seat.jobs.busy():
            return  # people wait for what they asked for
        step = next(self._steps, None)
        if step is None:
            self._tell()
        else:
            step()

    def _all(self) -> Iterator[Step]:
        for name in ROUND:
            yield lambda n=name: self._go(n)  # type: ignore[misc]  # bound now
            yield lambda: None
        yield self._first_over
        for _ in range(DAYS):
            yield from self._day()

    def _day(self) -> Iterator[Step]:
        for name in ROUND:
            yield lambda n=name: self._go(n)  # type: ignore[misc]  # bound now
            for key in (DOWN,) * 12 + (PAGE, PAGE) + (UP,) * 3:
                yield lambda k=key: self._press(k)  # type: ignore[misc]  # bound now
        for text in ("letter", "holme", "patrls"):
            yield lambda: self._press(Qt.Key.Key_K, CTRL)
            for sign in text:
                yield lambda s=sign: QTest.keyClicks(self._focus(), s)  # type: ignore[misc]  # bound now
            yield lambda: self._press(Qt.Key.Key_Escape)
        yield lambda: self._go("actions")
        yield lambda: self._press(Qt.Key.Key_U)
        yield lambda: QTest.keyClicks(self._focus(), "Visited, nobody in.")
        yield lambda: self._press(Qt.Key.Key_Return, CTRL)

    def _first_over(self) -> None:
        say(f"first:{max(self._late) * 1000:.1f}")
        self._late.clear()

    def _go(self, name: str) -> None:
        self.seat.desk.go(Place(name))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _press(self, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, more)

    def _tell(self) -> None:
        late = sorted(self._late)
        place = min(len(late) - 1, int(len(late) * 0.999))
        say(f"longest:{late[-1] * 1000:.1f}")
        say(f"usual:{late[place] * 1000:.1f}")
        say(f"turns:{len(late)}")
        QCoreApplication.processEvents()
        os._exit(0)


def main() -> None:
    """A week over the file named first, with the key in the environment."""
    app = Week(Path(sys.argv[1]), bytes.fromhex(os.environ["TASKING_BENCH_KEY"]))
    app.show_frame()
    app.qt.exec()


if __name__ == "__main__":
    main()
