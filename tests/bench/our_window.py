"""The program over a file whose key is given, up to Home with its data; run as a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

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

    def complete(self) -> None:
        """Every other screen, as the program loads them."""
        super().show_rest()

    def show_rest(self) -> None:
        """Home is painted with its data; then all the rest."""
        say("home")
        self.complete()
        say("whole")
        os._exit(0)  # the backup of the day need not be waited for


def main() -> None:
    """Open the file named first, with the key in the environment."""
    app = Measured(Path(sys.argv[1]), bytes.fromhex(os.environ["TASKING_BENCH_KEY"]))
    app.show_frame()
    app.qt.exec()


if __name__ == "__main__":
    main()
