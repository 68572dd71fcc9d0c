"""Where a row is filed: the three values are copied from the parent, never taken from a command."""

from __future__ import annotations

from typing import Protocol, TypedDict
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.folder import Folder
from tasking_app.models.meeting import Meeting
from tasking_app.rules import meeting as stages


class Filed(TypedDict):
    """The three columns that say who may see a row."""

    folder_id: UUID
    series_id: UUID
    restricted: bool


class HasFolder(Protocol):
    """A row that is filed."""

    folder_id: UUID
    series_id: UUID
    restricted: bool


def like(row: HasFolder) -> Filed:
    """The folder of a parent row."""
    return {"folder_id": row.folder_id, "series_id": row.series_id, "restricted": row.restricted}


def folder(work: Work, referral: UUID | None, series: UUID) -> Filed:
    """The folder of a referral, or of the general business of a series."""
    row = work.get(Folder, referral or series, "The referral")
    return {"folder_id": row.id, "series_id": row.series_id, "restricted": row.restricted}


def open_meeting(work: Work, key: UUID) -> Meeting:
    """A meeting whose minutes may still change. Raises NotAllowed once they are approved."""
    row = work.get(Meeting, key, "The meeting")
    stages.check_open(row.stage)
    return row


def check_not_frozen(work: Work, meeting: UUID | None) -> None:
    """Raises NotAllowed when a row belongs to approved minutes."""
    if meeting is not None:
        stage = work.session.scalar(select(Meeting.stage).where(Meeting.id == meeting))
        if stage is not None:
            stages.check_open(stage)
