"""How an action shows in the list, and what is said where there is none."""

from __future__ import annotations

from tasking_app.records.action import ActionRow
from tasking_app.rules import days
from tasking_app.rules.action import Shown
from tasking_app.ui.table import Cell, Column

THEME = 3
"""Which column says the theme."""


def columns() -> list[Column[ActionRow]]:
    """What the list shows of an action."""
    return [
        Column("Ref", lambda r: Cell(r.reference, strong=True), 92, lambda r: r.number),
        Column("Action", lambda r: Cell(r.short_text, tip=r.text), 0, lambda r: r.short_text),
        Column(
            "Agency and officer", lambda r: Cell(r.agency, r.officer), 168, lambda r: (r.agency, r.officer)
        ),
        Column("Theme", lambda r: Cell.theme(r.theme), 122, lambda r: r.theme),
        Column("Due", _due, 136, lambda r: r.due),
    ]


def _due(one: ActionRow) -> Cell:
    """The day, and under it how it stands; the day is not said twice."""
    words = "Due soon" if one.status.kind is Shown.DUE_SOON else one.status.words
    return Cell.under(days.short(one.due)[4:], one.status.kind.value, words)


def nothing_in(view: str) -> str:
    """What it means that a view is empty."""
    return {
        "late": "Every open action is on time.",
        "due_soon": "No action is due soon.",
        "no_update": "Every agency has said something since the last meeting.",
        "done": "No action was finished since the last meeting.",
    }.get(view, "There are no open actions.")
