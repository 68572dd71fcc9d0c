"""Commands about the partnership: who it is, its agencies, officers, series, words and limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.commands.base import Command
from tasking_app.records.template import Template


@dataclass(frozen=True, kw_only=True, slots=True)
class StartPartnership(Command):
    """Begin from a template, by its name or given whole: the partnership's name and who begins."""

    template: str
    name: str
    officer: UUID
    officer_name: str
    officer_job: str = ""
    agency_name: str
    given: Template | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddAgency(Command):
    """A new agency, seated in the series named."""

    agency: UUID
    name: str
    short_name: str
    nicknames: str = ""
    seats: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AddOfficer(Command):
    """A new officer of an agency."""

    officer: UUID
    agency: UUID
    name: str
    job: str = ""
    email: str = ""
    phone: str = ""
    role: str = "officer"
    may_decide: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AddSeries(Command):
    """A new series of meetings with the standard agenda."""

    series: UUID
    code: str
    name: str
    rhythm: str = "monthly"
    place: str = ""
    starts: str = "10:00"
    minutes: int = 120
    quorum: int = 5
    first_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetSeat(Command):
    """Seat an agency in a series, say whether it must be here, or take the seat away."""

    series: UUID
    agency: UUID
    seated: bool = True
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SetChair(Command):
    """Make an officer a chair or the co-ordinator of a series, or no longer."""

    series: UUID
    officer: UUID
    part: str = "chair"
    wanted: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class SetSetting(Command):
    """Change one setting of the partnership; `seen` is what its author saw."""

    name: str
    seen: str
    wanted: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SetThemeWords(Command):
    """The outcome of a theme in the partnership's words."""

    theme: str
    seen: str
    wanted: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AddThemeKind(Command):
    """A kind within a theme."""

    kind: UUID
    theme: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AddObjective(Command):
    """A numbered objective."""

    objective: UUID
    number: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AddTemplateItem(Command):
    """A line of the agenda a series starts from."""

    item: UUID
    series: UUID
    title: str
    minutes: int = 5
