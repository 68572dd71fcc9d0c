"""Who decides what others ask for, and how much waits for them: light enough for Home."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from tasking_app.database.work import Work
from tasking_app.models.partnership import Chair, Officer, Series
from tasking_app.models.proposal import Proposal

DECIDES = ("chair", "co-ordinator")


def decides(work: Work, series: UUID) -> bool:
    """Whether whoever asks may accept and decline in a series."""
    return series in deciding(work)


def deciding(work: Work, who: UUID | None = None) -> frozenset[UUID]:
    """The series in which whoever asks accepts and declines: as chair of one, or as co-ordinator of all.

    `who` is another officer who is asked about.
    """
    key = who or work.actor.officer
    if key is None:
        return frozenset()
    officer = work.get(Officer, key)
    if officer.left_on is not None and officer.left_on <= work.today:
        return frozenset()
    every = select(Series.id)
    some = select(Chair.of_series).where(Chair.officer_id == officer.id, Chair.withdrawn_at.is_(None))
    return frozenset(work.session.scalars(every if officer.role in DECIDES else some))


def waiting_count(work: Work) -> int:
    """How many proposals wait for whoever sits here to decide them."""
    found = work.session.scalar(
        select(func.count()).where(
            Proposal.state == "waiting",
            Proposal.of_series.in_(deciding(work)),
            Proposal.withdrawn_at.is_(None),
        )
    )
    return int(found or 0)
