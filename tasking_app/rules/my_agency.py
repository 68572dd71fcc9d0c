"""What an attendee's page says: which actions are due now, and what asking for something reads like."""

from __future__ import annotations

from datetime import date

from tasking_app.rules import days
from tasking_app.rules.counting import counted

#: Days ahead within which an action is due now.
NOW = 7
SEVERAL = {"more_time": "More time", "drop": "Dropping it", "lead": "Another lead"}
PHRASES = ("No change", "Visit done", "Waiting for another agency", "Booked for…")


def is_due_now(due: date, today: date) -> bool:
    """Late, or due within a week."""
    return (due - today).days <= NOW


def asked_words(source: str, due: date | None, who: str, others: int = 0) -> str:
    """What waits, in a sentence; `who` is empty for one's own request, `others` are asked for with it."""
    asked = f"{who} asked" if who else "Asked"
    more = f", in one with {counted(others, 'other action')}" if others else ""
    if source == "more_time" and due is not None:
        return f"{asked} for more time to {days.short(due)}{more}. Waits for the chair"
    what = "for another lead" if source == "lead" else "to drop it"
    return f"{asked} {what}{more}. Waits for the chair"


def declined_words(source: str, who: str, reason: str) -> str:
    """Who declined it and why."""
    return f"{SEVERAL[source]} was declined by {who or 'the chair'}: {reason}"


def update_words(next_meeting: date | None, update_by: date | None, today: date) -> str:
    """When the next meeting is, and by when every action is to be updated."""
    if next_meeting is None:
        return "No meeting is planned."
    if next_meeting == today:
        return "The next meeting is today. Update every action before it begins."
    by = f"by {days.long(update_by)}" if update_by is not None and update_by >= today else "before it"
    return f"Next meeting: {days.long(next_meeting)}. Update every action {by}."
