"""Undo and redo: what each officer did at this window, taken back one after another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from tasking_app.commands.change import Batch
from tasking_app.commands.done import Done
from tasking_app.rules.errors import Clash, NotAllowed
from tasking_app.ui.history import Histories, Undoable
from tasking_app.ui.keeps_typed import KeepsTyped


class Undoes(KeepsTyped):
    """The side of the jobs that takes changes back. Who derives from it carries the turns out."""

    told = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._writing = 0
        self._histories = Histories()

    def can_undo(self) -> str:
        """The words of what Undo would take back; empty when there is nothing."""
        return self._histories.now.back[-1].words if self._histories.now.back else ""

    def undo(self) -> None:
        """Take the last change back, if the values it wrote still stand; what is under way is waited for."""
        self._next_turn(lambda: self._turn(self._histories.now.back, self._histories.now.forward, "Undone"))

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._next_turn(
            lambda: self._turn(self._histories.now.forward, self._histories.now.back, "Done again")
        )

    def _next_turn(self, turn: Callable[[], None] | None = None) -> None:
        """Turns come one after another, and each only when every change before it is in the history."""
        if turn is not None:
            self._histories.now.turns.append(turn)
        while self._histories.now.turns and self._writing == 0:
            self._histories.now.turns.pop(0)()

    def _turn(self, source: list[Undoable], target: list[Undoable], said: str) -> None:
        if not source:
            empty = "Nothing to undo" if source is self._histories.now.back else "Nothing to do again"
            self.told.emit(empty, False)
            return
        last = source.pop()

        def turned(answer: Done) -> None:
            if answer.inverse is not None:
                target.append(Undoable(answer.inverse, last.words))
            self.told.emit(f"{said}: {last.words}" if last.words else said, False)
            self._settle(answer)

        def refused(error: Exception) -> None:
            if not isinstance(error, Clash | NotAllowed):
                source.append(last)  # it may work in a moment
            self._refused(None, error)

        self._writing += 1
        self._carry_out_turn(last.batch, turned, refused)

    def _carry_out_turn(
        self, batch: Batch, turned: Callable[[Done], None], refused: Callable[[Exception], None]
    ) -> None:
        """Carry out what takes a change back or does it again."""
        raise NotImplementedError

    def _settle(self, answer: Done) -> None:
        """A change is written."""
        raise NotImplementedError

    def _refused(self, failed: Callable[[Exception], None] | None, error: Exception) -> None:
        """A change was not written."""
        raise NotImplementedError
