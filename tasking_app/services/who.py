"""Who sits here: the officers one may be, and the one somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Agency, Officer
from tasking_app.services.deciding import deciding


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who may sit here: officers with their agency."""

    officers: tuple[tuple[UUID, str, UUID, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitter:
    """Who sits here, with the agency's short name.

    `decides`: a chair or co-ordinator, or nobody yet; everybody else is an attendee. `left_by`: whose typed
    texts come to them besides their own.
    """

    actor: Actor
    agency: str = ""
    decides: bool = True
    left_by: frozenset[UUID | None] = frozenset()


def who_may(work: Work) -> WhoMay:
    """The officers who still work here, agencies in their order."""
    rows = work.session.execute(
        select(Officer.id, Officer.name, Agency.id, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
        .order_by(Agency.order_key, Officer.name)
    )
    return WhoMay(tuple((key, name, agency, short) for key, name, agency, short in rows))


def sitter(work: Work, officer: str) -> Sitter:
    """Who an officer is; in a file where nobody of that key is known, the co-ordinator.

    An entry that was made one with another is the entry that was kept. In a shared database it is the officer
    of the login, whatever is asked; whoever looks after the database has none, and stands in for others.
    """
    signed_in = _signed_in(work)
    if signed_in is not None:
        officer = str(signed_in)
    elif work.shared and not work.session.scalar(select(func.app.is_keeper())):
        return Sitter(actor=Actor(), decides=False)
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
        return Sitter(actor=Actor())
    decides = bool(deciding(work, chosen[0]))
    return Sitter(
        actor=Actor(chosen[0], chosen[2], chosen[1]),
        agency=chosen[3],
        decides=decides,
        left_by=_left_by(work, chosen[0], decides=decides),
    )


def _signed_in(work: Work) -> UUID | None:
    """The officer of the login; None for a file."""
    if work.held is not None:
        return work.held.officer
    return work.session.scalar(select(func.app.my_officer())) if work.shared else None


def still_known(work: Work) -> bool:
    """Whether who signed in to a server is an officer still: a login that was disabled reads nothing more."""
    return _signed_in(work) is not None


def _left_by(work: Work, officer: UUID, *, decides: bool) -> frozenset[UUID | None]:
    """Authors who sit here no more: merged into this officer; for who decides also leavers, and nobody."""
    merged = Officer.merged_into == officer
    if not decides:
        return frozenset(work.session.scalars(select(Officer.id).where(merged)))
    gone = or_(Officer.left_on.is_not(None), Officer.withdrawn_at.is_not(None))
    left = select(Officer.id).where(or_(merged, gone & Officer.merged_into.is_(None)))
    return frozenset([None, *work.session.scalars(left)])


def _key(text: str) -> UUID | None:
    """The settings hold a key, nothing yet, or whatever somebody typed into them."""
    try:
        return UUID(text)
    except ValueError:
        return None
