"""Papers noted before they leave."""

from __future__ import annotations

from tasking_app.commands.paper import NotePaper
from tasking_app.database.work import Work
from tasking_app.models.approval import Paper


def note(work: Work, command: NotePaper) -> None:
    """Keep which paper was made, with its marking and the fingerprint of its bytes."""
    row = Paper(
        id=command.paper,
        meeting_id=command.meeting,
        kind=command.kind,
        of_agency=command.agency,
        edition=command.edition,
        marking=command.marking,
        file_name=command.file_name,
        pages=command.pages,
        sha256=command.sha256,
        as_at=command.as_at,
    )
    work.add(row)
