"""What may be chosen when a meeting is planned or its facts change."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer, Series
from tasking_app.records.planning import Planning, SeriesChoice
from tasking_app.rules import meeting as stages
from tasking_app.services import holidays, rhythm


def planning(work: Work) -> Planning:
    """Series with the day their next meeting would fall on, the busiest first, and who may chair."""
    rows = work.session.execute(
        select(Series, func.max(Meeting.held_on), func.count(Meeting.id))
        .outerjoin(
            Meeting,
            (Meeting.of_series == Series.id)
            & Meeting.stage.not_in([stage.value for stage in stages.NOT_HELD])
            & Meeting.extraordinary.is_(False)
            & Meeting.withdrawn_at.is_(None),
        )
        .where(Series.withdrawn_at.is_(None))
        .group_by(Series.id)
        .order_by(func.count(Meeting.id).desc(), Series.made_at, Series.code.desc())
    )
    series = tuple(
        SeriesChoice(
            id=row.id,
            name=row.name,
            starts=row.starts,
            minutes=row.minutes,
            place=row.place,
            next_on=_next_on(work, row, last),
        )
        for row, last, _ in rows
    )
    officers = work.session.execute(
        select(Officer.id, Officer.name)
        .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Officer.name)
    )
    return Planning(
        series=series,
        officers=tuple((key, name) for key, name in officers),
        today=work.today,
        notice=holidays.calendar().runs_out(work.today),
    )


def _next_on(work: Work, series: Series, last: date | None) -> date:
    """The next day of the rhythm that is still to come; a first one is a week ahead, on a working day."""
    if last is not None:
        day = rhythm.next_day(work, series, last)
    else:
        day = series.first_on if series.first_on is not None and series.first_on >= work.today else None
    return day or holidays.working_day(work.today + timedelta(days=7), work.today)
