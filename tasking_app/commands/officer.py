"""Commands about officers who leave, were entered twice, or are usually stood in for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerLeaves(Command):
    """An officer leaves; what is open goes to a colleague, or waits with the agency for one."""

    officer: UUID
    left_on: date
    successor: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeOfficers(Command):
    """Two entries are one person: everything goes to the one kept, the other leaves the lists."""

    keep: UUID
    away: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class SetSubstitute(Command):
    """Who usually comes instead of an officer, or no longer."""

    officer: UUID
    stands_in: UUID
    wanted: bool = True
