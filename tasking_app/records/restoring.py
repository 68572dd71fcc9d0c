"""A backup that could take the place of the open file, as people are asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Restorable:
    """A backup that was opened and read to its last page: what it would bring back.

    `ready` is a checked copy at the revision of this program, beside the open file; `key` opens it.
    """

    source: Path
    ready: Path
    key: bytes | None
    made_at: datetime
    partnership: str
    meetings: int
    actions: int
    last_meeting: str
    last_on: date | None
    last_change: datetime | None
