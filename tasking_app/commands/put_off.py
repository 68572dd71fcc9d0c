"""A choice between two changes that was put off, as plain data: it outlives the program and is made later."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from tasking_app.commands import codec
from tasking_app.commands.base import Change, Command, plain
from tasking_app.rules.errors import Clash, FieldClash


@dataclass(frozen=True, kw_only=True, slots=True)
class PutOff:
    """What two changed, what its author saw and wanted; what the other wrote is read anew.

    `rest` are the fields that could have been written with it, `command` what was asked for: it is done again
    where a field changes only with more, and not sent any more once it is chosen.
    """

    kind: str
    row: UUID
    called: str
    labels: tuple[str, ...]
    fields: tuple[Change, ...]
    rest: tuple[Change, ...] = ()
    command_kind: str = ""
    command: str = ""


def put_off(clash: Clash, called: str, labels: tuple[str, ...]) -> PutOff | None:
    """A clash to be kept; None where there is no row it could be found by again."""
    if not isinstance(clash.row, UUID):
        return None
    asked = clash.command if isinstance(clash.command, Command) else None
    return PutOff(
        kind=clash.kind,
        row=clash.row,
        called=called,
        labels=labels,
        fields=tuple(_change(one, one.seen) for one in clash.fields),
        rest=tuple(_change(one, one.theirs) for one in clash.rest),
        command_kind=codec.kind_of(asked) if asked is not None else "",
        command=codec.encode(asked).decode() if asked is not None else "",
    )


def command_of(kept: PutOff) -> Command | None:
    """What was asked for; None where this program does not know it any more."""
    try:
        return codec.decode(kept.command_kind, kept.command.encode()) if kept.command_kind else None
    except (KeyError, msgspec.MsgspecError):
        return None


def encode(kept: PutOff) -> str:
    """As a text that can be kept."""
    return msgspec.json.encode(kept).decode()


def decode(text: str) -> PutOff | None:
    """The choice again; None for a text that is none."""
    try:
        return msgspec.json.decode(text.encode(), type=PutOff)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return None


def _change(one: FieldClash, seen: object) -> Change:
    return Change(one.field, plain(seen), plain(one.mine))
