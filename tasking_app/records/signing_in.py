"""Signing in to a partnership's database: what is needed for it, and who somebody turned out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class SignIn:
    """Where to, as whom, with what. The password may be changed while the database is open.

    `kept`: whether the password is in this computer's credential store. `remembered`: it came from there.
    """

    address: str
    told: str
    login: str
    password: str = field(default="", repr=False)
    kept: bool = False
    remembered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The officer of a login, and until when its password works.

    `choose`: it is a first password, or one that soon ends, and a new one has to be chosen. `away`: the
    server does not answer, and only what this computer keeps is there.
    """

    name: str
    agency: str
    until: datetime | None = None
    choose: bool = False
    seconds: float = 0.0
    away: bool = False
