"""Who may see a referral, as the sheets show it in which that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderChoice:
    """An officer who may be put on the list of a restricted referral."""

    id: UUID
    name: str
    reads: bool
    left: bool
    me: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyOfReaders:
    """An agency with its officers."""

    name: str
    officers: tuple[ReaderChoice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadersForm:
    """Everybody who may be put on the list of a restricted referral, and who is on it."""

    referral: UUID
    reference: str
    agencies: tuple[AgencyOfReaders, ...]

    def on_list(self) -> frozenset[UUID]:
        """Those who may read it now."""
        return frozenset(one.id for agency in self.agencies for one in agency.officers if one.reads)


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyChoice:
    """An agency outside the series; `share` is there while the referral is shared with it."""

    id: UUID
    name: str
    share: UUID | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SharesForm:
    """The agencies that see a referral by their seat, and those it may be shared with."""

    referral: UUID
    reference: str
    sitting: tuple[str, ...]
    others: tuple[AgencyChoice, ...]
