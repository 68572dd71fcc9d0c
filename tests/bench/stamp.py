"""Says from inside a measured process what moment it is and what the process weighs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


def say(name: str) -> None:
    """A line for whoever measures: name, moment of the machine's clock, bytes in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    sys.stdout.write(f"{name} {time.monotonic()} {pages * os.sysconf('SC_PAGE_SIZE')}\n")
    sys.stdout.flush()


class FirstPaint(QObject):
    """Tells once when a window has been painted."""

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's own name
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self.done.emit)
        return super().eventFilter(watched, event)
