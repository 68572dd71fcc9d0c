"""What is open with an officer who leaves or was entered twice."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaving:
    """What somebody takes over, and the colleagues who may, the likeliest first."""

    officer: UUID
    name: str
    agency: str
    actions: int
    referrals: int
    meetings: int
    parts: tuple[str, ...]
    only_reader_of: tuple[str, ...]
    colleagues: tuple[tuple[UUID, str], ...]
