"""A note that was meant as an action and has no agency yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class LooseAction:
    """Everything to give it to an agency: where it stands, who could take it, the usual date."""

    line: UUID
    text: str
    meeting: UUID
    item: UUID
    theme: str
    referral: UUID | None
    agencies: tuple[tuple[UUID, str], ...]
    due: date
    today: date
