"""The record of a shared database as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is looked for: words, whose login, a kind of entry, and how many days back."""

    text: str = ""
    who: str = ""
    kind: str = ""
    since: str = ""
    first: date | None = None
    last: date | None = None
    people: bool = False
    """Only what concerns the people of referrals: who they are, and the reading of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry: when, by whom, what was done to what, and from which computer."""

    id: int
    when: str
    who: str
    login: str
    kind: str
    done: str
    thing: str
    key: str
    fields: str
    on: str
    computer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SealRow:
    """One seal: its signs in groups, when, and whether it holds (None: not checked)."""

    number: int
    sign: str
    whole: str
    when: str
    holds: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordTable:
    """Entries for a request, cell by cell, and what they are about; names of fields and hashes, no texts."""

    about: str
    by: str
    made: datetime
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditPage:
    """What was found. Own: whoever asks reads only their own entries; a case is nobody's here."""

    own: bool
    governs: bool
    entries: tuple[Entry, ...]
    found: int
    more: bool
    logins: tuple[tuple[str, str], ...]
    seals: tuple[SealRow, ...]
    unsealed: int
    may_seal: bool = False
    late: str = ""
    """When the last seal is too old: since when, and why."""
