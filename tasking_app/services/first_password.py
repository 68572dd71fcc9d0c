"""First passwords: made on this computer, shown once, and sent to the database as a verifier only."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tasking_app import credentials
from tasking_app.commands.account import EnableLogin, GiveLogin, ResetPassword
from tasking_app.commands.base import Command
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.partnership import Officer
from tasking_app.records.account import FirstPassword
from tasking_app.services.carry_out import do
from tasking_app.services.connecting import verifier


def give(store: Store, actor: Actor, officer: UUID, login: str, kind: str) -> FirstPassword:
    """A login and its first password. Raises NotAllowed, Denied."""
    return _made(
        store,
        actor,
        officer,
        login,
        lambda sent: GiveLogin(officer=officer, login=login, kind=kind, verifier=sent),
    )


def reset(store: Store, actor: Actor, officer: UUID) -> FirstPassword:
    """A new first password for who forgot theirs. Raises NotAllowed, Denied."""
    return _made(store, actor, officer, "", lambda sent: ResetPassword(officer=officer, verifier=sent))


def enable(store: Store, actor: Actor, officer: UUID) -> FirstPassword:
    """A disabled account works again, with a new first password. Raises NotAllowed, Denied."""
    return _made(store, actor, officer, "", lambda sent: EnableLogin(officer=officer, verifier=sent))


def _made(
    store: Store, actor: Actor, officer: UUID, login: str, command: Callable[[str], Command]
) -> FirstPassword:
    row = store.ask(actor, lambda work: work.get(Officer, officer, "That officer"))
    name = login or row.login or ""
    password = credentials.first_password()
    do(store, actor, command(verifier(password, name)))
    return FirstPassword(name=row.name, login=name, password=password)
