"""Accounts of the shared database as Settings shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountRow:
    """An officer and their login.

    `state`: none (no login), first (a first password, or one about to end), working, training (out of date),
    ended (the password has), disabled, left. `group` is what the login is for. `kept_elsewhere`: who looks
    after the database looks after this account. `last_day`: the login ends with it. `last_in`: the last entry
    of the record by this login; `reads_last_in`: whoever asks may read it. `days_left` of the password.
    """

    officer: UUID
    name: str
    agency_id: UUID
    agency: str
    login: str
    group: str
    state: str
    until: datetime | None
    disabled_at: datetime | None
    kept_elsewhere: bool
    mine: bool
    open_actions: int
    last_day: date | None
    last_in: datetime | None
    reads_last_in: bool
    email: str
    trained_on: date | None
    today: date
    days_left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountsPage:
    """All accounts, and whether whoever asks looks after them."""

    may_keep: bool
    rows: tuple[AccountRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstPassword:
    """A password that is shown once."""

    name: str
    login: str
    password: str
