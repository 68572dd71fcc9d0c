"""What the policies of a shared database cost: each screen's questions with and without them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from sqlalchemy import select

from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Officer
from tests.bench import questions, ten_years
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY
from tests.bench.screens import milliseconds
from tests.postgres.cluster import running
from tests.postgres.people import PASSWORD, line
from tests.postgres.server import Server

MOST_TIMES, MOST_MS, LEAST_MS = 2.0, 50.0, 5.0
"""A screen may take twice as long with policies, and never more; under 5 ms nobody feels twice."""
LOGIN = {"chair": "chair_bench", "officer": "officer_bench"}


@dataclass(frozen=True, slots=True)
class Desks:
    """The same database without policies (its keeper), as the chair and as an officer see it."""

    keeper: Store
    chair: Store
    officer: Store
    actors: dict[str, Actor]


def measure(runs: int) -> list[Figure]:
    """Every screen by turns: keeper, chair, officer."""
    with desks() as made:
        keys = made.keeper.ask(NOBODY, questions.keys)
        asked = questions.of_screens(keys)
        found = []
        for name, question in asked.items():
            times: dict[str, list[float]] = {"keeper": [], "chair": [], "officer": []}
            for _ in range(runs + 1):
                for who, spent in times.items():
                    store: Store = getattr(made, who)
                    spent.append(milliseconds(partial(store.ask, made.actors[who], question)))
            keeper, chair, officer = (statistics.median(spent[1:]) for spent in times.values())
            most = max(keeper * MOST_TIMES, LEAST_MS)
            note = f"without {keeper:.1f} ms, {max(chair, officer) / keeper:.2f} times"
            found.append(Figure(f"{name}: by the chair's login", chair, most, "ms", aim=MOST_MS, note=note))
            found.append(Figure(f"{name}: by an officer's login", officer, most, "ms", aim=MOST_MS))
        return found


@contextmanager
def desks() -> Iterator[Desks]:
    """Ten years on a server of their own, for the length of a block."""
    with ExitStack() as stack:
        cluster = stack.enter_context(running())
        server = stack.enter_context(closing(Server(cluster)))
        address = ten_years.put_back(server, stack.enter_context(server.room()))
        keeper = stack.enter_context(closing(postgres.open_store(address, server.password)))
        actors = _people(keeper)
        with line(cluster, address.login, address.database, server.password) as person:
            for who, login in LOGIN.items():
                verifier = person.verifier(PASSWORD, login)
                said = (actors[who].officer, login, who, verifier)
                person.one("SELECT app.give_login(%s, %s, %s, %s)", said)
            person.connection.execute("ANALYZE")
        chair, officer = (stack.enter_context(closing(_open(address, login))) for login in LOGIN.values())
        yield Desks(keeper, chair, officer, actors)


def _open(address: Address, login: str) -> Store:
    return postgres.open_store(replace(address, login=login), PASSWORD)


def _people(keeper: Store) -> dict[str, Actor]:
    """A chair, and an officer of an agency that sits in the series."""

    def found(work: Work) -> dict[str, Actor]:
        chair = work.session.scalars(
            select(Officer).where(
                Officer.role == "chair", Officer.left_on.is_(None), Officer.withdrawn_at.is_(None)
            )
        ).first()
        officer = work.session.scalars(
            select(Officer).where(
                Officer.agency_id == work.get(Officer, _lead(work)).agency_id,
                Officer.role == "officer",
                Officer.left_on.is_(None),
                Officer.withdrawn_at.is_(None),
            )
        ).first()
        assert officer is not None
        assert chair is not None
        return {
            "keeper": Actor(chair.id, chair.agency_id, chair.name),
            "chair": Actor(chair.id, chair.agency_id, chair.name),
            "officer": Actor(officer.id, officer.agency_id, officer.name),
        }

    return keeper.ask(NOBODY, found)


def _lead(work: Work) -> UUID:
    known = questions.keys(work).officer.officer
    assert known is not None
    return known
