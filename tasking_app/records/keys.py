"""Keys behind numbers as the engine stores them: only those asked for are made into keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias
from uuid import UUID

Stored: TypeAlias = bytes | UUID


def key_of(stored: Stored) -> UUID:
    """The key; some engines give bytes, some the key itself."""
    return stored if isinstance(stored, UUID) else UUID(bytes=stored)


class Keys(Mapping[int, UUID]):
    """Numbers and the keys behind them; two are equal when they hold the same."""

    def __init__(self, stored: Mapping[int, Stored]) -> None:
        self._stored = dict(stored)

    def __getitem__(self, number: int) -> UUID:
        return key_of(self._stored[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def __eq__(self, other: object) -> bool:
        return dict(self) == dict(other) if isinstance(other, Keys) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as every mapping: it has no hash

    def number_of(self, key: UUID | None) -> int | None:
        """The number a key has; None for none."""
        if key is None:
            return None
        wanted = (key, key.bytes)
        return next((number for number, stored in self._stored.items() if stored in wanted), None)
