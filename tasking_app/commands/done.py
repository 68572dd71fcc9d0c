"""The answer to a command: the references given, the tables touched, and what would undo it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tasking_app.commands.change import Batch


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What carrying out a command did. `again` says that it had been done before and nothing changed now.

    `also` names what somebody else had changed beside it, and who.
    """

    references: Mapping[str, str] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    inverse: Batch | None = None
    again: bool = False
    also: str = ""
