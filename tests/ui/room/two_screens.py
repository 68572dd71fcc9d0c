"""A process of its own with two screens: opens the program, turns the room screen on, and says where it is.

`python -m tests.ui.room.two_screens FILE MEETING PICTURE`; the screens come from QT_QPA_PLATFORM.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tasking_app.app import App
from tasking_app.ui.room.window import RoomWindow
from tasking_app.ui.screen import Place

PATIENCE = 30.0


def until(true: Callable[[], bool]) -> None:
    """Let the program go on until something is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)


def main(file: Path, meeting: UUID, picture: Path) -> None:
    """Say the names of the screens both windows are on, where the room's one is, and whether it goes too."""
    app = App(file)
    app.show_frame()
    until(lambda: app.seat is not None and app.seat.desk.notes_places and not app.seat.jobs.busy())
    app.seat.desk.go(Place("meeting", meeting))
    until(lambda: not app.seat.jobs.busy())
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(app.window, Qt.Key.Key_R, both)
    until(lambda: bool(rooms()) and len(rooms()[0].board.said()) > 1)
    room = rooms()[0]
    box = room.geometry()
    where = (box.x(), box.y(), box.width(), box.height())
    print(app.window.screen().name(), room.screen().name(), *where)  # noqa: T201  # what the test reads
    room.grab().save(str(picture))
    app.window.close()
    print(bool([one for one in rooms() if one.isVisible()]))  # noqa: T201  # as above


def rooms() -> list[RoomWindow]:
    """The room's windows."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, RoomWindow)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]), Path(sys.argv[3]))
