"""What the form for planning a meeting offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesChoice:
    """A series with its usual time and place, and the day its next meeting would fall on."""

    id: UUID
    name: str
    starts: str
    minutes: int
    place: str
    next_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Planning:
    """Series to choose from, who may chair, and today."""

    series: tuple[SeriesChoice, ...]
    officers: tuple[tuple[UUID, str], ...]
    today: date
    notice: str = ""
