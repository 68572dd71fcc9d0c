"""The program over a file whose key is given, up to Home with its data; run as a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tasking_app.app import App
from tests.bench.stamp import FirstPaint, say


class Measured(App):
    """The program, except that it does not ask the credential store of this computer for the key."""

    def __init__(self, file: Path, key: bytes) -> None:
        super().__init__(file)
        self.key = key
        self._painted = FirstPaint(self.window)
        self._painted.done.connect(lambda: say("painted"))

    def show_home(self) -> None:
        """The file and Home, as the program does it once it has the key."""
        assert self.file is not None
        self._sit_at(self.file, self.key)

    def show_rest(self) -> None:
        """All the rest, and then wait for Home, which tells the frame its title when it has its data."""
        home = self.window.screen_on_show()
        assert home is not None
        home.head.connect(lambda: QTimer.singleShot(0, self._painted_too))
        super().show_rest()

    def _painted_too(self) -> None:
        QTimer.singleShot(0, self._end)

    def _end(self) -> None:
        say("home")
        os._exit(0)  # the backup of the day need not be waited for


def main() -> None:
    """Open the file named first, with the key in the environment."""
    app = Measured(Path(sys.argv[1]), bytes.fromhex(os.environ["TASKING_BENCH_KEY"]))
    app.show_frame()
    app.qt.exec()


if __name__ == "__main__":
    main()
