"""Commands as kind and JSON, and back: a queue or a log outlives an upgrade."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

import msgspec

from tasking_app.commands import (
    account,
    action,
    attendance,
    change,
    line,
    meeting,
    officer,
    paper,
    partnership,
    proposal,
    referral,
)
from tasking_app.commands.base import Command

_MODULES = (
    *(account, action, attendance, change, line, meeting, officer, paper, partnership, proposal),
    referral,
)
KINDS: dict[str, type[Command]] = {
    name: kind
    for module in _MODULES
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
}


class _StoredStep(msgspec.Struct):
    kind: str
    data: msgspec.Raw


class _StoredBatch(msgspec.Struct):
    id: UUID
    steps: list[_StoredStep]


def kind_of(command: Command) -> str:
    """The stored name of a command's kind."""
    return type(command).__name__


def encode(command: Command) -> bytes:
    """A command as JSON; its kind is stored beside it."""
    if isinstance(command, change.Batch):
        steps = [_StoredStep(kind_of(step), msgspec.Raw(encode(step))) for step in command.steps]
        return msgspec.json.encode(_StoredBatch(command.id, steps))
    return msgspec.json.encode({one.name: getattr(command, one.name) for one in fields(command)})


def decode(kind: str, data: bytes) -> Command:
    """The command again. Raises KeyError for a kind this program does not know."""
    if kind == change.Batch.__name__:
        stored = msgspec.json.decode(data, type=_StoredBatch)
        steps = tuple(decode(step.kind, bytes(step.data)) for step in stored.steps)
        return change.Batch(id=stored.id, steps=steps)  # type: ignore[arg-type]  # decoded from the same union
    return msgspec.json.decode(data, type=KINDS[kind])
