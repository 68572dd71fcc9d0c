"""What stands in the place of restricted words: the way to open them, or who may."""

from __future__ import annotations

from collections.abc import Callable

from tasking_app.rules.need_to_know import REFUSED
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice

RECORDED = "Opening it is recorded."


def restricted_notice(title: str, what: str, open_it: Callable[[], None], *, may_open: bool) -> Notice:
    """For those on the list a button that opens `what`, an action or a referral; for others a sentence."""
    if not may_open:
        return Notice("due_soon", title, REFUSED)
    look = Button("Open it", icon="lock-open", size="small", name=f"Open the restricted {what}")
    look.clicked.connect(open_it)
    return Notice("due_soon", title, RECORDED, look)
