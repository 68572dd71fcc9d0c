"""What every command has, and the plain values a command may carry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from uuid import UUID

from uuid_utils import compat

Value = str | int | bool | None


_ids: ContextVar[Callable[[], UUID]] = ContextVar("ids", default=compat.uuid7)


def new_id() -> UUID:
    """A new key, made by the program (UUID version 7)."""
    return _ids.get()()


def ids_of(command: UUID) -> Callable[[], UUID]:
    """The keys of what a command makes: the same ones whenever and wherever it is carried out.

    They begin with the command's moment, as its own key does, and end with what only this command leads to.
    """
    number = count()

    def derived() -> UUID:
        chance = bytearray(hashlib.sha256(command.bytes + next(number).to_bytes(4, "big")).digest()[:16])
        chance[:6] = command.bytes[:6]
        chance[6] = chance[6] & 0x0F | 0x70
        chance[8] = chance[8] & 0x3F | 0x80
        return UUID(bytes=bytes(chance))

    return derived


@contextmanager
def ids_from(source: Callable[[], UUID]) -> Iterator[None]:
    """Take keys from another source meanwhile: made-up data is the same each time it is made."""
    token = _ids.set(source)
    try:
        yield
    finally:
        _ids.reset(token)


def plain(value: object) -> Value:
    """A stored value as plain data: keys, days and moments as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a command cannot carry {type(value).__name__}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """Something somebody asks for, with a key of its own, so that twice is once."""

    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Change:
    """One field: the value its author saw, and the one wanted."""

    field: str
    seen: Value
    wanted: Value


def changes(seen: Mapping[str, object], wanted: Mapping[str, object]) -> tuple[Change, ...]:
    """The fields of `wanted` that differ from `seen`, as plain data."""
    return tuple(
        Change(name, plain(seen[name]), plain(value)) for name, value in wanted.items() if value != seen[name]
    )


def beside(seen: Mapping[str, object], wanted: Mapping[str, object]) -> tuple[Change, ...]:
    """The fields that were seen and are not to be changed, as plain data."""
    return tuple(
        Change(name, plain(value), plain(value))
        for name, value in seen.items()
        if name not in wanted or wanted[name] == value
    )
