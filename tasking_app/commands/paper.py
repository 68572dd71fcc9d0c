"""Commands that note a paper before it leaves, and a load of police figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLeaving(Command):
    """Something left while the database did not answer: how (print, export, send), what, and its key."""

    how: str
    what: str
    key: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotePaper(Command):
    """A paper is about to be saved or printed: which, its marking and the fingerprint of its bytes."""

    paper: UUID
    meeting: UUID | None
    kind: str
    edition: str
    marking: str
    file_name: str
    pages: int
    sha256: str
    as_at: datetime
    agency: UUID | None = None
