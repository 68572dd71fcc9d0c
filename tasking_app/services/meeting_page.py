"""Everything the screen of a running meeting reads at once."""

from __future__ import annotations

from uuid import UUID

from tasking_app.database.work import Work
from tasking_app.records.quick_add import QuickAdd
from tasking_app.records.running import Review, Running
from tasking_app.services import quick_add, review, running


def meeting_page(work: Work, meeting: UUID, order: str) -> tuple[Running, QuickAdd, Review | None]:
    """The item now, what lines may refer to there, and the review in this order where the item is one."""
    shown = running.running(work, meeting)
    quick = quick_add.surroundings(work, meeting, shown.item.theme, None)
    heard = review.review(work, meeting, order) if shown.item.kind == "review" else None
    return shown, quick, heard
