"""What a quick-add line may refer to where it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tasking_app.records.keys import Keys
from tasking_app.rules.quick_line import Context


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenAction:
    """An open action as somebody who updates it sees it."""

    id: UUID
    stored: str
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class QuickAdd:
    """The grammar's context, and the keys behind the numbers people type; themes are those of referrals."""

    context: Context
    meeting: UUID | None
    series: UUID | None
    referrals: Keys
    actions: Mapping[int, OpenAction]
    themes: Mapping[int, str] = field(default_factory=dict)
