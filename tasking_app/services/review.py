"""The review of actions in a meeting: those still to be heard, and those heard with what was said."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.meeting import Meeting
from tasking_app.records.running import Review
from tasking_app.services import action_rows
from tasking_app.services.quick_add import next_on


def review(work: Work, meeting_id: UUID, order: str = "late") -> Review:
    """The action review: what is still to be heard and what was heard.

    `order`: late (overdue first, then by date), agency, theme, or quiet (those without an update first).
    """
    meeting = work.get(Meeting, meeting_id, "The meeting")
    answers = {
        key: (answer, text)
        for key, answer, text in work.session.execute(
            select(ActionUpdate.action_id, ActionUpdate.answer, ActionUpdate.text)
            .where(ActionUpdate.meeting_id == meeting.id, ActionUpdate.withdrawn_at.is_(None))
            .order_by(ActionUpdate.said_at, ActionUpdate.id)
        )
    }
    today = max(work.today, meeting.held_on)
    before = action_rows.statement().where(
        Action.series_id == meeting.of_series, (Action.raised_in.is_(None)) | (Action.raised_in != meeting.id)
    )
    to_hear = action_rows.rows(
        work,
        before.where(action_rows.is_open(), Action.id.not_in(answers)).order_by(Action.due, Action.number),
        today,
    )
    heard = action_rows.rows(work, before.where(Action.id.in_(answers)), today)
    place = {key: n for n, key in enumerate(answers)}
    heard = tuple(sorted(heard, key=lambda row: place[row.id], reverse=True))
    return Review(
        to_hear=tuple(sorted(to_hear, key=_ORDERS[order])),
        heard=tuple((row, *answers[row.id]) for row in heard),
        today=today,
        next_meeting=next_on(work, meeting.of_series, meeting.held_on),
    )


_ORDERS = {
    "late": lambda row: (row.due, row.number),
    "agency": lambda row: (row.agency, row.due, row.number),
    "theme": lambda row: (row.theme, row.due, row.number),
    "quiet": lambda row: (row.updated_on is not None, row.due, row.number),
}
