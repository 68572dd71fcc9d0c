"""Errors whose texts are fit to be shown as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from tasking_app.rules import fields as named


class AppError(Exception):
    """Something the user can act on; the text is one plain sentence."""


class NotAllowed(AppError):
    """The rules of the product forbid it; the text says which rule and what to do instead."""


class NotYours(NotAllowed):
    """The rules of access forbid it to whoever asks."""


class NotFound(AppError):
    """What was asked for is not there, or may not be seen."""


@dataclass(frozen=True, slots=True)
class FieldClash:
    """One field that two people changed: what the author saw, wanted, and what stands there now."""

    field: str
    seen: object
    mine: object
    theirs: object


class Clash(AppError):
    """The same field was changed here and by somebody else; nothing was written.

    `rest` are the fields that could have been written: `mine` as it would stand now. `command` is what was
    asked for, where it is known.
    """

    def __init__(
        self, kind: str, row: object, fields: tuple[FieldClash, ...], rest: tuple[FieldClash, ...] = ()
    ) -> None:
        names = " and ".join(dict.fromkeys(named.words(one.field) for one in fields))
        super().__init__(f"Somebody else has changed {names}. Both are kept: choose one.")
        self.kind = kind
        self.row = row
        self.fields = fields
        self.rest = rest
        self.command: object = None
