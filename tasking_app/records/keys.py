"""Keys behind numbers as the engine gives them: only those asked for are made into keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID


def key_of(stored: bytes | UUID) -> UUID:
    """The key; some engines give bytes, some the key itself."""
    return stored if isinstance(stored, UUID) else UUID(bytes=stored)


class Keys(Mapping[int, UUID]):
    """Numbers and the keys behind them as texts, with or without dashes; equal when they hold the same."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, number: int) -> UUID:
        return UUID(self._texts[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return dict(self) == dict(other) if isinstance(other, Keys) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as every mapping: it has no hash

    def number_of(self, key: UUID | None) -> int | None:
        """The number a key has; None for none."""
        if key is None:
            return None
        spellings = (str(key), key.hex.upper(), key.hex)
        return next((number for number, text in self._texts.items() if text in spellings), None)
