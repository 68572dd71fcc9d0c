"""Names of fields in words people know, for the sentences that have to name one."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = {
    "agency_id": "the agency",
    "agreement_until": "the end of the agreement",
    "area": "the place",
    "ask_back": "whether it comes back",
    "authority_id": "who had the authority",
    "case_officer_id": "the case officer",
    "chair_id": "the chair",
    "code": "the code",
    "current_item": "the item the meeting is at",
    "deferred": "why it was put off",
    "description": "the description",
    "domain": "the e-mail domain",
    "due": "the date",
    "effect": "the effect",
    "email": "the e-mail address",
    "evidence": "the evidence",
    "first_on": "the first day",
    "folder_id": "who may see it",
    "held_on": "the day of the meeting",
    "invited": "whether they are invited",
    "job": "the job",
    "kind": "what it is about",
    "lead_agency_id": "the lead agency",
    "lead_officer_id": "the lead officer",
    "learning": "what was learned",
    "leaves": "whether they leave the room",
    "left_out": "whether it is left out",
    "left_at": "when they left",
    "left_on": "the day they left",
    "marking": "the marking",
    "may_decide": "whether they may decide",
    "minutes": "the number of minutes",
    "minutes_by": "who writes the minutes",
    "name": "the name",
    "nature": "the nature",
    "next_review": "the next review",
    "nicknames": "the nicknames",
    "note": "the note",
    "number": "the number",
    "objective": "the objective",
    "order_key": "the order",
    "outcome": "the outcome",
    "phone": "the telephone number",
    "place": "the place",
    "points": "the points for the room",
    "presenter_id": "the presenter",
    "priority": "the priority",
    "quorum": "the quorum",
    "rationale": "why it was decided",
    "reason": "the reason",
    "reason_added": "why it was referred",
    "resources": "the resources",
    "result": "the result",
    "rhythm": "how often it meets",
    "risk": "the risk",
    "role": "the role",
    "short_name": "the short name",
    "short_text": "the short text",
    "source": "the source",
    "stage": "the stage of the meeting",
    "started_on": "the day it started",
    "starts": "the start",
    "status": "how it stands",
    "status_reason": "why it stands so",
    "success": "how success is seen",
    "text": "the text",
    "theme": "the theme",
    "theme_kind": "the kind",
    "title": "the title",
    "trained_on": "the day of the training",
    "under_18": "whether they are under 18",
    "urgent": "whether it is urgent",
    "value": "the setting",
    "victim_not_told": "why the victim cannot be told",
    "victim_told": "who told the victim",
    "victim_told_on": "the day the victim was told",
    "what": "what the conflict is",
}
INSTEAD = {
    ("action", "due"): "Give the action more time instead, with the reason.",
    ("action", "lead_agency_id"): "Give the action to the other agency instead.",
    ("action", "status"): "Answer the action instead: done, on track, more time, drop or blocked.",
    ("meeting", "held_on"): "Move the meeting instead, with the reason.",
    ("referral", "status"): "Use the buttons beside its state instead.",
}
"""What to do where a field does not change by itself."""


def one_of(may: Sequence[str]) -> str:
    """What something may become, as a sentence."""
    if not may:
        return "It stays as it is."
    return f"It can become {' or '.join(f'“{one}”' for one in may)}."


def words(field: str) -> str:
    """A field in words; one that nobody named is just this."""
    return WORDS.get(field, "this")


def stays(kind: str, field: str) -> str:
    """Why a field does not change by itself, and what to do instead."""
    name = words(field)
    else_ = "Add a new entry with what is right, and remove this one."
    return f"{name[:1].upper()}{name[1:]} does not change by itself. {INSTEAD.get((kind, field), else_)}"


def empty(field: str) -> str:
    """What to say when a field that is needed was emptied."""
    name = words(field)
    return f"{name[:1].upper()}{name[1:]} cannot be empty. Type it, or leave it as it was."
