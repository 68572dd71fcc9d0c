"""Who decides what others ask for, and how much waits for them: light enough for Home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from tasking_app.database.work import Work
from tasking_app.models.partnership import Chair, Officer, Series
from tasking_app.models.proposal import Proposal
from tasking_app.rules import access
from tasking_app.rules.counting import listed
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import rights

DECIDES = ("chair", "co-ordinator")


def decides(work: Work, series: UUID) -> bool:
    """Whether whoever asks may accept and decline in a series."""
    return series in deciding(work)


def deciding(work: Work, who: UUID | None = None) -> frozenset[UUID]:
    """The series in which whoever asks accepts and declines: as chair of one, or as co-ordinator of all.

    `who` is another officer who is asked about. At a server it is the login that says what somebody decides.
    """
    asks = rights.viewer(work)
    if asks is not None and who in (None, asks.officer):
        return frozenset(work.session.scalars(select(Series.id))) if access.decides(asks) else frozenset()
    key = who or work.actor.officer
    if key is None:
        return frozenset()
    officer = work.get(Officer, key)
    if officer.left_on is not None and officer.left_on <= work.today:
        return frozenset()
    every = select(Series.id)
    some = select(Chair.of_series).where(Chair.officer_id == officer.id, Chair.withdrawn_at.is_(None))
    return frozenset(work.session.scalars(every if officer.role in DECIDES else some))


def only_by(work: Work, officer: UUID) -> tuple[str, ...]:
    """The names of the series in which nobody but this officer decides."""
    others = _who_decides(Officer.id != officer)
    theirs = _who_decides(Officer.id == officer)
    found = select(Series.name).where(theirs, ~others, Series.withdrawn_at.is_(None)).order_by(Series.name)
    return tuple(work.session.scalars(found))


def decides_in(work: Work, officer: UUID, series: Sequence[str]) -> bool:
    """Whether an officer decides in all of these series, by their names."""
    found = select(Series.name).where(_who_decides(Officer.id == officer), Series.withdrawn_at.is_(None))
    return set(series) <= set(work.session.scalars(found))


@contextmanager
def somebody_still(work: Work, officer: UUID) -> Iterator[None]:
    """Around a change of an officer. Raises NotAllowed when requests would wait for nobody after it."""
    theirs = only_by(work, officer)
    yield
    if theirs and not decides_in(work, officer, theirs):
        raise NotAllowed(last_words(work.get(Officer, officer).name, theirs, "Name"))


def last_words(name: str, series: Sequence[str], what: str) -> str:
    """Why the last who decides cannot just go; `what` begins the way out of it."""
    return f"Only {name} decides requests in {listed(series)}. {what} another chair or co-ordinator first."


def _who_decides(who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether some officer who works here decides in a series: by their role in all, as chair in one."""
    chairs = (
        select(Chair.id)
        .where(Chair.officer_id == Officer.id, Chair.of_series == Series.id, Chair.withdrawn_at.is_(None))
        .correlate(Officer, Series)
        .exists()
    )
    here = Officer.left_on.is_(None) & Officer.withdrawn_at.is_(None)
    return select(Officer.id).where(who, here, Officer.role.in_(DECIDES) | chairs).exists()


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
