"""Something long on its way in another thread: how far it is, told in the window's thread, and Stop."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QObject, Signal

from tasking_app.rules.progress import Stopped

STEPS = 1000
_RUNS: WeakSet[Going] = WeakSet()


class Going(QObject):
    """One run. `step` is handed to what does the work; after `stop` its next step is the last."""

    went = Signal(int)
    """How many of a thousand steps are done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        _RUNS.add(self)

    def step(self, share: float) -> None:
        """In the thread of the work. Raises Stopped."""
        if self._stopped:
            raise Stopped
        self.went.emit(int(share * STEPS))

    def stop(self) -> None:
        """Not further than the next step."""
        self._stopped = True


def stop_all() -> None:
    """The program ends: nothing long is waited for, and nothing half made is left."""
    for one in list(_RUNS):
        one.stop()
