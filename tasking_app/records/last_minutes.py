"""The last minutes as the next meeting reads them: frozen paragraphs, corrections, matters arising."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tasking_app.records.action import ActionRow
from tasking_app.records.may import MeetingMay
from tasking_app.records.minutes import CorrectionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One line of approved minutes with its number. Part is where a correction to it is filed."""

    line: UUID
    part: UUID
    number: str
    kind: str
    text: str
    who: str
    reference: str = ""
    referral: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """An agenda item of the frozen text."""

    number: str
    title: str
    theme: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LastMinutes:
    """What is read at the item about the last minutes. Stage says whether it can be agreed now."""

    meeting: UUID
    reference: str
    held_on: date
    stage: str
    approved_at: datetime | None
    headings: tuple[Heading, ...]
    restricted: int
    corrections: tuple[CorrectionRow, ...]
    arising: tuple[ActionRow, ...]
    people: tuple[tuple[UUID, str], ...]
    here: int
    here_then: int
    chair: str
    agreed_words: str
    held_over: bool
    before: str
    may: MeetingMay = field(default_factory=MeetingMay)

    @property
    def frozen(self) -> bool:
        """The chair has approved the text, so it does not change."""
        return self.stage in ("approved", "agreed")

    @property
    def may_agree(self) -> bool:
        """Approved, not agreed yet, and whoever sits here decides."""
        return self.stage == "approved" and not self.may.minutes

    def paragraph(self, number: str) -> Paragraph | None:
        """The paragraph with this number."""
        return next((one for head in self.headings for one in head.paragraphs if one.number == number), None)
