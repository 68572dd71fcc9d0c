"""Text being typed, as windows ask for it to be kept and get it back; the drafts behind it never wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from tasking_app.rules.references import exchanged
from tasking_app.rules.typed_place import signed, unsigned


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


class Sits(Protocol):
    """Whoever sits here."""

    @property
    def officer(self) -> UUID | None:
        """An officer, or nobody yet."""


class Texts(Protocol):
    """What keeps them on disk."""

    trouble: Callable[[str], None]

    def keep(self, place: str, text: str, base: str = "") -> None:
        """Keep a text."""

    def drop(self, place: str) -> None:
        """Forget it."""

    def all(self) -> Sequence[Text]:
        """Every text kept."""

    def known(self) -> bool:
        """Whether what was kept before is read by now."""

    def stand_at(self, where: str) -> None:
        """Note where somebody is."""

    def stood_at(self) -> str:
        """Where somebody was."""

    def close(self, timeout: float = ...) -> bool:
        """Write what is left."""


@dataclass(frozen=True, slots=True)
class _Own:
    """A text of whoever sits here, by its place alone."""

    place: str
    text: str
    base: str
    kept_at: datetime


class KeepsTyped(QObject):
    """The side of the jobs that has to do with text being typed: each author has their own at every place."""

    failed = Signal(str)
    numbered = Signal(object)
    """References that are now others, old to new."""
    _draft_trouble = Signal(str)

    actor: Sits

    def __init__(self) -> None:
        super().__init__()
        self._heir: tuple[UUID | None, frozenset[UUID | None]] = (None, frozenset())
        self._left: dict[tuple[UUID | None, str], str] = {}
        self._drafts: Texts | None = None
        self._given: dict[str, str] = {}
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

    def inherit(self, left_by: frozenset[UUID | None]) -> None:
        """Texts of these authors come to whoever sits here now, as well as their own."""
        self._heir = (self.actor.officer, left_by)

    def draft(self, place: str, text: str, base: str = "") -> None:
        """Keep a text while it is typed; `base` is what stood there before. Never waits."""
        if self._drafts is not None:
            self._drafts.keep(signed(place, self.actor.officer), text, base)
            self._drop_left(place)

    def drop_draft(self, place: str) -> None:
        """Forget the text of a place: it was saved or given up."""
        if self._drafts is not None:
            self._drafts.drop(signed(place, self.actor.officer))
            self._drop_left(place)

    def drafts(self) -> Sequence[Text]:
        """The texts of whoever sits here that were not saved, the oldest first.

        One that somebody else left stands where there is none of their own; it is theirs once it is typed on.
        """
        me = self.actor.officer
        heir, left_by = self._heir
        own: dict[str, Text] = {}
        left: dict[str, tuple[Text, str]] = {}
        for one in self._drafts.all() if self._drafts is not None else ():
            author, place = unsigned(one.place)
            text = _Own(place, one.text, one.base, one.kept_at)
            if author == me:
                own[place] = text
            elif heir == me and author in left_by:
                left.setdefault(place, (text, one.place))
        taken = {place: text for place, (text, _) in left.items() if place not in own}
        self._left = {(me, place): left[place][1] for place in taken}
        return sorted((*own.values(), *taken.values()), key=lambda one: one.kept_at)

    def knows_typed(self) -> bool:
        """Whether `drafts` answers at once: at the start nothing waits for the disk."""
        return self._drafts is not None and self._drafts.known()

    def _drop_left(self, place: str) -> None:
        """What somebody else left at a place, and was shown there, is now typed on, saved or given up."""
        kept = self._left.pop((self.actor.officer, place), None)
        if kept is not None and self._drafts is not None:
            self._drafts.drop(kept)

    def as_numbered(self, text: str) -> str:
        """A text in which references that were counted here are the ones they have by now."""
        return exchanged(text, self._given)

    def renumber(self, given: Mapping[str, str]) -> None:
        """References that were counted here have their numbers: so they stand in what is typed."""
        if not given:
            return
        self._given |= given
        for one in self._drafts.all() if self._drafts is not None else ():
            text, base = exchanged(one.text, given), exchanged(one.base, given)
            if self._drafts is not None and (text, base) != (one.text, one.base):
                self._drafts.keep(one.place, text, base)
        self.numbered.emit(given)

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
