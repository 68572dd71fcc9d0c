"""The partnership as Settings shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tasking_app.records.account import AccountsPage
from tasking_app.records.may import SettingsMay


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyRow:
    """An agency and how many officers it has."""

    id: UUID
    name: str
    short_name: str
    nicknames: str
    officers: int
    agreement_until: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StandIn:
    """Somebody who usually comes instead of an officer."""

    officer: UUID
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerRow:
    """An officer as the list shows them."""

    id: UUID
    name: str
    job: str
    agency_id: UUID
    agency: str
    email: str
    role: str
    may_decide: bool
    invited: bool
    left_on: date | None
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaLine:
    """A standing item of a series."""

    id: UUID
    title: str
    minutes: int
    theme: str
    fixed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatRow:
    """An agency at a series: whether it sits there, and whether it must be at every meeting."""

    agency: UUID
    name: str
    seated: bool
    required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """An officer who chairs or co-ordinates a series; one who has left is still shown, to be taken away."""

    officer: UUID
    name: str
    agency: str
    left: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesRow:
    """A series with its rhythm, quorum, people, agencies and standing items."""

    id: UUID
    code: str
    name: str
    rhythm: str
    place: str
    starts: str
    minutes: int
    quorum: int
    chairs: tuple[PartRow, ...]
    coordinators: tuple[PartRow, ...]
    seats: tuple[SeatRow, ...]
    agenda: tuple[AgendaLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KindRow:
    """A kind within a theme."""

    id: UUID
    theme: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveRow:
    """A numbered objective."""

    id: UUID
    number: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRow:
    """What was changed, in words."""

    when: str
    who: str
    what: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthRow:
    """A month of figures that is loaded."""

    month: str
    force: str
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsPage:
    """Everything Settings shows."""

    values: Mapping[str, str]
    outcomes: Mapping[str, str]
    agencies: tuple[AgencyRow, ...]
    officers: tuple[OfficerRow, ...]
    series: tuple[SeriesRow, ...]
    kinds: tuple[KindRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    months: tuple[MonthRow, ...]
    areas: tuple[str, ...]
    changes: tuple[ChangeRow, ...]
    accounts: AccountsPage | None = None
    """Those of a shared database; a file has none."""
    may: SettingsMay = field(default_factory=SettingsMay)
