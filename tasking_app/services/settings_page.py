"""The partnership's data as Settings shows it, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.partnership import Agency, Chair, Officer, Seat, Series, Substitute
from tasking_app.models.settings import Objective, TemplateItem, ThemeKind
from tasking_app.records.settings import (
    AgencyRow,
    AgendaLine,
    KindRow,
    MonthRow,
    ObjectiveRow,
    OfficerRow,
    PartRow,
    SeatRow,
    SeriesRow,
    SettingsPage,
    StandIn,
)
from tasking_app.services import account, figures, may, setting, setting_changes


def page(work: Work) -> SettingsPage:
    """Everything Settings shows."""
    agencies = _agencies(work)
    return SettingsPage(
        values=setting.values(work),
        outcomes=setting.outcomes(work),
        agencies=agencies,
        officers=_officers(work),
        series=_series(work, agencies),
        kinds=_kinds(work),
        objectives=_objectives(work),
        months=tuple(
            MonthRow(month=month, force=force, rows=rows)
            for force, month, rows in figures.months_loaded(work)
        ),
        areas=tuple(figures.areas(work)),
        changes=setting_changes.last(work),
        accounts=account.page(work),
        may=may.settings(work),
    )


def _agencies(work: Work) -> tuple[AgencyRow, ...]:
    counts = {
        key: int(count)
        for key, count in work.session.execute(
            select(Officer.agency_id, func.count())
            .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
            .group_by(Officer.agency_id)
        )
    }
    rows = work.session.scalars(
        select(Agency).where(Agency.withdrawn_at.is_(None)).order_by(Agency.order_key)
    )
    return tuple(
        AgencyRow(
            id=agency.id,
            name=agency.name,
            short_name=agency.short_name,
            nicknames=agency.nicknames,
            officers=counts.get(agency.id, 0),
            agreement_until=agency.agreement_until,
        )
        for agency in rows
    )


def _stand_ins(work: Work) -> dict[UUID, list[StandIn]]:
    """Who usually comes instead of whom."""
    found: dict[UUID, list[StandIn]] = defaultdict(list)
    rows = work.session.execute(
        select(Substitute.officer_id, Officer.id, Officer.name)
        .join(Officer, Officer.id == Substitute.stands_in_id)
        .where(Substitute.withdrawn_at.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Officer.name)
    )
    for officer, key, name in rows:
        found[officer].append(StandIn(officer=key, name=name))
    return found


def _officers(work: Work) -> tuple[OfficerRow, ...]:
    stand_ins = _stand_ins(work)
    rows = work.session.execute(
        select(Officer, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.withdrawn_at.is_(None))
        .order_by(Officer.left_on.is_not(None), Agency.order_key, Officer.name)
    )
    return tuple(
        OfficerRow(
            id=row.id,
            name=row.name,
            job=row.job,
            agency_id=row.agency_id,
            agency=agency,
            email=row.email,
            role=row.role,
            may_decide=row.may_decide,
            invited=row.invited,
            left_on=row.left_on,
            stand_ins=tuple(stand_ins[row.id]),
        )
        for row, agency in rows
    )


def _parts(work: Work) -> dict[tuple[UUID, str], list[PartRow]]:
    """Who has which part in which series; somebody taken off the list of officers has none."""
    found: dict[tuple[UUID, str], list[PartRow]] = defaultdict(list)
    rows = work.session.execute(
        select(Chair.of_series, Chair.part, Officer.id, Officer.name, Agency.short_name, Officer.left_on)
        .join(Officer, Officer.id == Chair.officer_id)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Chair.withdrawn_at.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Chair.made_at, Officer.name)
    )
    for series, part, officer, name, agency, left_on in rows:
        who = PartRow(officer=officer, name=name, agency=agency, left=left_on is not None)
        found[series, part].append(who)
    return found


def _seats(work: Work) -> dict[tuple[UUID, UUID], bool]:
    """Which agency sits in which series, and whether it must be there."""
    rows = work.session.execute(
        select(Seat.of_series, Seat.agency_id, Seat.required).where(Seat.withdrawn_at.is_(None))
    )
    return {(series, agency): required for series, agency, required in rows}


def _series(work: Work, agencies: Sequence[AgencyRow]) -> tuple[SeriesRow, ...]:
    parts, seats, agenda = _parts(work), _seats(work), _agendas(work)
    rows = work.session.scalars(
        select(Series).where(Series.withdrawn_at.is_(None)).order_by(Series.made_at, Series.code.desc())
    )
    return tuple(
        SeriesRow(
            id=row.id,
            code=row.code,
            name=row.name,
            rhythm=row.rhythm,
            place=row.place,
            starts=row.starts,
            minutes=row.minutes,
            quorum=row.quorum,
            chairs=tuple(parts.get((row.id, "chair"), ())),
            coordinators=tuple(parts.get((row.id, "co-ordinator"), ())),
            seats=tuple(
                SeatRow(
                    agency=one.id,
                    name=one.short_name,
                    seated=(row.id, one.id) in seats,
                    required=seats.get((row.id, one.id), False),
                )
                for one in agencies
            ),
            agenda=tuple(agenda.get(row.id, ())),
        )
        for row in rows
    )


def _agendas(work: Work) -> dict[UUID, list[AgendaLine]]:
    agenda: dict[UUID, list[AgendaLine]] = defaultdict(list)
    for item in work.session.scalars(
        select(TemplateItem).where(TemplateItem.withdrawn_at.is_(None)).order_by(TemplateItem.order_key)
    ):
        line = AgendaLine(
            id=item.id, title=item.title, minutes=item.minutes, theme=item.theme or "", fixed=item.fixed
        )
        agenda[item.of_series].append(line)
    return agenda


def _kinds(work: Work) -> tuple[KindRow, ...]:
    rows = work.session.scalars(
        select(ThemeKind)
        .where(ThemeKind.withdrawn_at.is_(None))
        .order_by(ThemeKind.theme, ThemeKind.order_key)
    )
    return tuple(KindRow(id=row.id, theme=row.theme, name=row.name) for row in rows)


def _objectives(work: Work) -> tuple[ObjectiveRow, ...]:
    rows = work.session.scalars(
        select(Objective).where(Objective.withdrawn_at.is_(None)).order_by(Objective.number)
    )
    return tuple(ObjectiveRow(id=row.id, number=row.number, title=row.title) for row in rows)
