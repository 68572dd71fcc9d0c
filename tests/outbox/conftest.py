"""A meeting on a shared database, reached over a line that can be cut, with this computer's outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import keyring
import pytest
from psycopg import sql
from sqlalchemy import select

from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.database.address import Address
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.line import Line
from tasking_app.outbox import reaching
from tasking_app.outbox.post import Post
from tasking_app.records.signing_in import SignIn
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import Proxy
from tests.postgres.server import Server
from tests.postgres.world import World, world
from tests.protection.keyrings import InMemory

AGENCY = {"Jo": "Council", "Helen": "Council", "Rowan": "Police", "Ana": "Police", "Gwen": "Council"}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[InMemory]:
    """A credential store in memory, and this person's folders in the test's own."""
    before = keyring.get_keyring()
    kept = InMemory()
    keyring.set_keyring(kept)
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: tmp_path / "data")
    yield kept
    keyring.set_keyring(before)


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """The line between this computer and the server."""
    line = Proxy(server.cluster.port)
    line.open()
    with closing(line):
        yield line


@pytest.fixture
def way(own: World, proxy: Proxy, server: Server) -> Callable[[str], SignIn]:
    """How an officer signs in over the line that can be cut."""

    def sign_in(name: str) -> SignIn:
        login = login_of(name, own.address.database)
        with server.cluster.as_superuser() as connection:  # a password of their own, which does not end soon
            connection.execute(sql.SQL("ALTER ROLE {} VALID UNTIL 'infinity'").format(sql.Identifier(login)))
        there = replace(own.address, login=login, servers=(("localhost", proxy.door),))
        return SignIn(address=addresses.written(there), told=there.told, login=there.login, password=PASSWORD)

    return sign_in


def actor(own: World, name: str) -> Actor:
    """An officer of the made-up partnership."""
    return Actor(own.words[f"o_{name}"], own.words[f"g_{AGENCY[name]}"], name)


@pytest.fixture
def sit(own: World, way: Callable[[str], SignIn]) -> Iterator[Callable[[str], Partnership]]:
    """Sit down at a computer as somebody; everybody is gone at the end."""
    open_ones: list[Post] = []

    def down(name: str) -> Partnership:
        reached = reaching.reach(way(name))
        post = reached.store
        open_ones.append(post)
        reached.drafts.close()
        post.clock = post.server.clock = post.copy.store.clock = lambda: NOW
        if not post.away:
            post.refresh()
        return at(post, own, name)

    yield down
    for one in open_ones:
        one.close()


def at(store: Store, own: World, name: str) -> Partnership:
    """An officer at a database, with what they do there."""
    return Partnership(store, actor(own, name), {}, {"MAT": own.words["series"]})


@pytest.fixture
def other(own: World) -> Iterator[Callable[[str], Partnership]]:
    """Somebody else, straight at the server."""
    stores: list[Store] = []

    def there(name: str) -> Partnership:
        login: Address = replace(own.address, login=login_of(name, own.address.database))
        store = postgres.open_store(login, PASSWORD)
        store.clock = lambda: NOW
        stores.append(store)
        return at(store, own, name)

    yield there
    for one in stores:
        one.close()


def texts(p: Partnership, meeting: UUID) -> list[str]:
    """The lines of a meeting as they stand there."""
    wanted = select(Line.text).where(Line.meeting_id == meeting, Line.withdrawn_at.is_(None))
    return sorted(p.store.ask(p.actor, lambda work: work.session.scalars(wanted).all()))


def post_of(p: Partnership) -> Post:
    """The post somebody works by."""
    assert isinstance(p.store, Post)
    return p.store
