"""A plain, made-up database of an invented borough: same arguments, same content."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import ids_from, new_id
from tasking_app.commands.partnership import StartPartnership
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models import KINDS
from tasking_app.models.partnership import Agency, Officer, Series
from tasking_app.models.settings import TemplateItem
from tasking_app.services import demo_figures, demo_history, demo_words
from tasking_app.services.carry_out import carry_out
from tasking_app.services.demo_borough import Borough, at

WEEKS_A_YEAR = 52
WRITTEN_FOR = date(2026, 11, 19)


def make(
    store: Store,
    *,
    years: int = 1,
    seed: int = 1,
    until: date = WRITTEN_FOR,
    step: Callable[[str], None] = lambda _: None,
) -> None:
    """Fill a fresh file: meetings every week up to `until`, one planned for that day.

    About 50 meetings, 1,000 actions, 5,000 updates, 300 referrals and 40,000 incidents a year.
    """
    chance = random.Random(f"{seed}/{years}/{until}")
    store.clock = lambda: at(until, 8, 30)
    with ids_from(lambda: UUID(int=chance.getrandbits(128), version=4)):
        store.write(Actor(), _partnership)
        step("partnership")
        store.write(Actor(), lambda work: _history(work, chance, years, until))
        step("meetings")
        for month in demo_figures.months(chance, years, until):
            demo_figures.load(store, month)
        step("figures")


def _partnership(work: Work) -> None:
    first = new_id()
    carry_out(
        work,
        StartPartnership(
            template="made-up",
            name="Brackenford Community Safety Partnership",
            officer=first,
            officer_name="Jo Fenwick",
            officer_job="Co-ordinator, minutes",
            agency_name="Council",
        ),
    )
    agencies = dict(work.session.execute(select(Agency.short_name, Agency.id)).all())
    series = work.session.scalars(select(Series).where(Series.code == "MAT")).one()
    work.set(series, rhythm="weekly", place="Committee Room 1, Town Hall")
    for agency, name, job, role, may in demo_words.OFFICERS:
        if name == "Jo Fenwick":
            continue
        row = Officer(id=new_id(), name=name, agency_id=agencies[agency], job=job, role=role, may_decide=may)
        work.add(row)
        if role == "chair":
            work.add(KINDS["chair"](id=new_id(), of_series=series.id, officer_id=row.id, part="chair"))


def _history(work: Work, chance: random.Random, years: int, until: date) -> None:
    series = work.session.scalars(select(Series).where(Series.code == "MAT")).one()
    borough = Borough(work, chance, until, series.id)
    borough.agencies = dict(work.session.execute(select(Agency.short_name, Agency.id)).all())
    for key, name, agency in work.session.execute(
        select(Officer.id, Officer.name, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .order_by(Officer.name)
    ):
        borough.officers.setdefault(agency, []).append((key, name))
    borough.template = list(
        work.session.scalars(
            select(TemplateItem).where(TemplateItem.of_series == series.id).order_by(TemplateItem.order_key)
        )
    )
    demo_history.History(borough, until - timedelta(weeks=years * WEEKS_A_YEAR)).write()
