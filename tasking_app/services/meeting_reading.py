"""What the meeting screen read last, so that a change of somebody else does not read all of it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from tasking_app.database.work import Work
from tasking_app.services.meeting_page import Reading, meeting_page, page_again

Question = Callable[[Work], Reading]
Of = tuple[UUID, str, UUID | None, date]


class MeetingReading:
    """Questions of one screen, asked one after another in the worker's thread: each builds on the last."""

    def __init__(self) -> None:
        self._last: Reading | None = None
        self._of: Of | None = None

    def whole(self, meeting: UUID, order: str) -> Question:
        """Everything there is to show."""
        return lambda work: self._read(work, meeting, order, None)

    def again(self, meeting: UUID, order: str, touched: frozenset[str]) -> Question:
        """Everything, of which only what shows these tables is read anew."""
        return lambda work: self._read(work, meeting, order, touched)

    def _read(self, work: Work, meeting: UUID, order: str, touched: frozenset[str] | None) -> Reading:
        last, self._last = self._last, None  # a reading that fails leaves nothing to build on
        of = (meeting, order, work.actor.officer, work.today)  # for whom and when it holds
        if last is None or touched is None or self._of != of:
            self._last = meeting_page(work, meeting, order)
        else:
            self._last = page_again(work, last, order, touched)
        self._of = of
        return self._last
