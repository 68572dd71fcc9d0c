"""What the form for a new referral offers, and whether its words name somebody known here."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.referral import Referral
from tasking_app.models.settings import ThemeKind
from tasking_app.records.referral import NewReferralForm, SeriesOfReferral
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.references import REFERRAL, written
from tasking_app.services.deciding import deciding
from tasking_app.services.home import next_meeting


def new_form(work: Work) -> NewReferralForm:
    """What the form for a new referral offers."""
    agencies = select(Agency.id, Agency.short_name).where(Agency.withdrawn_at.is_(None))
    officers = select(Officer.id, Officer.name, Officer.agency_id).where(
        Officer.left_on.is_(None), Officer.withdrawn_at.is_(None)
    )
    ask = work.session.execute
    return NewReferralForm(
        next_reference=written(REFERRAL, work.last_number(REFERRAL) + 1),
        series=_series(work),
        agencies=tuple((key, name) for key, name in ask(agencies.order_by(Agency.order_key))),
        officers=tuple((key, name, of) for key, name, of in ask(officers.order_by(Officer.name))),
        kinds=_kinds(work),
        places=_places(work),
    )


def _series(work: Work) -> tuple[SeriesOfReferral, ...]:
    """The open series: first the one last used here, or else that of the next meeting."""
    first = _usual(work)
    series = select(Series.id, Series.name).where(Series.withdrawn_at.is_(None))
    rows = work.session.execute(series.order_by(Series.id != first, Series.made_at, Series.code.desc())).all()
    meetings, own = _meetings(work), deciding(work)
    found = []
    for key, name in rows:
        meeting = meetings.get(key)
        found.append(
            SeriesOfReferral(
                id=key,
                name=name,
                decides=key in own,
                meeting=meeting.id if meeting is not None else None,
                next_meeting=days.long(meeting.held_on) if meeting is not None else "",
            )
        )
    return tuple(found)


def _usual(work: Work) -> UUID | None:
    last = (
        select(Referral.series_id)
        .join(Series, Series.id == Referral.series_id)
        .where(Referral.made_by == work.actor.officer, Series.withdrawn_at.is_(None))
        .order_by(Referral.number.desc())
    )
    used = work.session.scalar(last.limit(1)) if work.actor.officer is not None else None
    following = next_meeting(work) if used is None else None
    return work.get(Meeting, following).of_series if following is not None else used


def _meetings(work: Work) -> dict[UUID, Meeting]:
    """The meeting of each series that is under way or comes next."""
    ahead = [stage.value for stage in (*stages.TO_COME, stages.Stage.IN_PROGRESS)]
    rows = work.session.scalars(
        select(Meeting)
        .where(Meeting.stage.in_(ahead), Meeting.withdrawn_at.is_(None))
        .order_by(Meeting.stage == stages.Stage.IN_PROGRESS.value, Meeting.held_on.desc())
    )
    return {row.of_series: row for row in rows}


def _kinds(work: Work) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = work.session.execute(
        select(ThemeKind.theme, ThemeKind.name)
        .where(ThemeKind.withdrawn_at.is_(None))
        .order_by(ThemeKind.order_key)
    )
    for theme, name in rows:
        found[theme].append(name)
    return {theme: tuple(names) for theme, names in found.items()}


def _places(work: Work) -> tuple[str, ...]:
    """Areas that were named before, the most frequent first."""
    return tuple(
        work.session.scalars(
            select(Referral.area)
            .where(Referral.area != "", Referral.restricted.is_(False), Referral.withdrawn_at.is_(None))
            .group_by(Referral.area)
            .order_by(func.count().desc(), Referral.area)
            .limit(300)
        )
    )
