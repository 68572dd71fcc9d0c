"""Who asks, as the rules of access see them, and the facts these rules ask about.

On a server it is whoever signed in; over a local copy of a server's data it is handed in with the work
(`Work.as_viewer`). Nobody's rights are asked on one person's file, nor of who looks after a server.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import select, text

from tasking_app.database.work import Work
from tasking_app.models.action import Action, ActionSupport
from tasking_app.models.folder import Reader, Share
from tasking_app.models.referral import Referral
from tasking_app.rules import access
from tasking_app.rules.access import Case, Group, Seen, Task, Viewer

_KEPT = "viewer"
_NOBODY = UUID(int=0)
_ASKED = text(
    "SELECT app.is_keeper(), o.id, o.agency_id, "
    "(SELECT min(g) FROM unnest(CAST(:groups AS text[])) g WHERE app.in_group(('tasking_' || g)::name)), "
    "ARRAY(SELECT t.of_series FROM app.seat t WHERE t.agency_id = o.agency_id AND t.withdrawn_at IS NULL) "
    "FROM (SELECT app.my_officer() AS id) me LEFT JOIN app.officer o ON o.id = me.id"
)


def viewer(work: Work) -> Viewer | None:
    """Who asks; None where everybody may do everything. One question in each piece of work."""
    if work.as_viewer is not None:
        return work.as_viewer
    if not work.shared:
        return None
    kept = work.session.info
    if _KEPT not in kept:
        kept[_KEPT] = _signed_in(work)
    found: Viewer | None = kept[_KEPT]
    return found


def _signed_in(work: Work) -> Viewer | None:
    groups = [one.value for one in Group]
    keeper, officer, agency, group, series = work.session.execute(_ASKED, {"groups": groups}).one()
    if keeper:
        return None
    if officer is None or group is None:
        return Viewer(_NOBODY, _NOBODY, Group.GOVERNANCE, active=False)
    return Viewer(officer, agency, Group(group), frozenset(series or ()))


class _Filed(Protocol):
    """A row with its folder: the three values stand on it, so the folder itself need not be read."""

    folder_id: UUID
    series_id: UUID
    restricted: bool


def folder(work: Work, who: Viewer, row: _Filed) -> Seen:
    """The folder of a row as far as whoever asks is concerned: of its lists only what can matter to them."""
    readers = shared = frozenset[UUID]()
    if row.restricted:
        on_list = select(Reader.officer_id).where(
            Reader.folder_id == row.folder_id,
            Reader.officer_id == who.officer,
            Reader.withdrawn_at.is_(None),
        )
        readers = frozenset(work.session.scalars(on_list))
    elif not access.decides(who):
        with_us = select(Share.agency_id).where(
            Share.folder_id == row.folder_id, Share.agency_id == who.agency, Share.withdrawn_at.is_(None)
        )
        shared = frozenset(work.session.scalars(with_us))
    return Seen(row.series_id, row.restricted, shared, readers)


def case(work: Work, who: Viewer, row: Referral) -> Case | None:
    """A referral as the rules see it; None where it may not be seen."""
    seen = folder(work, who, row)
    return Case(seen, row.lead_agency_id, row.case_officer_id) if access.sees(who, seen) else None


def task(work: Work, who: Viewer, row: Action) -> Task | None:
    """An action as the rules see it; None where it may not be seen."""
    seen = folder(work, who, row)
    if not access.sees(who, seen):
        return None
    if access.decides(who) or row.lead_agency_id == who.agency:
        return Task(seen, row.lead_agency_id)
    helps = select(ActionSupport.agency_id).where(
        ActionSupport.action_id == row.id,
        ActionSupport.agency_id == who.agency,
        ActionSupport.withdrawn_at.is_(None),
    )
    of_case = select(Referral.case_officer_id).where(Referral.id == row.folder_id)
    return Task(
        seen,
        row.lead_agency_id,
        frozenset(work.session.scalars(helps)),
        work.session.scalar(of_case),
    )
