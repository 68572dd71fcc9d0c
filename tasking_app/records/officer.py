"""What is open with an officer who leaves or was entered twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.rules.counting import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaving:
    """What somebody takes over, and the colleagues who may, the likeliest first."""

    officer: UUID
    name: str
    agency: str
    today: date
    actions: int
    referrals: int
    meetings: int
    parts: tuple[str, ...]
    only_reader_of: tuple[str, ...]
    only_decides_in: tuple[str, ...]
    colleagues: tuple[tuple[UUID, str], ...]

    def open(self) -> str:
        """All of it in words: 40 actions, 1 referral, chair of Tasking; empty when nothing is open."""
        numbers = (
            (self.actions, "action", "actions"),
            (self.referrals, "referral", "referrals"),
            (self.meetings, "meeting to come", "meetings to come"),
        )
        counts = [counted(number, one, many) for number, one, many in numbers if number]
        return ", ".join([*counts, *self.parts])
