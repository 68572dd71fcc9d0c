"""Undo while the line is down: what waits is taken out of the queue, not sent with its opposite."""

from __future__ import annotations

from uuid import UUID

from tasking_app.commands.base import Command
from tasking_app.commands.done import Done
from tasking_app.outbox.book import WAITING, Book
from tasking_app.outbox.kept import Kept


class Undoing:
    """Which inverse belongs to which waiting command, and which were taken out and may be put back."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._undoes: dict[UUID, UUID] = {}
        self._redoes: dict[UUID, Kept] = {}

    def note(self, command: Command, done: Done) -> None:
        """A command waits; this would take it back."""
        if done.inverse is not None:
            self._undoes[done.inverse.id] = command.id

    def resolved(self, command: Command, *, away: bool) -> tuple[Command, UUID | None]:
        """What to carry out, and the waiting command that this takes out of the queue or puts back.

        With the line there, doing again what was taken out is that command itself.
        """
        if command.id in self._redoes:
            return (command, command.id) if away else (self._redoes.pop(command.id).command, None)
        waits = self._undoes.get(command.id)
        if away and waits is not None and self._book.state(waits) == WAITING:
            return command, waits
        return command, None

    def take_back(self, what: UUID, command: Command, done: Done) -> Done:
        """Take a waiting command out of the queue, or put one back that was taken out; done on the copy."""
        if what in self._redoes:
            kept = self._redoes.pop(what)
            self._book.keep(kept.command, kept.actor, kept.at)
            self.note(kept.command, done)
            return done
        kept = next(one for one in self._book.to_send() if one.command.id == what)
        self._book.drop(what)
        if done.inverse is not None:
            self._redoes[done.inverse.id] = kept
        return done
