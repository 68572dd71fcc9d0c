"""The people kept apart, for the last look at a paper before it is drawn."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.attendance import Attendance
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import PersonIdentity, Referral, ReferralPerson
from tasking_app.rules.references import ACTION, REFERRAL, written
from tasking_app.rules.stand_ins import StandIns


def stand_ins(work: Work) -> StandIns:
    """Everybody kept apart in this file; officers and guests may be named. The names go nowhere else."""
    rows = work.session.execute(
        select(Referral.id, Referral.number, PersonIdentity.name, ReferralPerson.label)
        .join(ReferralPerson, ReferralPerson.id == PersonIdentity.person_id)
        .join(Referral, Referral.id == ReferralPerson.referral_id)
        .where(PersonIdentity.withdrawn_at.is_(None), PersonIdentity.name != "")
        .order_by(Referral.number, ReferralPerson.label, PersonIdentity.id)
    ).all()
    officers = work.session.scalars(select(Officer.name))
    guests = work.session.scalars(select(Attendance.guest).where(Attendance.guest != "").distinct())
    people: dict[UUID, list[tuple[str, str]]] = {}
    cases: dict[str, list[tuple[str, str]]] = {}
    for key, number, name, label in rows:
        people.setdefault(key, []).append((name, label))
        cases[written(REFERRAL, number)] = people[key]
    if people:
        numbers = select(Action.number, Action.folder_id).where(Action.folder_id.in_(_with_people()))
        cases |= {written(ACTION, number): people[key] for number, key in work.session.execute(numbers)}
    return StandIns([(row.name, row.label) for row in rows], [*officers, *guests], cases)


def _with_people() -> Select[UUID]:
    """Referrals of which somebody is kept apart."""
    return (
        select(ReferralPerson.referral_id)
        .join(PersonIdentity, PersonIdentity.person_id == ReferralPerson.id)
        .where(PersonIdentity.withdrawn_at.is_(None), PersonIdentity.name != "")
    )
