"""The people kept apart, for the last look at a paper before it is drawn."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.attendance import Attendance
from tasking_app.models.partnership import Officer
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.stand_ins import StandIns
from tasking_app.services import kept_apart


def stand_ins(work: Work) -> StandIns:
    """Everybody kept apart in this file; officers and guests may be named. The names go nowhere else."""
    rows = kept_apart.names(work)
    officers = work.session.scalars(select(Officer.name))
    guests = work.session.scalars(select(Attendance.guest).where(Attendance.guest != "").distinct())
    people: dict[UUID, list[tuple[str, str]]] = {}
    cases: dict[str, list[tuple[str, str]]] = {}
    for key, number, name, label in rows:
        people.setdefault(key, []).append((name, label))
        cases[written(REFERRAL, number)] = people[key]
    if people:
        numbers = select(Action.number, Action.folder_id).where(Action.folder_id.in_(people))
        cases |= {written(ACTION, number): people[key] for number, key in work.session.execute(numbers)}
    return StandIns([(name, label) for _, _, name, label in rows], [*officers, *guests], cases)
