"""The facts of a meeting that every screen of it shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer, Series
from tasking_app.records.meeting_head import MeetingHead
from tasking_app.rules import meeting as stages
from tasking_app.services import may


def head(work: Work, meeting: Meeting) -> MeetingHead:
    """The facts of a meeting."""
    series = work.get(Series, meeting.of_series)
    officers = _names(work, (meeting.chair_id, meeting.minutes_by))
    hour, minute = (int(part) for part in meeting.starts.split(":"))
    ends = (datetime(2000, 1, 1, hour, minute) + timedelta(minutes=meeting.minutes)).time()  # noqa: DTZ001  (a time)
    return MeetingHead(
        id=meeting.id,
        reference=meeting.reference,
        series_id=series.id,
        series=stages.title(series.name, extraordinary=meeting.extraordinary),
        held_on=meeting.held_on,
        starts=meeting.starts,
        ends=f"{ends:%H:%M}",
        minutes=meeting.minutes,
        place=meeting.place,
        stage=meeting.stage,
        chair_id=meeting.chair_id,
        chair=officers.get(meeting.chair_id, "") if meeting.chair_id else "",
        minutes_by=officers.get(meeting.minutes_by, "") if meeting.minutes_by else "",
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        current_item=meeting.current_item,
        draft=meeting.draft,
        agenda_version=meeting.agenda_version,
        may=may.meeting(work),
    )


def _names(work: Work, keys: tuple[UUID | None, ...]) -> dict[UUID, str]:
    wanted = [key for key in keys if key is not None]
    rows = work.session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(wanted)))
    return {key: name for key, name in rows}  # noqa: C416  (a result is not a mapping)
