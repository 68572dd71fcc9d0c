"""What every meeting screen says at its top."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.may import MeetingMay


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingHead:
    """What every meeting screen says at its top."""

    id: UUID
    reference: str
    series_id: UUID
    series: str
    held_on: date
    starts: str
    ends: str
    minutes: int
    place: str
    stage: str
    chair_id: UUID | None
    chair: str
    minutes_by: str
    started_at: datetime | None
    ended_at: datetime | None
    current_item: UUID | None
    draft: int
    agenda_version: int
    may: MeetingMay = field(default_factory=MeetingMay)
