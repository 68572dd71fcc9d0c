"""Home: the next meeting, what needs attention, the five themes, what happened since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.records.meeting_head import MeetingHead
from tasking_app.records.ready import Ready
from tasking_app.rules.figures import ThemeFigures


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """One thing that needs somebody, with its one verb. Shape: late, due_soon, quiet, inbox, figures."""

    what: str
    shape: str
    title: str
    detail: str
    verb: str
    id: UUID | None = None
    kind: str = ""
    """Of the row a choice is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeLine:
    """One theme: open and late actions, and its figures this year and last."""

    theme: str
    name: str
    open: int
    late: int
    figures: ThemeFigures
    last_year: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """What happened since the last meeting. On time is a percentage, None when nothing was done."""

    since: date
    done: int
    added: int
    moved: int
    on_time: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """Something looked at or changed lately."""

    kind: str
    id: UUID
    title: str
    when: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Everything Home shows."""

    partnership: str
    greeting: str
    today: date
    meeting: MeetingHead | None
    away: str
    invited: int
    coming: int
    apologies: int
    ready: tuple[Ready, ...]
    attention: tuple[Attention, ...]
    late: int
    themes: tuple[ThemeLine, ...]
    figures_month: str
    since: Since | None
    recent: tuple[Recent, ...]
    series: UUID | None
