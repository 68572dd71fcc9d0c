"""Composition root of the window: the frame first, then Home, then the rest."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tasking_app import settings
from tasking_app.records.signing_in import SignIn
from tasking_app.rules.errors import AppError
from tasking_app.ui import theme
from tasking_app.ui.main_window import MainWindow


class App:
    """The program with its one window. Each step imports only what it needs."""

    def __init__(self, file: Path | None = None) -> None:
        gc.disable()  # while so much is loaded that stays for good; on again once Home stands
        there = QApplication.instance()
        self.qt = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
        self.qt.setApplicationName("Tasking")
        theme.apply(self.qt)
        self.settings = settings.load()
        self.window = MainWindow(self.qt)
        self.window.restore_layout(_layout(self.settings.window))
        last = self.settings.last_file
        self.served = last if file is None and "://" in last else ""
        self.file = file or (Path(last) if last and not self.served else None)
        self.seat: Any = None
        self.first_run: Any = None

    def show_frame(self) -> None:
        """Step 1: the empty frame, on the screen at once."""
        self.window.painted.connect(self.show_home)
        self.window.show()

    def show_home(self) -> None:
        """Step 2: the file and Home; without a file, or when it does not open, the first-run pages."""
        if self.served:
            self._return_to(self.served)
        elif self.file is None or not self.file.is_file():
            self.show_first_run("")
        else:
            self._sit_at(self.file)

    def _return_to(self, address: str) -> None:
        """The shared database that was open last, by the password kept on this computer."""
        from tasking_app.services import connecting  # noqa: PLC0415  (only for who works in one)

        try:
            self._sit_in(connecting.again(address))
        except AppError as error:
            self.show_first_run(str(error))

    def _sit_in(self, sign_in: Any) -> None:
        from tasking_app.ui.served import Served  # noqa: PLC0415  (only for who works in a shared database)

        jobs = Served(sign_in)
        self._sit_at(jobs.place, jobs=jobs)

    def _sit_at(self, file: Path, key: bytes | None = None, jobs: Any = None) -> None:
        from tasking_app.ui.seat import Seat  # noqa: PLC0415  (step 2 of 3)
        from tasking_app.ui.single import Single  # noqa: PLC0415  (step 2)

        self.file = file
        single = Single(file, self.window)
        if not single.claim():
            self.window.close()
            return
        single.asked_to_front.connect(self._to_front)
        self.seat = Seat(self.window, file, self.settings, self.show_rest, self.show_trouble, key, jobs)
        self.seat.left.connect(self.begin_anew)
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
        signed_in = self.seat.jobs.signed_in
        self.seat = None
        if signed_in is not None:
            self.show_first_run("", None, signed_in, error)
        else:
            self.show_first_run(str(error), self.file)

    def begin_anew(self, page: str) -> None:
        """Another file or database in a new window; this one closes as people close it."""
        before, asked = self.window, self.seat.jobs.signed_in
        self.window = MainWindow(self.qt)
        self.window.restore_layout(_layout(self.settings.window))
        self.window.show()
        before.close()
        before.deleteLater()
        self.seat = None
        self.show_first_run("", None, asked)
        if page == "connect":
            self.first_run.connect_to(asked)

    def show_first_run(
        self,
        trouble: str,
        file: Path | None = None,
        sign_in: Any = None,
        refused: Exception | None = None,
    ) -> None:
        """Where meetings are kept, who you are, the key of a file, or the password for a shared database."""
        from tasking_app.services import opening  # noqa: PLC0415  (step 2)
        from tasking_app.ui.screens.first_run import FirstRun  # noqa: PLC0415  (step 2, see above)

        self.first_run = FirstRun(opening.own_path(), trouble, self.settings)
        self.first_run.ready.connect(self._begun)
        self.window.cover(self.first_run)
        self._collect_from_now_on()
        if file is not None:
            self.first_run.open_path(file)
        if refused is not None:
            self.first_run.connect_to(sign_in, refused)

    def _begun(self, opened: Any) -> None:
        self.window.cover(None)
        if isinstance(opened, SignIn):
            self._sit_in(opened)
        else:
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
