"""Logins given by whoever looks after the database: chair, co-ordinator, governance, all after a move."""

from __future__ import annotations

import re
import secrets
from typing import Any

from sqlalchemy import func, select, text, update

from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Officer
from tasking_app.rules.access import Group
from tasking_app.rules.errors import NotAllowed

SHORTEST = 12
NAMED = re.compile(r"(?!pg_|tasking_)[a-z][a-z0-9_.]{2,40}")
ROLES = {Group.COORDINATOR: "co-ordinator", Group.CHAIR: "chair", Group.ANALYST: "analyst"}
"""What the program calls an officer of a group; everybody else is an officer."""


def new_password() -> str:
    """A first password: no sign in it is easily taken for another."""
    signs = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(5)) for _ in range(4))


def add_login(store: Store, name: str, login: str, group: Group, password: str) -> None:
    """Give an officer a login with a first password, for seven days.

    One whose login is not on this server (a restored backup) gets a new one. Raises NotAllowed.
    """
    if len(password) < SHORTEST:
        raise NotAllowed(f"A password needs at least {SHORTEST} letters or signs.")
    if NAMED.fullmatch(login) is None:
        raise NotAllowed(
            "A login is 3 to 41 small letters, digits, dots and underscores. It begins with a letter, and "
            "not with pg_ or tasking_."
        )

    def give(work: Work) -> None:
        officer = _officer(work, name)
        _take_lost(work, officer)
        if officer.login is not None:
            raise NotAllowed(f"{officer.name} has the login {officer.login} already.")
        if work.session.scalar(text("SELECT true FROM pg_roles WHERE rolname = :login"), {"login": login}):
            raise NotAllowed(f"The server has a login {login} already. Choose another name.")
        _name_role(work, officer, group)
        verifier = _verifier(work, login, password)
        work.session.execute(select(func.app.give_login(officer.id, login, group.value, verifier)))
        work.session.expire(officer)

    store.write(Actor(), give)


def _officer(work: Work, name: str) -> Officer:
    """The one officer of a name who works here. Raises NotAllowed."""
    works = (Officer.left_on.is_(None), Officer.withdrawn_at.is_(None))
    found = work.session.scalars(select(Officer).where(Officer.name == name.strip(), *works)).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise NotAllowed(f"{len(found)} officers are called {name}. Give one of them another name first.")
    raise NotAllowed(
        f"No officer who works here is called “{name}”. Type the whole name as the program shows it."
    )


def _take_lost(work: Work, officer: Officer) -> None:
    """A login that this server does not know is none."""
    known = text("SELECT true FROM pg_roles WHERE rolname = :login")
    if officer.login is None or work.session.scalar(known, {"login": officer.login}):
        return
    work.session.execute(
        update(Officer)
        .where(Officer.id == officer.id)
        .values(login=None, version=Officer.version + 1)
        .execution_options(synchronize_session=False)
    )
    work.session.expire(officer)


def _name_role(work: Work, officer: Officer, group: Group) -> None:
    """The program knows chair and co-ordinator by their role, the database by the group of the login."""
    work.set(officer, role=ROLES.get(group, "officer"))


def _verifier(work: Work, login: str, password: str) -> str:
    """What the server gets instead of a password."""
    raw: Any = work.session.connection().connection.dbapi_connection  # psycopg's own
    made: bytes = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()
