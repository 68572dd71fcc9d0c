"""A command twice: what the program says to it before it asks, and what the server does without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from sqlalchemy.exc import DBAPIError

from tasking_app.commands.base import Command
from tasking_app.commands.proposal import Propose, TakeBackProposal
from tasking_app.commands.referral import ReadNames
from tasking_app.database import postgres
from tasking_app.database.errors import Denied, Overtaken
from tasking_app.database.work import Actor, Work
from tasking_app.rules.errors import NotAllowed, NotFound
from tasking_app.services import allowed, carry_out, kept_apart, rights
from tests.conftest import NOW
from tests.partnership import Partnership
from tests.postgres.people import GROUPS, PASSWORD, login_of
from tests.postgres.world import World

BY_THE_SERVICE = (TakeBackProposal, Propose)
"""The service itself says whose request it is, and that what is asked for is there."""


class TakenBack(Exception):
    """What was tried has succeeded, and does not stay."""


@contextmanager
def everybodys(own: World) -> Iterator[Mapping[str, Partnership]]:
    """The program at everybody's own desk, over one database."""
    told = own.words
    officers = {name: told[f"o_{name}"] for name in GROUPS}
    agencies = {name.removeprefix("g_"): key for name, key in told.items() if name.startswith("g_")}
    with ExitStack() as stack:
        desks = {}
        for name in GROUPS:
            address = replace(own.address, login=login_of(name, own.address.database))
            store = postgres.open_store(address, PASSWORD)
            store.clock = lambda: NOW
            stack.callback(store.close)
            actor = Actor(officers[name], None, name)
            desks[name] = Partnership(store, actor, agencies, {"MAT": told["series"]}, officers)
        yield desks


def says(desk: Partnership, command: Command) -> str:
    """Why the program would not do it, before it asks the server; nothing where it would."""

    def ask(work: Work) -> str:
        who = rights.viewer(work)
        assert who is not None
        return allowed.refused(work, who, command)

    return desk.store.ask(desk.actor, ask)


def does(desk: Partnership, command: Command) -> str:
    """What comes of it without the program's own rule; nothing of it stays."""

    def deed(work: Work) -> None:
        carry_out._BY_KIND[type(command)].do(work, command)
        work.session.flush()
        if isinstance(command, ReadNames):  # on a server the reading itself writes the record
            kept_apart.identities(work, command.referral)
        raise TakenBack

    try:
        desk.store.write(desk.actor, deed)
    except TakenBack:
        return ""
    except (Denied, Overtaken, NotFound, NotAllowed) as error:
        return f"{type(error).__name__}: {error}"
    except DBAPIError as error:
        return str(error.orig)
    raise AssertionError


def otherwise(desk: Partnership, command: Command) -> str:
    """In which way the two differ; nothing where they answer alike. What may not be seen is not there."""
    why, came = says(desk, command), does(desk, command)
    plain = came.startswith("NotFound") or (isinstance(command, BY_THE_SERVICE) and "NotAllowed" in came)
    if bool(why) == bool(came) or plain:
        return ""
    kind = getattr(command, "kind", "")
    return f"{desk.actor.name}, {type(command).__name__} {kind}: said “{why}”, came “{came}”"
