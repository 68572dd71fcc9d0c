"""Referrals: their kinds, natures and states, and what closing one asks for."""

from __future__ import annotations

from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.fields import one_of

KINDS = {"victim": "Victim", "person": "Person", "place": "Place", "issue": "Issue"}
NATURES = {"emerging": "Emerging", "repeat": "Repeat", "engrained": "Engrained"}
RISKS = {"high": "High", "medium": "Medium", "standard": "Standard"}
STATES = {
    "referred": "To accept",
    "active": "Open",
    "monitoring": "Monitoring",
    "escalated": "Escalated",
    "closed": "Closed",
    "declined": "Declined",
}
OPEN = ("referred", "active", "monitoring", "escalated")
SOURCES = (
    "Police",
    "Council service",
    "Housing",
    "Fire and rescue",
    "School",
    "Councillor",
    "Public",
    "ASB case review",
    "Another partner",
)
TITLE_LENGTH = 80
MOST_POINTS = 7
_NEXT = {
    "referred": {"active", "declined"},
    "active": {"monitoring", "escalated", "closed"},
    "monitoring": {"active", "escalated", "closed"},
    "escalated": {"active", "monitoring", "closed"},
    "closed": {"active"},
    "declined": {"active"},
}


def check_title(title: str) -> str:
    """A few words fit for the room. Raises NotAllowed when empty or longer than 80 characters."""
    short = " ".join(title.split())
    if not short:
        raise NotAllowed("Give the referral a few words, fit for the room.")
    if len(short) > TITLE_LENGTH:
        raise NotAllowed(
            f"These words have {len(short)} characters. Keep them to {TITLE_LENGTH}, fit for the room."
        )
    return short


def check_step(now: str, wanted: str, reason: str, *, victim_told: str, victim_not_told: str) -> None:
    """Whether a state may follow, with its reasons. Raises NotAllowed.

    A referral does not close until the victim has been told or a reason is given.
    """
    if wanted not in _NEXT.get(now, set()):
        may = one_of(sorted(STATES[one].lower() for one in _NEXT.get(now, ())))
        raise NotAllowed(
            f"A referral that is “{STATES[now].lower()}” cannot become “{STATES[wanted].lower()}”. {may}"
        )
    if wanted in ("closed", "declined") and not reason.strip():
        raise NotAllowed("Say why it is closed." if wanted == "closed" else "Say why it is declined.")
    if wanted == "closed" and not (victim_told.strip() or victim_not_told.strip()):
        raise NotAllowed("Has the victim been told? Say who told them, or why they cannot be told.")
    if now in ("closed", "declined") and not reason.strip():
        raise NotAllowed("Say why it is opened again.")
