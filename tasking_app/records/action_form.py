"""What the form of an action offers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionForm:
    """Agencies by key and short name, officers by key, name and agency, objectives by number and title."""

    agencies: tuple[tuple[UUID, str], ...]
    officers: tuple[tuple[UUID, str, UUID], ...]
    objectives: tuple[tuple[str, str], ...]
