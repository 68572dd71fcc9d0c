"""The words by which the record of a shared database is read and searched."""

from __future__ import annotations

from collections.abc import Sequence

KINDS = {
    "insert": "Added",
    "update": "Changed",
    "read names": "Names read",
    "read restricted text": "Restricted text read",
    "sign in": "Signed in",
    "print": "Printed",
    "export": "Exported",
    "send": "Sent",
    "show": "Shown",
    "search": "Searched",
    "refuse": "Refused",
}
SINCE = {"1": "Today", "7": "Last 7 days", "31": "Last month", "366": "Last year"}
"""Days back from now, as a choice."""

_THINGS = {
    "action_support": "Supporting agency",
    "action_update": "Update of an action",
    "agenda_item": "Agenda item",
    "chair": "Chair of a series",
    "conflict": "Conflict of interest",
    "correction": "Correction of minutes",
    "deferral": "Date moved",
    "every paper": "Names kept off a paper",
    "folder": "Who may see",
    "go_ahead": "Going on without a quorum",
    "incident_load": "Police figures",
    "line": "Line of the minutes",
    "minutes_part": "Approved minutes",
    "name_reading": "Reading of names",
    "paper": "Paper",
    "person_identity": "Name of a person",
    "placing": "Referral on an agenda",
    "proposal": "Request",
    "proposal_step": "Part of a request",
    "reader": "List of a restricted referral",
    "referral_person": "Person of a referral",
    "referral_point": "Point of a referral",
    "restricted_text": "Restricted text",
    "seat": "Seat of an agency",
    "setting_change": "Note of a setting",
    "share": "Sharing with an agency",
    "statement_reading": "Confidentiality statement",
    "theme_kind": "Kind of a theme",
    "theme_words": "Words of a theme",
}
STAMPS = frozenset({"id", "version", "made_at", "made_by", "changed_at", "changed_by"})


def thing(what: str) -> str:
    """What an entry is about, in words."""
    plain = what.replace("_", " ").replace("-", " ")
    return _THINGS.get(what, plain[:1].upper() + plain[1:])


def things_like(word: str, known: Sequence[str]) -> list[str]:
    """Which of the things known are meant by a word somebody typed."""
    return [what for what in known if word.casefold() in thing(what).casefold()]


def fields(kind: str, names: Sequence[str]) -> str:
    """Which fields an entry changed, in words; nothing where a whole row was added."""
    if kind != "update":
        return ""
    told = [name.removesuffix("_id").replace("_", " ") for name in names if name not in STAMPS]
    return ", ".join(told)
