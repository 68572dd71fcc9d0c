"""A paper that was asked for, and one that was made and has not left yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

PAPER_NAMES = {
    "agenda": "Agenda",
    "minutes": "Minutes",
    "action-plan": "Action plan",
    "annex": "Annex of restricted items",
    "action-log": "Action log",
    "reliability": "Dates kept and dates moved",
    "history": "Whole history",
}
"""Every kind of paper with its name, in the order of a list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which paper: a kind of the table of papers, about which meeting, for which agency.

    `at` is the moment it says it shows; None: when its content last changed.
    """

    kind: str
    meeting: UUID | None = None
    agency: UUID | None = None
    blank_column: bool = False
    black_and_white: bool = False
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The very bytes that will be saved or printed, and what is noted about them."""

    paper: UUID
    wanted: Wanted
    name: str
    file_name: str
    marking: str
    as_at: datetime
    status: str
    edition: str
    data: bytes = b""
    sha256: str = ""
    pages: int = 0

    @property
    def title(self) -> str:
        """Minutes, draft 1; a plan, whose copies are only counted, by its name."""
        return self.name if self.edition.isdigit() else f"{self.name}, {self.edition.lower()}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperMeeting:
    """A meeting papers can be made about, in words, and which kinds there are."""

    id: UUID
    words: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperChoices:
    """What can be chosen when a paper is made: meetings, agencies, and where it is saved.

    `why`: whoever asks may look at the others, and make only papers of `only_of`.
    """

    meetings: tuple[PaperMeeting, ...]
    agencies: tuple[tuple[UUID, str], ...]
    usual: UUID | None
    folder: str
    why: str = ""
    only_of: UUID | None = None

    def why_not(self, agency: UUID | None) -> str:
        """Why a paper of an agency, or of them all, is only looked at; nothing where it may be made."""
        own = self.only_of is not None and agency == self.only_of
        return "" if own else self.why
