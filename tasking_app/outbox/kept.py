"""A command as the book keeps it, and what is made of one that only another version of the program knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from tasking_app.commands.base import Command
from tasking_app.commands.codec import decode, encode, kind_of
from tasking_app.database.work import Actor
from tasking_app.rules.references import exchanged

OTHER_VERSION = (
    "It was kept by another version of the program, and this one cannot send it. Start that version, or copy "
    "the text and type it again."
)
COUNTED_HERE = b"-new "


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown(Command):
    """A command this version of the program cannot read; it is kept, and never sent by this version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A command in the book: who gave it and when, how it stands, and what was said when it did not go."""

    command: Command
    kind: str
    data: bytes
    actor: Actor
    at: datetime
    state: str
    told: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The references the database gave, by key."""


def read(
    key: str,
    kind: str,
    data: bytes,
    officer: str,
    agency: str,
    name: str,
    at: str,
    state: str,
    told: str,
    numbers: str,
) -> Kept:
    """What a row of the book says."""
    return Kept(
        command=_command(UUID(key), kind, bytes(data)),
        kind=kind,
        data=bytes(data),
        actor=Actor(UUID(officer) if officer else None, UUID(agency) if agency else None, name),
        at=datetime.fromisoformat(at),
        state=state,
        told=told,
        numbers=json.loads(numbers),
    )


def _command(key: UUID, kind: str, data: bytes) -> Command:
    try:
        return decode(kind, data)
    except (KeyError, msgspec.MsgspecError):
        return Unknown(id=key)


def numbered(data: bytes, given: Mapping[str, str]) -> bytes:
    """A stored command with the references that were given in all its texts."""
    if COUNTED_HERE not in data:
        return data
    return msgspec.json.encode(_numbered(msgspec.json.decode(data), given))


def as_numbered(command: Command, given: Mapping[str, str]) -> Command:
    """A command that still speaks of what was counted here, with the references that were given since."""
    data = encode(command) if given else b""
    return decode(kind_of(command), numbered(data, given)) if COUNTED_HERE in data else command


def _numbered(told: object, given: Mapping[str, str]) -> object:
    if isinstance(told, str):
        return exchanged(told, given)
    if isinstance(told, list):
        return [_numbered(one, given) for one in told]
    if isinstance(told, dict):
        return {name: _numbered(one, given) for name, one in told.items()}
    return told
