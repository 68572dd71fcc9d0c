"""While a chair's or co-ordinator's program is open, the record of a shared database is sealed every hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tasking_app.services import seal
from tasking_app.ui.jobs import Jobs

LOOK_EVERY = 10 * 60 * 1000
NOTHING: frozenset[str] = frozenset()


class Sealing(QObject):
    """Looks every ten minutes; the database itself says whether a seal is due and from whom.

    `say` is told the sentence when seals are late and this one could not be made; nothing once one was.
    """

    def __init__(self, jobs: Jobs, owner: QObject, say: Callable[[str], None]) -> None:
        super().__init__(owner)
        self._jobs, self._say = jobs, say
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Seal if it is time; when it cannot be done now, the next look tries again."""
        self._jobs.long(seal.when_due, lambda _: self._say(""), self, self._not_made, NOTHING)

    def _not_made(self, error: Exception) -> None:
        self._jobs.ask(seal.late, partial(self._tell, error), self, lambda _: None)

    def _tell(self, error: Exception, late: str) -> None:
        self._say(f"{error} It is tried again every 10 minutes." if late else "")
