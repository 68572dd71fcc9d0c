"""Composition root of the window: the frame first, then Home, then the rest."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tasking_app import settings
from tasking_app.ui import theme
from tasking_app.ui.main_window import MainWindow


class App:
    """The program with its one window. Each step imports only what it needs."""

    def __init__(self, file: Path | None = None) -> None:
        gc.disable()  # while so much is loaded that stays for good; on again once Home stands
        self.qt = QApplication(sys.argv[:1])
        self.qt.setApplicationName("Tasking")
        theme.apply(self.qt)
        self.settings = settings.load()
        self.window = MainWindow(self.qt)
        self.window.restore_layout(_layout(self.settings.window))
        self.file = file or (Path(self.settings.last_file) if self.settings.last_file else None)
        self.seat: Any = None
        self.first_run: Any = None

    def show_frame(self) -> None:
        """Step 1: the empty frame, on the screen at once."""
        self.window.painted.connect(self.show_home)
        self.window.show()

    def show_home(self) -> None:
        """Step 2: the file and Home; without a file, or when it does not open, the first-run pages."""
        if self.file is None or not self.file.is_file():
            self.show_first_run("")
        else:
            self._sit_at(self.file)

    def _sit_at(self, file: Path, key: bytes | None = None) -> None:
        from tasking_app.ui.seat import Seat  # noqa: PLC0415  (step 2 of 3)
        from tasking_app.ui.single import Single  # noqa: PLC0415  (step 2)

        self.file = file
        single = Single(file, self.window)
        if not single.claim():
            self.window.close()
            return
        single.asked_to_front.connect(self._to_front)
        self.seat = Seat(self.window, file, self.settings, self.show_rest, self.show_trouble, key)
        self.seat.at_close.append(single.release)
        self.window.closing.connect(self.seat.close)

    def _to_front(self) -> None:
        """Somebody started the program again for the same file."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def show_rest(self) -> None:
        """Step 3, after Home stands: every other screen, the command box, and backups."""
        from tasking_app.ui import catalogue  # noqa: PLC0415  (step 3 of 3)

        catalogue.complete(self.seat)
        self._collect_from_now_on()

    @staticmethod
    def _collect_from_now_on() -> None:
        """Turn the collector on, and let it pass over what was loaded: it stays as long as the program."""
        gc.freeze()
        gc.enable()

    def show_trouble(self, error: Exception) -> None:
        """The file did not open: say why, and let people choose what to do."""
        self.seat = None
        self.show_first_run(str(error), self.file)

    def show_first_run(self, trouble: str, file: Path | None = None) -> None:
        """Where meetings are kept, who you are, or the key of a file."""
        from tasking_app.services import opening  # noqa: PLC0415  (step 2)
        from tasking_app.ui.screens.first_run import FirstRun  # noqa: PLC0415  (step 2, see above)

        self.first_run = FirstRun(opening.own_path(), trouble, self.settings)
        self.first_run.ready.connect(self._begun)
        self.window.cover(self.first_run)
        self._collect_from_now_on()
        if file is not None:
            self.first_run.open_path(file)

    def _begun(self, opened: Any) -> None:
        self.window.cover(None)
        self._sit_at(opened.path, opened.key)


def _layout(kept: dict[str, Any]) -> dict[str, object]:
    """Window settings as the frame takes them: a box of four numbers."""
    box = [kept.get(name) for name in ("x", "y", "width", "height")]
    found: dict[str, object] = {"maximised": kept.get("maximised") is True}
    if all(isinstance(number, int) for number in box):
        found["box"] = box
    return found


def main(words: list[str]) -> int:
    """Open the program, or play the tour. Returns the exit status."""
    if words and words[0] == "tour":
        from tasking_app.ui import tour  # noqa: PLC0415  (only for the tour)

        return tour.main(words[1:])
    app = App(Path(words[0]) if words else None)
    app.show_frame()
    return app.qt.exec()
