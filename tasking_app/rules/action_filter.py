"""What a list of actions may be narrowed by, in words, and which days and views belong to it."""

from __future__ import annotations

from datetime import date, timedelta

from tasking_app.rules import dates

STATUSES = {
    "open": "Open",
    "late": "Late",
    "blocked": "Blocked",
    "done": "Done",
    "ended": "Dropped or replaced",
}
DUES = {"late": "Late", "week": "This week", "fortnight": "Next 14 days", "month": "Next month"}
VIEWS = {
    "open": "open",
    "late": "late",
    "due_soon": "open",
    "no_update": "open",
    "blocked": "blocked",
    "done": "done",
}
"""The views every tracker has, each with the status it is about."""
OF_OPEN = ("open", "late", "blocked")
_DUE_WORDS = {
    "late": "past the date",
    "week": "due this week",
    "fortnight": "due in the next 14 days",
    "month": "due next month",
}
_VIEW_WORDS = {
    "due_soon": "due soon",
    "no_update": "without an update since the last meeting",
    "done": "done since the last meeting",
}


def view_with(view: str, status: str) -> str:
    """The view that fits once somebody chose a status; empty where none does: then it is every action."""
    if view == "no_update" and status in OF_OPEN:
        return view
    if view == "due_soon" and status in ("open", "blocked"):
        return view
    return status if status in OF_OPEN else ""


def span(due: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of “this week” and the like; None where there is no such end."""
    if due == "late":
        return None, today - timedelta(days=1)
    if due == "week":
        return today, today + timedelta(days=6 - today.weekday())
    if due == "fortnight":
        return today, today + timedelta(days=14)
    if due == "month":
        first = dates.add_months(today.replace(day=1), 1)
        return first, dates.add_months(first, 1) - timedelta(days=1)
    return None, None


def phrase(
    many: int,
    *,
    view: str = "",
    status: str = "",
    agency: str = "",
    theme: str = "",
    due: str = "",
    objective: str = "",
    referral: str = "",
) -> str:
    """What is looked for: “late actions of Probation due this week”."""
    noun = "action" if many == 1 else "actions"
    kind = STATUSES.get(status, "").lower()
    said_by_view = view == "done"
    parts = [
        noun if said_by_view or not kind else f"{kind} {noun}",
        f"of {agency}" if agency else "",
        f"about {theme.lower()}" if theme else "",
        f"under {referral}" if referral else "",
        f"for objective {objective}" if objective else "",
        _VIEW_WORDS.get(view, ""),
        _DUE_WORDS.get(due, ""),
    ]
    return " ".join(part for part in parts if part)
