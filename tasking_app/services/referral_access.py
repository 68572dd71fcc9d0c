"""Who may see a referral: what its sheets ask, and what a restricted one shows before it is opened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select

from tasking_app.database.work import Work
from tasking_app.models.folder import Reader, Share
from tasking_app.models.partnership import Agency, Officer, Seat
from tasking_app.models.referral import Referral
from tasking_app.records.referral import ReferralPage
from tasking_app.records.referral_access import (
    AgencyChoice,
    AgencyOfReaders,
    ReaderChoice,
    ReadersForm,
    SharesForm,
)
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.references import REFERRAL, written


def closed(page: ReferralPage) -> ReferralPage:
    """A restricted referral that was not opened: nothing that anybody typed about it."""
    return replace(
        page,
        row=replace(page.row, title="Restricted item", area=""),
        description="",
        source="",
        reason_added="",
        reason_closed="",
        victim_told="",
        victim_told_on=None,
        victim_not_told="",
        points=(),
        actions=(),
        meetings=tuple(replace(one, what="On the agenda") for one in page.meetings),
        opened=False,
    )


def readers_form(work: Work, key: UUID) -> ReadersForm:
    """Officers by agency: all who work here, and those on the list. Raises NotAllowed for an ordinary one."""
    referral = work.get(Referral, key, "The referral")
    if not referral.restricted:
        raise NotAllowed("This referral is not restricted, so it has no list. Restrict it first.")
    on_list = set(
        work.session.scalars(
            select(Reader.officer_id).where(Reader.folder_id == key, Reader.withdrawn_at.is_(None))
        )
    )
    rows = work.session.execute(
        select(Officer, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(
            or_(Officer.id.in_(on_list), Officer.left_on.is_(None) & Officer.withdrawn_at.is_(None)),
        )
        .order_by(Agency.order_key, Agency.short_name, Officer.name)
    )
    found: dict[str, list[ReaderChoice]] = defaultdict(list)
    for officer, agency in rows:
        choice = ReaderChoice(
            id=officer.id,
            name=officer.name,
            reads=officer.id in on_list,
            left=officer.left_on is not None,
            me=officer.id == work.actor.officer,
        )
        found[agency].append(choice)
    return ReadersForm(
        referral=key,
        reference=written(REFERRAL, referral.number),
        agencies=tuple(AgencyOfReaders(name=name, officers=tuple(one)) for name, one in found.items()),
    )


def shares_form(work: Work, key: UUID) -> SharesForm:
    """Agencies by whether they sit in the series of a referral. Raises NotAllowed for a restricted one."""
    referral = work.get(Referral, key, "The referral")
    if referral.restricted:
        raise NotAllowed("A restricted referral is shared with people: put an officer on its list.")
    seated = set(
        work.session.scalars(
            select(Seat.agency_id).where(Seat.of_series == referral.series_id, Seat.withdrawn_at.is_(None))
        )
    )
    shares = {
        share.agency_id: share
        for share in work.session.scalars(
            select(Share).where(Share.folder_id == key, Share.withdrawn_at.is_(None))
        )
    }
    rows = work.session.execute(
        select(Agency.id, Agency.short_name)
        .where(or_(Agency.id.in_(shares), Agency.withdrawn_at.is_(None)))
        .order_by(Agency.order_key, Agency.short_name)
    ).all()
    others = tuple(
        AgencyChoice(
            id=agency,
            name=name,
            share=shares[agency].id if agency in shares else None,
            reason=shares[agency].reason if agency in shares else "",
        )
        for agency, name in rows
        if agency not in seated or agency in shares
    )
    return SharesForm(
        referral=key,
        reference=written(REFERRAL, referral.number),
        sitting=tuple(name for agency, name in rows if agency in seated and agency not in shares),
        others=others,
    )
