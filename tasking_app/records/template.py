"""A partnership without its people and meetings: what another one can begin from."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyShape:
    """An agency by its names."""

    name: str
    short_name: str
    nicknames: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatShape:
    """An agency of the list, by its place counted from 1, that sits in a series."""

    agency: int
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemShape:
    """A standing item of an agenda."""

    kind: str
    title: str
    minutes: int
    theme: str | None = None
    fixed: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesShape:
    """A series with its rhythm, seats and agenda."""

    code: str
    name: str
    rhythm: str
    place: str
    starts: str
    minutes: int
    quorum: int
    seats: tuple[SeatShape, ...]
    agenda: tuple[ItemShape, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeShape:
    """A theme in the partnership's words, with its kinds."""

    code: str
    outcome: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveShape:
    """A numbered objective."""

    number: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """Everything a new partnership begins with."""

    name: str
    short_name: str
    area: str
    marking: str
    statement: str
    due_soon: int
    agenda_out: int
    read_back: int
    agencies: tuple[AgencyShape, ...]
    series: tuple[SeriesShape, ...]
    themes: tuple[ThemeShape, ...]
    objectives: tuple[ObjectiveShape, ...]
