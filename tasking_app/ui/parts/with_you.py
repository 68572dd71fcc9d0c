"""Who else looks at the meeting on show: their names, and being seen by them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from tasking_app.services import presence
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.others import EVERYTHING

AGAIN_MS = 20_000  # whoever lost the line says nothing when they go


class WithYou(QObject):
    """One screen's presence at a meeting; on a file there is nobody to see."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._names: tuple[str, ...] = ()
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._ask)
        jobs.changed.connect(self._perhaps)

    def words(self) -> str:
        """The names as the end of a quiet line; empty when nobody else is here."""
        return f". With you: {', '.join(self._names)}" if self._names else ""

    def come(self, meeting: UUID) -> None:
        """Be seen at a meeting, until `leave`."""
        if self._jobs.others.live and self._meeting != meeting:
            self._meeting, self._names = meeting, ()
            self._jobs.others.stand_at(meeting)
            self._again.start()
            self._ask()

    def leave(self) -> None:
        """The screen is no longer on show."""
        if self._meeting is not None:
            self._meeting, self._names = None, ()
            self._jobs.others.stand_at(None)
            self._again.stop()

    def _perhaps(self, touched: frozenset[str]) -> None:
        if touched & ({presence.KIND} | EVERYTHING):
            self._ask()

    def _ask(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._jobs.ask(lambda work: (meeting, presence.with_me(work, meeting)), self._told, self)

    def _told(self, answer: tuple[UUID, tuple[str, ...]]) -> None:
        meeting, names = answer
        if meeting == self._meeting and names != self._names:
            self._names = names
            self.changed.emit()
