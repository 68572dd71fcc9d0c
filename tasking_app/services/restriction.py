"""Restricting a referral to a list of officers, and the list that is never left empty."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.referral import SetReaders, SetRestricted
from tasking_app.database.work import Work
from tasking_app.models.folder import Reader
from tasking_app.models.partnership import Chair, Officer
from tasking_app.models.referral import Referral, ReferralPoint
from tasking_app.rules import order
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import filing, kept_apart


def set_restricted(work: Work, command: SetRestricted) -> None:
    """Move the words apart and close the folder, or bring them back and open it."""
    referral = work.get(Referral, command.referral, "The referral")
    if referral.restricted == command.restricted:
        return
    if command.restricted:
        _keep_apart(work, referral)
        set_readers_of(work, referral, command.readers)
    kept_apart.set_restricted(work, referral.id, closed=command.restricted)
    if not command.restricted:
        _bring_together(work, work.get(Referral, command.referral))


def _keep_apart(work: Work, referral: Referral) -> None:
    points = _points(work, referral.id)
    words = {
        "title": referral.title,
        "description": referral.description,
        "points": "\n".join(point.text for point in points),
    }
    kept = kept_apart.words(work, referral.id)
    if kept is None:
        kept_apart.add_words(work, referral, words)
    else:
        kept_apart.change_words(work, referral.id, {name: getattr(kept, name) for name in words}, words)
    for point in points:
        work.withdraw(point)
    work.set(referral, title="", description="")


def _bring_together(work: Work, referral: Referral) -> None:
    kept = kept_apart.words(work, referral.id)
    if kept is None:
        return
    work.set(referral, title=kept.title, description=kept.description)
    last = None
    for text in kept.points.splitlines():
        last = order.between(last, None)
        work.add(
            ReferralPoint(
                id=new_id(), referral_id=referral.id, order_key=last, text=text, **filing.like(referral)
            )
        )


def _points(work: Work, referral: UUID) -> list[ReferralPoint]:
    return list(
        work.session.scalars(
            select(ReferralPoint)
            .where(ReferralPoint.referral_id == referral, ReferralPoint.withdrawn_at.is_(None))
            .order_by(ReferralPoint.order_key)
        )
    )


def set_readers(work: Work, command: SetReaders) -> None:
    """Change the list of a restricted referral. Raises NotAllowed when nobody active would be left on it."""
    referral = work.get(Referral, command.referral, "The referral")
    if not referral.restricted:
        raise NotAllowed("This referral is not restricted, so it has no list. Restrict it first.")
    _write_list(work, referral.id, set(command.readers))


def set_readers_of(work: Work, referral: Referral, named: tuple[UUID, ...]) -> None:
    """The first list: those named, whoever restricts, the case officer, the series' chair, co-ordinator."""
    usual = set(
        work.session.scalars(
            select(Chair.officer_id).where(
                Chair.of_series == referral.series_id, Chair.withdrawn_at.is_(None)
            )
        )
    )
    also = {work.actor.officer, referral.case_officer_id} - {None}
    _write_list(work, referral.id, {*named, *usual, *(key for key in also if key is not None)})


def _write_list(work: Work, folder: UUID, wanted: set[UUID]) -> None:
    active = set(
        work.session.scalars(select(Officer.id).where(Officer.id.in_(wanted), Officer.left_on.is_(None)))
    )
    if not active:
        raise NotAllowed("Somebody who still works here has to be on the list.")
    now = work.session.scalars(
        select(Reader).where(Reader.folder_id == folder, Reader.withdrawn_at.is_(None))
    ).all()
    for row in now:
        if row.officer_id not in wanted:
            work.withdraw(row)
    for officer in sorted(wanted - {row.officer_id for row in now}, key=str):
        work.add(Reader(id=new_id(), folder_id=folder, officer_id=officer))
