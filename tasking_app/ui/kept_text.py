"""Fields whose text is kept on disk while it is typed, until it is saved or given up."""

from __future__ import annotations

from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.fields import Field


def kept(jobs: Jobs, place: str) -> str:
    """What was being typed at a place, also before the program last ended; empty when nothing was."""
    return next((draft.text for draft in jobs.drafts() if draft.place == place), "")


def keep(jobs: Jobs, place: str, field: Field) -> None:
    """Bring back what was being typed, and keep what will be."""
    before = kept(jobs, place)
    if before:
        field.set_text(before)
    field.changed.connect(lambda text: jobs.draft(place, text) if text.strip() else jobs.drop_draft(place))
