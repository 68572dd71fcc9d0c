"""Whether an agency may see a folder, and sharing it first where that is what was asked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.database.work import Work
from tasking_app.models.folder import Reader, Share
from tasking_app.models.partnership import Agency, Officer, Seat
from tasking_app.rules.errors import NotAllowed
from tasking_app.services.filing import Filed


class MustShare(NotAllowed):
    """The agency or officer may not see the referral: share it first, or give it to somebody else."""


def sits_in(work: Work, series: UUID, agency: UUID) -> bool:
    """Whether an agency has a seat in a series."""
    return (
        work.session.scalar(
            select(Seat.id).where(
                Seat.of_series == series, Seat.agency_id == agency, Seat.withdrawn_at.is_(None)
            )
        )
        is not None
    )


def shared_with(work: Work, folder: UUID, agency: UUID) -> bool:
    """Whether a folder is shared with an agency."""
    return (
        work.session.scalar(
            select(Share.id).where(
                Share.folder_id == folder, Share.agency_id == agency, Share.withdrawn_at.is_(None)
            )
        )
        is not None
    )


def on_list(work: Work, folder: UUID, officer: UUID) -> bool:
    """Whether an officer is on the list of a restricted folder."""
    return (
        work.session.scalar(
            select(Reader.id).where(
                Reader.folder_id == folder, Reader.officer_id == officer, Reader.withdrawn_at.is_(None)
            )
        )
        is not None
    )


def ensure_may_see(work: Work, filed: Filed, agency: UUID, officer: UUID | None, *, share: bool) -> None:
    """The lead of an action may see its referral, or it is shared now. Raises MustShare or NotAllowed."""
    folder = filed["folder_id"]
    if filed["restricted"]:
        _ensure_on_list(work, folder, officer, share=share)
    elif not sits_in(work, filed["series_id"], agency) and not shared_with(work, folder, agency):
        name = work.get(Agency, agency).short_name
        if folder == filed["series_id"]:
            raise NotAllowed(f"{name} does not sit in this series. Seat it in Settings first.")
        if not share:
            raise MustShare(f"{name} does not see this referral. Share it with {name} first?")
        work.add(Share(id=new_id(), folder_id=folder, agency_id=agency, reason="To give it an action"))


def _ensure_on_list(work: Work, folder: UUID, officer: UUID | None, *, share: bool) -> None:
    if officer is None:
        raise NotAllowed("This referral is restricted. Name the officer who takes the action: @agency/name.")
    if on_list(work, folder, officer):
        return
    name = work.get(Officer, officer).name
    if not share:
        raise MustShare(f"{name} is not on the list of this restricted referral. Put {name} on it?")
    work.add(Reader(id=new_id(), folder_id=folder, officer_id=officer, reason="To give them an action"))
