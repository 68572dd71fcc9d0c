"""Text being typed, as windows ask for it to be kept and get it back; the drafts behind it never wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal


class Text(Protocol):
    """A text that was being typed: where, what it was before, and when it was last kept."""

    @property
    def place(self) -> str:
        """Which field of which thing."""

    @property
    def text(self) -> str:
        """What is typed there."""

    @property
    def base(self) -> str:
        """What stood there when typing began."""

    @property
    def kept_at(self) -> datetime:
        """When it was last kept."""


class Texts(Protocol):
    """What keeps them on disk."""

    trouble: Callable[[str], None]

    def keep(self, place: str, text: str, base: str = "") -> None:
        """Keep a text."""

    def drop(self, place: str) -> None:
        """Forget it."""

    def all(self) -> Sequence[Text]:
        """Every text kept."""

    def stand_at(self, where: str) -> None:
        """Note where somebody is."""

    def stood_at(self) -> str:
        """Where somebody was."""

    def close(self, timeout: float = ...) -> bool:
        """Write what is left."""


class KeepsTyped(QObject):
    """The side of the jobs that has to do with text being typed."""

    failed = Signal(str)
    _draft_trouble = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._drafts: Texts | None = None
        self._draft_trouble.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def keep_drafts_in(self, drafts: Texts) -> None:
        """Where text being typed is kept, once the file is open."""
        self._drafts = drafts
        drafts.trouble = self._tell_draft_trouble

    def take_over(self, before: Texts | None) -> None:
        """What was typed into drafts that are closed, unless there is newer text of the same place."""
        if before is None or self._drafts is None:
            return
        known = {one.place: one.kept_at for one in self._drafts.all()}
        for one in before.all():
            if one.place not in known or known[one.place] < one.kept_at:
                self._drafts.keep(one.place, one.text, one.base)

    def draft(self, place: str, text: str, base: str = "") -> None:
        """Keep a text while it is typed; `base` is what stood there before. Never waits."""
        if self._drafts is not None:
            self._drafts.keep(place, text, base)

    def drop_draft(self, place: str) -> None:
        """Forget the text of a place: it was saved or given up."""
        if self._drafts is not None:
            self._drafts.drop(place)

    def drafts(self) -> Sequence[Text]:
        """The texts that were being typed when the program last ended, the oldest first."""
        return self._drafts.all() if self._drafts is not None else ()

    def stand_at(self, where: str) -> None:
        """Note where somebody is: screen, meeting, item."""
        if self._drafts is not None:
            self._drafts.stand_at(where)

    def stood_at(self) -> str:
        """Where somebody was when the program last ended; empty at first."""
        return self._drafts.stood_at() if self._drafts is not None else ""

    def _tell_draft_trouble(self, sentence: str) -> None:
        if sentence:
            self._draft_trouble.emit(sentence)
