"""Composition root of the window: the frame first, then Home, then the rest."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tasking_app.ui import theme
from tasking_app.ui.main_window import MainWindow


class App:
    """The program with its one window. Each step imports only what it needs."""

    def __init__(self, words: list[str]) -> None:
        self.qt = QApplication(sys.argv[:1])
        theme.apply(self.qt)
        self.window = MainWindow(self.qt)
        self.words = words

    def show_frame(self) -> None:
        """Step 1: the empty frame, on the screen at once."""
        self.window.show()
        QTimer.singleShot(0, self.show_home)

    def show_home(self) -> None:
        """Step 2: the file and Home."""
        from tasking_app.database.files import open_store  # noqa: PLC0415  (step 2 of 3, see module docstring)
        from tasking_app.database.work import Actor  # noqa: PLC0415  (step 2)
        from tasking_app.ui.desk import Desk  # noqa: PLC0415  (step 2)
        from tasking_app.ui.jobs import Jobs  # noqa: PLC0415  (step 2)
        from tasking_app.ui.screen import Place  # noqa: PLC0415  (step 2)
        from tasking_app.ui.screens.home import HomeScreen  # noqa: PLC0415  (step 2)

        path = Path(self.words[0])
        self.jobs = Jobs(lambda: open_store(path, None), Actor())
        self.desk = Desk(self.window, self.jobs, {"home": HomeScreen})
        self.desk.go(Place("home"))


def main(words: list[str]) -> int:
    """Open the program. Returns the exit status."""
    app = App(words)
    app.show_frame()
    return app.qt.exec()
