"""Reads a list of actions: the first rows at once, then the rest in parts, so that the window never waits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from tasking_app.records.action import ActionList, ActionRow, MoreActions
from tasking_app.records.action_filter import ActionView
from tasking_app.services import action_find
from tasking_app.ui.jobs import Jobs

FIRST = 200
PART = 1_000
REST_MS = 30
"""Between two parts the window has the processor to itself: it paints and answers keys."""
PAINTED_MS = 250
"""By then the first rows and the action beside them are painted, which comes first."""


class ActionReading(QObject):
    """The rows read so far. While the same list is read again, what was read before stays on show."""

    first = Signal(object)
    """An ActionList: counts, choices, and the first rows."""
    more = Signal()
    """There are more rows now."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self._turn = 0
        self._asked: ActionView | None = None
        self._shown: ActionList | None = None
        self._rows: list[ActionRow] = []
        self._coming: list[ActionRow] = []
        self.words = action_find.Words()

    def rows(self) -> list[ActionRow]:
        """What there is to show."""
        return self._rows

    def shown(self) -> ActionList | None:
        """The list as it was answered last."""
        return self._shown

    def read(self, asked: ActionView, own: Sequence[ActionView]) -> None:
        """Read a list; an answer to what was asked before is of no use any more."""
        self._turn += 1
        question = partial(action_find.first, asked=asked, own=tuple(own), most=FIRST)
        self._jobs.ask(question, partial(self._take_first, self._turn, asked), self)

    def _take_first(self, turn: int, asked: ActionView, answer: tuple[ActionList, dict[str, str]]) -> None:
        if turn != self._turn:
            return
        self._shown, words = answer
        self.words.add(words)
        self._coming = list(self._shown.rows)
        whole = len(self._coming) < FIRST
        if whole or asked != self._asked or len(self._rows) <= FIRST:
            self._rows, self._asked = self._coming, asked
        self.first.emit(self._shown)
        if not whole:
            self._go_on(turn, asked, PAINTED_MS)

    def _go_on(self, turn: int, asked: ActionView, wait: int = REST_MS) -> None:
        QTimer.singleShot(wait, self, partial(self._read_more, turn, asked))

    def _read_more(self, turn: int, asked: ActionView) -> None:
        if turn != self._turn:
            return
        question = partial(action_find.more, asked=asked, after=len(self._coming), most=PART)
        self._jobs.ask(question, partial(self._take_more, turn, asked), self)

    def _take_more(self, turn: int, asked: ActionView, answer: tuple[MoreActions, dict[str, str]]) -> None:
        if turn != self._turn:
            return
        found, words = answer
        self.words.add(words)
        self._coming = [*self._coming, *found.rows]
        if found.last or len(self._coming) >= 2 * len(self._rows):
            self._rows = self._coming
            self.more.emit()
        if not found.last:
            self._go_on(turn, asked)
