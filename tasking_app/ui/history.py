"""What can be taken back and done again, and the turns that wait for the changes before them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
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


class Histories:
    """What each officer did at this window to each file: nobody takes back what another did."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Hashable, Hashable], History] = {}
        self._whose: tuple[Hashable, Hashable] | None = None
        self.now = History()

    def sit(self, place: Hashable, officer: Hashable) -> None:
        """Somebody sits down at a place: what they did there can be taken back again."""
        if self._whose == (place, officer):
            return
        if self._whose is not None:
            self._kept[self._whose] = self.now
        self._whose = (place, officer)
        self.now = self._kept.pop(self._whose, History())

    def leave(self, place: Hashable, *, forget: bool) -> None:
        """Another file is worked on; with `forget` this one was exchanged: nothing can be taken back."""
        if self._whose is not None and not forget:
            self._kept[self._whose] = self.now
        if forget:
            self._kept = {whose: one for whose, one in self._kept.items() if whose[0] != place}
        self._whose, self.now = None, History()
