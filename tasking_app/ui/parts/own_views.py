"""Views people made themselves, as one line of text in the settings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from tasking_app.records.action_filter import ActionFilter, ActionView

LONGEST_NAME = 40
KEYS = frozenset({"agency", "referral"})


@dataclass(frozen=True, slots=True)
class OwnView:
    """A name for a view and what it is narrowed by."""

    name: str
    asked: ActionView


def written(views: Sequence[OwnView]) -> str:
    """All of them as text."""
    return json.dumps([[one.name, view_text(one.asked)] for one in views], ensure_ascii=False)


def read(text: object) -> list[OwnView]:
    """What `written` gave; what cannot be read is left out."""
    try:
        found = json.loads(text) if isinstance(text, str) else []
    except ValueError:
        return []
    pairs = (
        [one for one in found if isinstance(one, list) and len(one) == 2] if isinstance(found, list) else []
    )
    views = [(name, view_of(kept)) for name, kept in pairs]
    return [OwnView(name[:LONGEST_NAME], view) for name, view in views if isinstance(name, str) and view]


def view_text(view: ActionView) -> str:
    """A view as text."""
    chosen = {name: str(value) for name, value in asdict(view.chosen).items() if value}
    return json.dumps({"view": view.view, **chosen})


def view_of(text: object) -> ActionView | None:
    """The view a text tells of, or None."""
    try:
        kept = json.loads(text) if isinstance(text, str) else None
        if not isinstance(kept, dict):
            return None
        known = {one.name for one in fields(ActionFilter)}
        texts = {name: str(value) for name, value in kept.items() if name in known}
        keys = {name: UUID(texts.pop(name)) for name in KEYS & texts.keys()}
        return ActionView(view=str(kept.get("view", "")), chosen=ActionFilter(**texts, **keys))  # type: ignore[arg-type]  # fields as keywords
    except ValueError:
        return None
