"""Everything the screen of a running meeting reads at once, and what of it when somebody wrote."""

from __future__ import annotations

from uuid import UUID

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.records.quick_add import QuickAdd
from tasking_app.records.running import Review, Running
from tasking_app.services import quick_add, review, running

Reading = tuple[Running, QuickAdd, Review | None]


def meeting_page(work: Work, meeting: UUID, order: str) -> Reading:
    """The item now, what lines may refer to there, and the review in this order where the item is one."""
    shown = running.running(work, meeting)
    quick = quick_add.surroundings(work, meeting, shown.item.theme, None)
    heard = review.review(work, meeting, order) if shown.item.kind == "review" else None
    return shown, quick, heard


def page_again(work: Work, last: Reading, order: str, touched: frozenset[str]) -> Reading:
    """The same after somebody wrote to these tables: only what shows them, as forty people read at once.

    The whole of it where they may show anywhere.
    """
    shown, quick, heard = last
    meeting = work.get(Meeting, shown.head.id, "The meeting")
    if (meeting.current_item, meeting.stage) != (shown.head.current_item, shown.head.stage):
        touched |= running.AGENDA  # it went on, and the notice of that comes after this one
    if not touched <= running.PARTS or (meeting.held_on, meeting.of_series) != (
        shown.head.held_on,
        shown.head.series_id,
    ):
        return meeting_page(work, meeting.id, order)
    shown = running.running_again(work, meeting, shown, touched)
    if touched & running.AGENDA:
        quick = quick_add.at_item(work, quick, meeting, shown.item.theme)
    if touched & running.ACTIONS:
        quick = quick_add.with_actions(work, quick)
    if shown.item.kind != "review":
        return shown, quick, None
    same = heard is not None and not touched & (running.ACTIONS | running.AGENDA)
    return shown, quick, heard if same else review.review(work, meeting.id, order)
