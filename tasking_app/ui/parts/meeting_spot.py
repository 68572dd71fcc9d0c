"""Where what is typed in a meeting belongs, and how it is understood there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from tasking_app.records.quick_add import QuickAdd
from tasking_app.rules import quick_add
from tasking_app.rules.quick_line import Parsed as Read
from tasking_app.ui.parts import quick_chips
from tasking_app.ui.widgets.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Spot:
    """A meeting, one of its items, and the referral the lines go under (None: the item in general)."""

    meeting: UUID
    item: UUID
    quick: QuickAdd
    referral: UUID | None = None

    def under(self, referral: UUID | None) -> Spot:
        """The same item under another referral."""
        number = self.quick.referrals.number_of(referral)
        context = replace(self.quick.context, referral=number)
        return replace(self, quick=replace(self.quick, context=context), referral=referral)

    def read(self, text: str) -> Read:
        """A line as the grammar reads it here."""
        return quick_add.parse(text, self.quick.context)

    def shown(self, text: str) -> Parsed:
        """A line as the quick-add widgets show it here."""
        return quick_chips.adapt(self.read(text), self.quick.context, self.quick.themes)
