"""While a chair's or co-ordinator's program is open, the record of a shared database is sealed every hour."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from tasking_app.services import seal
from tasking_app.ui.jobs import Jobs

LOOK_EVERY = 10 * 60 * 1000
NOTHING: frozenset[str] = frozenset()


class Sealing(QObject):
    """Looks every ten minutes; the database itself says whether a seal is due and from whom."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Seal if it is time; when it cannot be done now, the next look tries again."""
        self._jobs.long(seal.when_due, lambda _: None, self, lambda _: None, NOTHING)
