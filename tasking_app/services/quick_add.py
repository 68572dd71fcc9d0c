"""What the quick-add line may refer to, and the commands a line becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Text, case, cast, func, select

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.base import key_text
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer, Seat, Series
from tasking_app.models.referral import Referral
from tasking_app.records.keys import Keys
from tasking_app.records.quick_add import OpenAction, QuickAdd
from tasking_app.rules import meeting as stages
from tasking_app.rules.action import OPEN_VALUES
from tasking_app.rules.name_match import AgencyEntry, OfficerEntry
from tasking_app.rules.quick_line import Context
from tasking_app.services import holidays


def surroundings(work: Work, meeting: UUID | None, theme: str, referral: UUID | None) -> QuickAdd:
    """Everything the grammar needs where the line is typed; without a meeting dates count from today."""
    row = work.session.get(Meeting, meeting) if meeting is not None else None
    day = row.held_on if row is not None else work.today
    series = row.of_series if row is not None else _first_series(work)
    used_agency, used_officer = _used(work, meeting)
    officers = _officers(work, used_officer)
    agencies = _agencies(work, series, officers, used_agency)
    keys, themes, restricted = _referrals(work)
    under = keys.number_of(referral)
    context = Context(
        day=max(day, work.today) if row is None else day,
        next_meeting=next_on(work, series, day),
        agencies=agencies,
        officers=officers,
        theme=theme or themes.get(under or 0) or None,
        referral=under,
        restricted=restricted,
        referrals=frozenset(keys),
        actions=_numbers(work, series),
        calendar=holidays.calendar(),
    )
    return QuickAdd(
        context=context,
        meeting=meeting,
        series=series,
        referrals=keys,
        actions=_open_actions(work, series),
        themes=themes,
    )


def at_item(work: Work, last: QuickAdd, meeting: Meeting, theme: str) -> QuickAdd:
    """The same where the meeting is now."""
    following = next_on(work, last.series, meeting.held_on)
    return replace(last, context=replace(last.context, theme=theme or None, next_meeting=following))


def with_actions(work: Work, last: QuickAdd) -> QuickAdd:
    """The same after somebody wrote to actions.

    Of the numbers ever given only new ones are asked for; one that was taken back meanwhile is still known
    here, and who names it is told by whatever takes the line.
    """
    known = frozenset(last.context.actions or ())
    waiting = _open_actions(work, last.series)
    used_agency, used_officer = _used(work, last.meeting)
    officers = {one.key: replace(one, used=used_officer.get(one.key, 0)) for one in last.context.officers}

    def again(one: AgencyEntry) -> AgencyEntry:
        usual = officers[one.usual_officer.key] if one.usual_officer is not None else None
        return replace(one, used=used_agency.get(one.key, 0), usual_officer=usual)

    context = replace(
        last.context,
        agencies=tuple(map(again, last.context.agencies)),
        officers=tuple(officers.values()),
        actions=known | _numbers(work, last.series, max(known, default=0)) | waiting.keys(),
    )
    return replace(last, context=context, actions=waiting)


def _numbers(work: Work, series: UUID | None, after: int = 0) -> frozenset[int]:
    """The numbers of actions, put into one text by the engine as those of referrals are."""
    numbers = work.session.scalar(
        select(func.aggregate_strings(cast(Action.number, Text), " ")).where(
            Action.withdrawn_at.is_(None), Action.series_id == series, Action.number > after
        )
    )
    return frozenset(map(int, (numbers or "").split()))


def _referrals(work: Work) -> tuple[Keys, dict[int, str], frozenset[int]]:
    """The keys and themes behind the numbers of referrals, and the numbers of restricted ones.

    Every number ever given is asked for, so the engine puts them into one text: a row each would be felt.
    """
    parts = (
        cast(Referral.number, Text),
        key_text(Referral.id),
        Referral.theme,
        case((Referral.restricted, "1"), else_="0"),
    )
    known = work.session.scalar(
        select(func.aggregate_strings(func.concat_ws(" ", *parts), " ")).where(
            Referral.withdrawn_at.is_(None)
        )
    )
    words = (known or "").split(" ") if known else []
    numbers = [int(number) for number in words[0::4]]
    restricted = (number for number, is_so in zip(numbers, words[3::4], strict=True) if is_so == "1")
    return (
        Keys(dict(zip(numbers, words[1::4], strict=True))),
        dict(zip(numbers, words[2::4], strict=True)),
        frozenset(restricted),
    )


def _open_actions(work: Work, series: UUID | None) -> dict[int, OpenAction]:
    rows = work.session.execute(
        select(Action.number, Action.id, Action.status, Action.due).where(
            Action.series_id == series, Action.withdrawn_at.is_(None), Action.status.in_(OPEN_VALUES)
        )
    )
    return {number: OpenAction(id=key, stored=status, due=due) for number, key, status, due in rows}


def _first_series(work: Work) -> UUID | None:
    """The series that actions belong to when no meeting is under way: the one with the most meetings."""
    return work.session.scalar(
        select(Series.id)
        .outerjoin(Meeting, (Meeting.of_series == Series.id) & Meeting.withdrawn_at.is_(None))
        .where(Series.withdrawn_at.is_(None))
        .group_by(Series.id)
        .order_by(func.count(Meeting.id).desc(), Series.made_at, Series.code.desc())
        .limit(1)
    )


def next_on(work: Work, series: UUID | None, day: date) -> date | None:
    """The day of the meeting after `day`: the one planned, else the one the rhythm of the series asks for."""
    planned = work.session.scalar(
        select(func.min(Meeting.held_on)).where(
            Meeting.of_series == series,
            Meeting.held_on > day,
            Meeting.stage.in_([stage.value for stage in stages.TO_COME]),
            Meeting.extraordinary.is_(False),
            Meeting.withdrawn_at.is_(None),
        )
    )
    row = work.session.get(Series, series) if planned is None and series is not None else None
    return stages.next_date(row.rhythm, day) if row is not None else planned


def _used(work: Work, meeting: UUID | None) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """How often agencies and officers were given something at this meeting."""
    rows = work.session.execute(
        select(Action.lead_agency_id, Action.lead_officer_id, func.count())
        .where(Action.raised_in == meeting, Action.withdrawn_at.is_(None))
        .group_by(Action.lead_agency_id, Action.lead_officer_id)
    )
    agencies: dict[UUID, int] = {}
    officers: dict[UUID, int] = {}
    for agency, officer, count in rows:
        agencies[agency] = agencies.get(agency, 0) + count
        if officer is not None:
            officers[officer] = officers.get(officer, 0) + count
    return agencies, officers


def _officers(work: Work, used: dict[UUID, int]) -> tuple[OfficerEntry, ...]:
    rows = work.session.execute(
        select(Officer.id, Officer.name, Officer.agency_id)
        .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Officer.may_decide.desc(), Officer.made_at, Officer.name)
    )
    return tuple(
        OfficerEntry(key=key, name=name, agency=agency, used=used.get(key, 0)) for key, name, agency in rows
    )


def _agencies(
    work: Work, series: UUID | None, officers: tuple[OfficerEntry, ...], used: dict[UUID, int]
) -> tuple[AgencyEntry, ...]:
    usual: dict[UUID, OfficerEntry] = {}
    for officer in officers:
        usual.setdefault(officer.agency, officer)
    rows = work.session.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.nicknames)
        .join(Seat, Seat.agency_id == Agency.id)
        .where(Seat.of_series == series, Seat.withdrawn_at.is_(None), Agency.withdrawn_at.is_(None))
        .order_by(Agency.order_key)
    )
    return tuple(
        AgencyEntry(
            key=key,
            name=short,
            nicknames=(name, *(part.strip() for part in nicknames.split(",") if part.strip())),
            used=used.get(key, 0),
            usual_officer=usual.get(key),
        )
        for key, name, short, nicknames in rows
    )
