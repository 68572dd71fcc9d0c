"""What can be taken back and done again, and the turns that wait for the changes before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tasking_app.commands.change import Batch

STEPS_KEPT = 100
Turn = Callable[[], None]


@dataclass(slots=True)
class Undoable:
    """The commands that take a change back, and the words of the change."""

    batch: Batch
    words: str


@dataclass(slots=True)
class History:
    """The last changes of this window, and turns asked for while a change is still being written."""

    back: list[Undoable] = field(default_factory=list)
    forward: list[Undoable] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def keep(self, inverse: Batch, words: str) -> None:
        """A change was made: it can be taken back, and what was taken back before cannot be done again."""
        self.back.append(Undoable(inverse, words or "last change"))
        del self.back[:-STEPS_KEPT]
        self.forward.clear()
