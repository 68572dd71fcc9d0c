"""Who sits here: the officers one may be, and the one somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Agency, Officer


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who may sit here: officers with their agency."""

    officers: tuple[tuple[UUID, str, UUID, str], ...]


def who_may(work: Work) -> WhoMay:
    """The officers who still work here, agencies in their order."""
    rows = work.session.execute(
        select(Officer.id, Officer.name, Agency.id, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Agency.order_key, Officer.name)
    )
    return WhoMay(tuple((key, name, agency, short) for key, name, agency, short in rows))


def actor_of(work: Work, officer: str) -> tuple[Actor, str]:
    """Who an officer is, with the agency's short name; in a file with nobody known, the co-ordinator.

    An entry that was made one with another is the entry that was kept.
    """
    known = who_may(work).officers
    chosen = next((one for one in known if str(one[0]) == officer), None)
    if chosen is None:
        before = work.session.scalar(select(Officer.merged_into).where(Officer.id == _key(officer)))
        chosen = next((one for one in known if one[0] == before), None)
    if chosen is None:
        role = work.session.scalar(
            select(Officer.id)
            .where(Officer.role == "co-ordinator", Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
            .limit(1)
        )
        chosen = next((one for one in known if one[0] == role), None)
    if chosen is None:
        return Actor(), ""
    return Actor(chosen[0], chosen[2], chosen[1]), chosen[3]


def _key(text: str) -> UUID | None:
    """The settings hold a key, nothing yet, or whatever somebody typed into them."""
    try:
        return UUID(text)
    except ValueError:
        return None
