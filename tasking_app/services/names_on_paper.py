"""The people kept apart, for the last look at a paper before it is drawn."""

from __future__ import annotations

from sqlalchemy import select

from tasking_app.database.work import Work
from tasking_app.models.attendance import Attendance
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import PersonIdentity, Referral, ReferralPerson
from tasking_app.rules.stand_ins import StandIns


def stand_ins(work: Work) -> StandIns:
    """Everybody kept apart in this file; officers and guests may be named. The names go nowhere else."""
    rows = work.session.execute(
        select(PersonIdentity.name, ReferralPerson.label)
        .join(ReferralPerson, ReferralPerson.id == PersonIdentity.person_id)
        .join(Referral, Referral.id == ReferralPerson.referral_id)
        .where(PersonIdentity.withdrawn_at.is_(None), PersonIdentity.name != "")
        .order_by(Referral.number, ReferralPerson.label, PersonIdentity.id)
    )
    officers = work.session.scalars(select(Officer.name))
    guests = work.session.scalars(select(Attendance.guest).where(Attendance.guest != "").distinct())
    return StandIns(((name, label) for name, label in rows), [*officers, *guests])
