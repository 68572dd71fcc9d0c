"""Commands about logins of the shared database: they carry a verifier, never a password; none is undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tasking_app.commands.base import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveLogin(Command):
    """An officer gets a login, as `officer` or `analyst`, with a first password for seven days."""

    officer: UUID
    login: str
    kind: str
    verifier: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ResetPassword(Command):
    """A password was forgotten: a new first one, for seven days."""

    officer: UUID
    verifier: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class DisableLogin(Command):
    """An officer signs in no more, and reads nothing more where they are signed in."""

    officer: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLastDay(Command):
    """A login works until a day and no longer; without a day it goes on after all."""

    officer: UUID
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLoginKind(Command):
    """What a login is for: `officer` or `analyst`."""

    officer: UUID
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EnableLogin(Command):
    """An officer signs in again, with a new first password."""

    officer: UUID
    verifier: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class SetOwnPassword(Command):
    """Another password for the login that asks."""

    verifier: str = field(repr=False)
