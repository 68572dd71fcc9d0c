"""A meeting under way on a server of the bench's own: forty people with logins, ten years behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.base import new_id
from tasking_app.commands.partnership import AddOfficer
from tasking_app.database import postgres
from tasking_app.database.address import Address, read, written
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Officer, Seat
from tasking_app.services import home
from tests.bench import ten_years
from tests.bench.questions import NOBODY
from tests.partnership import Partnership
from tests.postgres.cluster import Cluster, running
from tests.postgres.people import PASSWORD, line
from tests.postgres.server import Server

SERVER = {"max_connections": "200", "shared_buffers": "256MB"}
GROUPS = {"chair": "chair", "co-ordinator": "coordinator", "officer": "officer"}


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody at the meeting: the way in, the meeting, and who it is; as texts between processes."""

    address: Address
    meeting: UUID
    actor: Actor

    def open(self) -> Store:
        """The database by this one's login."""
        return postgres.open_store(self.address, PASSWORD)

    def plain(self) -> dict[str, str]:
        """The same as texts."""
        return {
            "address": written(self.address),
            "meeting": str(self.meeting),
            "officer": str(self.actor.officer),
            "agency": str(self.actor.agency),
            "name": self.actor.name,
        }

    @classmethod
    def of(cls, told: dict[str, Any]) -> Seated:
        """What `plain` told."""
        actor = Actor(UUID(told["officer"]), UUID(told["agency"]), told["name"])
        return cls(read(told["address"]), UUID(told["meeting"]), actor)


@dataclass(frozen=True, slots=True)
class Room:
    """The server, everybody at the meeting, the co-ordinator first, and the items lines go under."""

    cluster: Cluster
    seated: tuple[Seated, ...]
    items: tuple[UUID, ...]


@contextmanager
def meeting_of(people: int) -> Iterator[Room]:
    """So many at a meeting that has begun, for the length of a block."""
    cluster = Cluster(durable=True, settings=SERVER)
    with running(cluster), closing(Server(cluster)) as server, server.room() as name:
        address = ten_years.put_back(server, name)
        with closing(postgres.open_store(address, server.password)) as keeper:
            p = Partnership(keeper, NOBODY, {}, {})
            meeting = keeper.ask(NOBODY, home.next_meeting)
            assert meeting is not None
            _fill_seats(p, meeting, people)
            found = keeper.ask(NOBODY, _officers)[:people]
            p.start(meeting)
            items = keeper.ask(NOBODY, lambda work: _items(work, meeting))
        seated = tuple(
            Seated(replace(address, login=f"load_{n}"), meeting, Actor(one.id, one.agency_id, one.name))
            for n, one in enumerate(found)
        )
        with line(cluster, address.login, address.database, server.password) as person:
            for one, officer in zip(seated, found, strict=True):
                verifier = person.verifier(PASSWORD, one.address.login)
                said = (officer.id, one.address.login, GROUPS[officer.role], verifier)
                person.one("SELECT app.give_login(%s, %s, %s, %s)", said)
            person.connection.execute("ANALYZE")
        yield Room(cluster, seated, items)


def _officers(work: Work) -> list[Officer]:
    """Everybody who works there, the co-ordinator first, then the chair."""
    rows = work.session.scalars(
        select(Officer)
        .where(Officer.left_on.is_(None), Officer.withdrawn_at.is_(None), Officer.role.in_(GROUPS))
        .order_by(Officer.made_at, Officer.id)
    )
    place = {"co-ordinator": 0, "chair": 1}
    return sorted(rows, key=lambda one: place.get(one.role, 2))


def _fill_seats(p: Partnership, meeting: UUID, people: int) -> None:
    """Colleagues in the agencies of the series, until there are so many."""

    def agencies(work: Work) -> list[UUID]:
        series = work.get(Meeting, meeting).of_series
        wanted = select(Seat.agency_id).where(Seat.of_series == series, Seat.withdrawn_at.is_(None))
        return list(work.session.scalars(wanted.order_by(Seat.agency_id)))

    missing = people - len(p.store.ask(NOBODY, _officers))
    for number, agency in enumerate(islice(cycle(p.store.ask(NOBODY, agencies)), max(0, missing))):
        p.do(AddOfficer(officer=new_id(), agency=agency, name=f"Colleague {number + 1} Madeup"))


def _items(work: Work, meeting: UUID) -> tuple[UUID, ...]:
    rows = work.session.scalars(
        select(AgendaItem.id)
        .where(
            AgendaItem.meeting_id == meeting, AgendaItem.kind == "theme", AgendaItem.withdrawn_at.is_(None)
        )
        .order_by(AgendaItem.order_key)
    )
    return tuple(rows)
