"""What texts said before they were changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class OldText:
    """A text as it stood until somebody changed it. `now` is what stands there today."""

    id: UUID
    kind: str
    row: UUID
    field: str
    about: str
    text: str
    now: str
    until: datetime
    by: str
    can_return: bool
