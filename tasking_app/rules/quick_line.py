"""What a line of the quick-add box may refer to, and what it was understood as."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tasking_app.rules.days import WEEKENDS_ONLY, Calendar
from tasking_app.rules.name_match import AgencyEntry, OfficerEntry


class Kind(StrEnum):
    """What a line becomes."""

    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"
    UPDATE = "update"


class Move(StrEnum):
    """What an update does to its action."""

    DONE = "done"
    ON_TRACK = "on track"
    MORE_TIME = "to"
    DROP = "drop"


class Need(StrEnum):
    """What is still to be asked; the text stays as typed meanwhile."""

    WHO = "who"
    OFFICER = "officer"
    WHEN = "when"
    TEXT = "text"
    REASON = "reason"


class Mark(StrEnum):
    """What a highlighted part of the line is."""

    MARKER = "marker"
    AGENCY = "agency"
    OFFICER = "officer"
    WHEN = "when"
    LINK = "link"
    VERB = "verb"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Span:
    """Part of the line, counted in characters as Python counts them."""

    start: int
    end: int
    mark: Mark

    def in_utf16(self, line: str) -> tuple[int, int]:
        """The same part counted as Qt counts, where an emoji is two."""
        start, end = (len(line[:place].encode("utf-16-le")) // 2 for place in (self.start, self.end))
        return start, end


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """Where the line is typed: everything the grammar may refer to.

    `day` is the meeting's date, from which dates count. `restricted` are the numbers of restricted referrals.
    `referrals` and `actions` are the numbers that exist; None where that is not to be checked.
    """

    day: date
    next_meeting: date | None = None
    agencies: tuple[AgencyEntry, ...] = ()
    officers: tuple[OfficerEntry, ...] = ()
    theme: str | None = None
    referral: int | None = None
    restricted: AbstractSet[int] = frozenset()
    referrals: AbstractSet[int] | None = None
    actions: AbstractSet[int] | None = None
    calendar: Calendar = WEEKENDS_ONLY


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """What a line was understood as. `line` and `text` are as typed, to the last character.

    `due_said` tells a date that was typed from the next meeting, which stands in where none was. `offer` is
    the working day before a due date on a day off. `refused` are sentences: the line cannot be added so.
    """

    kind: Kind
    line: str
    text: str
    spans: tuple[Span, ...] = ()
    urgent: bool = False
    agencies: tuple[AgencyEntry, ...] = ()
    officers: tuple[OfficerEntry, ...] = ()
    due: date | None = None
    due_said: bool = False
    offer: date | None = None
    theme: str | None = None
    referral: int | None = None
    mentions: tuple[int, ...] = ()
    action_mentions: tuple[int, ...] = ()
    decision_kind: str = ""
    reason: str = ""
    action: int | None = None
    move: Move | None = None
    needs: tuple[Need, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def agency(self) -> AgencyEntry | None:
        """The one agency meant; None while it is unknown or several could be."""
        return self.agencies[0] if len(self.agencies) == 1 else None

    @property
    def officer(self) -> OfficerEntry | None:
        """The officer named, or else the one who usually takes the agency's actions."""
        if self.officers:
            return self.officers[0] if len(self.officers) == 1 else None
        return self.agency.usual_officer if self.agency and Need.OFFICER not in self.needs else None

    @property
    def ready(self) -> bool:
        """Whether Enter can add it without asking anything."""
        return not self.needs and not self.refused
