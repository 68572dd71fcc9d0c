"""The next day of a series: its rhythm, on a weekday it usually meets, where people work."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Series
from tasking_app.rules import meeting as stages
from tasking_app.services import holidays

LOOK_AT = 6


def next_day(work: Work, series: Series, after: date) -> date | None:
    """The next day after one, from today on; None for a series that meets as needed.

    A meeting moved for a bank holiday does not move those after it: its place in the week is put right first.
    """
    day: date | None = _usual(work, series.id, after)
    while day is not None:
        day = stages.next_date(series.rhythm, day)
        if day is not None and day >= work.today:
            return holidays.working_day(day, work.today)
    return None


def _usual(work: Work, series: UUID, day: date) -> date:
    """The day as it would have been on the weekday most of the last meetings had."""
    held = work.session.scalars(
        select(Meeting.held_on)
        .where(
            Meeting.of_series == series,
            Meeting.held_on <= day,
            Meeting.extraordinary.is_(False),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.held_on.desc())
        .limit(LOOK_AT)
    ).all()
    # Of two weekdays with as many meetings the older one counts: it was there before the holiday.
    weekdays = Counter(one.weekday() for one in reversed(held))
    if not weekdays:
        return day
    usual = max(weekdays, key=lambda weekday: weekdays[weekday])
    near = (day + timedelta(days=n) for n in range(-3, 4))
    return next(one for one in near if one.weekday() == usual)
