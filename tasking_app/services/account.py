"""Logins of the shared database: who has one and how it stands, given, reset, disabled and enabled again.

The database decides again whether whoever asks may; what is said here says it sooner, and in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select, text

from tasking_app.commands.account import (
    DisableLogin,
    EnableLogin,
    GiveLogin,
    ResetPassword,
    SetLastDay,
    SetLoginKind,
    SetOwnPassword,
)
from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action
from tasking_app.models.partnership import Agency, Officer
from tasking_app.records.account import AccountRow, AccountsPage
from tasking_app.rules import action as actions
from tasking_app.rules import days
from tasking_app.rules import login as logins
from tasking_app.rules.access import Group
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import rights

DAY = timedelta(days=1)
FIRST = timedelta(days=7)
TRAINED = timedelta(days=366)
"""How long training in sharing information counts."""

GIVEN = ("officer", "analyst")
READ_THE_RECORD = frozenset({Group.COORDINATOR, Group.CHAIR, Group.GOVERNANCE})
OF_A_FILE = "Accounts belong to a shared database. This file has none: whoever has it and its key opens it."
NOT_YOURS = "The co-ordinator looks after accounts."
ELSEWHERE = "Whoever looks after the database looks after the account of {}."
_ROLES = text(
    "SELECT r.rolname::text, CASE WHEN isfinite(r.rolvaliduntil) THEN r.rolvaliduntil END, "
    "(SELECT min(g.rolname::text) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
    "WHERE m.member = r.oid AND g.rolname LIKE 'tasking\\_%'), "
    "(SELECT l.at FROM audit.log l WHERE l.actor = r.rolname ORDER BY l.id DESC LIMIT 1) "
    "FROM pg_roles r WHERE r.rolname IN (SELECT o.login FROM officer o WHERE o.login IS NOT NULL)"
)


class _Role(NamedTuple):
    """What the server knows of a login."""

    until: datetime | None = None
    group: str = ""
    last_in: datetime | None = None


def page(work: Work) -> AccountsPage | None:
    """Every account of those who work here; None for a file, which has no accounts."""
    work.reach("The accounts are")
    if not work.shared:
        return None
    roles = {
        login: _Role(until, (group or "").removeprefix("tasking_"), last_in)
        for login, until, group, last_in in work.session.execute(_ROLES)
    }
    mine = work.session.scalar(select(func.app.my_officer()))
    who = rights.viewer(work)
    reads = who is None or who.group in READ_THE_RECORD
    open_with = _open_actions(work)
    rows = work.session.execute(
        select(Officer, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.withdrawn_at.is_(None), Officer.left_on.is_(None) | Officer.login.is_not(None))
        .order_by(Agency.order_key, Officer.name, Officer.id)
    )
    return AccountsPage(
        may_keep=bool(work.session.scalar(select(func.app.in_group("tasking_coordinator")))),
        rows=tuple(
            _row(work, officer, agency, roles.get(officer.login or "", _Role()), mine, open_with, reads=reads)
            for officer, agency in rows
        ),
    )


def _row(
    work: Work,
    officer: Officer,
    agency: str,
    role: _Role,
    mine: UUID | None,
    open_with: Mapping[UUID | None, int],
    *,
    reads: bool,
) -> AccountRow:
    return AccountRow(
        officer=officer.id,
        name=officer.name,
        agency_id=officer.agency_id,
        agency=agency,
        login=officer.login or "",
        group=role.group,
        state=_state(work, officer, role),
        until=role.until,
        disabled_at=officer.disabled_at if _is_disabled(work, officer) else None,
        last_day=_last_day(work, officer),
        last_in=role.last_in,
        reads_last_in=reads or officer.id == mine,
        email=officer.email,
        trained_on=officer.trained_on,
        today=work.today,
        days_left=max(0, -((work.now - role.until) // DAY)) if role.until is not None else 0,
        kept_elsewhere=bool(role.group) and role.group not in GIVEN,
        mine=officer.id == mine,
        open_actions=open_with.get(officer.id, 0),
    )


def _last_day(work: Work, officer: Officer) -> date | None:
    """The day with which a login ends; none for one that has ended, or has no end."""
    if officer.disabled_at is None or _is_disabled(work, officer):
        return None
    return officer.disabled_at.astimezone(LONDON).date() - timedelta(days=1)


def _state(work: Work, officer: Officer, role: _Role) -> str:
    if not officer.login:
        return "none"
    if officer.left_on is not None and officer.left_on <= work.today:
        return "left"
    if _is_disabled(work, officer):
        return "disabled"
    if role.until is not None and role.until <= work.now:
        return "ended"
    if role.until is not None and role.until - work.now <= FIRST:
        return "first"
    old = officer.trained_on is not None and officer.trained_on < work.today - TRAINED
    return "training" if old else "working"


def _open_actions(work: Work) -> dict[UUID | None, int]:
    found = work.session.execute(
        select(Action.lead_officer_id, func.count())
        .where(Action.status.in_(actions.OPEN_VALUES), Action.withdrawn_at.is_(None))
        .group_by(Action.lead_officer_id)
    )
    return {officer: int(count) for officer, count in found}


# -- what is done about one


def give_login(work: Work, command: GiveLogin) -> None:
    """A login for an officer. Raises NotAllowed for a name that does not fit or is taken, or who has one."""
    officer = _asked(work, command.officer)
    trouble = logins.trouble_with(command.login)
    if trouble:
        raise NotAllowed(trouble)
    if officer.login or officer.left_on is not None or officer.withdrawn_at is not None:
        raise NotAllowed(f"{officer.name} has a login already, or does not work here any more.")
    there = text("SELECT count(*) FROM pg_roles WHERE rolname = :login")
    if work.session.execute(there, {"login": command.login}).scalar_one():
        raise NotAllowed(f"The server has a user called {command.login} already. Choose another user name.")
    given = func.app.give_login(command.officer, command.login, command.kind, command.verifier)
    _call(work, given)


def reset_password(work: Work, command: ResetPassword) -> None:
    """A new first password. Raises NotAllowed."""
    officer = _with_login(work, command.officer)
    if _is_disabled(work, officer):
        raise NotAllowed(f"The account of {officer.name} is disabled. Enable it; that gives a new password.")
    _call(work, func.app.reset_password(command.officer, command.verifier))


def disable_login(work: Work, command: DisableLogin) -> None:
    """No signing in from now on, and nothing more is read where they are signed in. Raises NotAllowed."""
    _with_login(work, command.officer)
    _call(work, func.app.disable_login(command.officer))


def set_last_day(work: Work, command: SetLastDay) -> None:
    """The last day on which a login works, or none. Raises NotAllowed for a day that is over."""
    officer = _with_login(work, command.officer)
    if _is_disabled(work, officer):
        raise NotAllowed(f"The account of {officer.name} is disabled already.")
    if command.day is not None and command.day < work.today:
        raise NotAllowed(f"{days.full(command.day)} is over. Choose today or a later day, or disable it now.")
    _call(work, func.app.set_last_day(command.officer, command.day))


def set_kind(work: Work, command: SetLoginKind) -> None:
    """What a login is for. Raises NotAllowed for what only whoever looks after the database gives."""
    officer = _with_login(work, command.officer)
    if command.kind not in GIVEN:
        raise NotAllowed(ELSEWHERE.format(officer.name))
    _call(work, func.app.set_login_kind(command.officer, command.kind))


def _is_disabled(work: Work, officer: Officer) -> bool:
    """Whether a login opens nothing any more; one that ends on a day to come works until then."""
    return officer.disabled_at is not None and officer.disabled_at <= work.now


def enable_login(work: Work, command: EnableLogin) -> None:
    """Signing in again, with a new first password. Raises NotAllowed for who has left."""
    officer = _with_login(work, command.officer)
    if officer.left_on is not None or officer.withdrawn_at is not None:
        raise NotAllowed(f"{officer.name} does not work here any more. First: Officers, Works here again.")
    _call(work, func.app.enable_login(command.officer, command.verifier))


def set_own_password(work: Work, command: SetOwnPassword) -> None:
    """Another password for whoever asks."""
    if not work.shared:
        raise NotAllowed(OF_A_FILE)
    work.session.execute(select(func.app.set_my_password(command.verifier)))


def _asked(work: Work, key: UUID) -> Officer:
    if not work.shared:
        raise NotAllowed(OF_A_FILE)
    if not work.session.scalar(select(func.app.in_group("tasking_coordinator"))):
        raise NotAllowed(NOT_YOURS)
    return work.get(Officer, key, "That officer")


def _with_login(work: Work, key: UUID) -> Officer:
    officer = _asked(work, key)
    if not officer.login:
        raise NotAllowed(f"{officer.name} has no login yet.")
    role = {login: group for login, _, group, _ in work.session.execute(_ROLES)}.get(officer.login) or ""
    if role.removeprefix("tasking_") not in GIVEN:
        raise NotAllowed(ELSEWHERE.format(officer.name))
    return officer


def _call(work: Work, function: object) -> None:
    """One of the database's own account functions; it writes the officer's row itself."""
    work.session.execute(select(function))  # type: ignore[call-overload]  # a function of SQL, of any type
    work.session.expire_all()
    work.touched.add("officer")
