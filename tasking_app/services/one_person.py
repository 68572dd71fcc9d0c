"""Entries of one person that were made one: which is kept, and which were made one with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import Work
from tasking_app.models.partnership import Officer


def kept(work: Work, key: UUID | None) -> Officer | None:
    """The entry that stands for somebody now."""
    row = work.session.get(Officer, key) if key is not None else None
    return row if row is None or row.merged_into is None else work.get(Officer, row.merged_into)


def entries(officer: UUID | None) -> Select[UUID]:
    """An entry and all that were made one with it, to be looked for in a question."""
    return select(Officer.id).where(or_(Officer.id == officer, Officer.merged_into == officer))


def now(column: Any) -> ScalarSelect[UUID]:  # any column that holds the key of an officer
    """The entry that stands now for the one a column names, to join its name with."""
    own = aliased(Officer)
    return select(func.coalesce(own.merged_into, own.id)).where(own.id == column).scalar_subquery()
