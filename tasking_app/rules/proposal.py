"""What may be proposed, by whom it is decided, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable

from tasking_app.rules.errors import NotAllowed

SOURCES = {
    "more_time": "More time",
    "drop": "Drop",
    "lead": "Another lead",
    "referral": "New referral",
    "agenda_item": "Agenda item",
    "list": "Pasted list",
}
ASKS = {
    "more_time": "asks for more time",
    "drop": "asks to drop an action",
    "lead": "asks for another lead",
    "referral": "proposes a referral",
    "agenda_item": "proposes an agenda item",
    "list": "sends a list of updates",
}
#: Requests about actions there are: each row stands on the page of its agency.
OF_ACTIONS = ("more_time", "drop", "lead")
STATES = {
    "waiting": "Waiting",
    "accepted": "Accepted",
    "declined": "Declined",
    "taken_back": "Taken back",
}
#: Commands that may wait in a proposal, with the fields, of theirs or of their actions, that are keys of rows
#: they make.
STEPS: dict[str, tuple[str, ...]] = {
    "AddUpdate": ("update",),
    "AnswerOnTrack": ("update",),
    "AnswerDone": ("update", "outcome"),
    "AnswerMoreTime": ("update", "deferral"),
    "AnswerDrop": ("update",),
    "AnswerBlocked": ("update",),
    "ChangeActions": ("update", "deferral"),
    "AddReferral": ("referral",),
    "PlaceReferral": ("placing",),
    "AddItem": ("item",),
}
#: More than this is no longer read row by row.
MOST_STEPS = 500


def check_source(source: str, kinds: Iterable[str]) -> None:
    """A known source and steps that may wait. Raises NotAllowed."""
    if source not in SOURCES:
        raise NotAllowed("This cannot be proposed. Enter it yourself, or ask the co-ordinator.")
    asked = list(kinds)
    if not asked:
        raise NotAllowed("There is nothing in this to propose. Choose at least one row.")
    if len(asked) > MOST_STEPS:
        raise NotAllowed(f"That is {len(asked)} rows. Propose at most {MOST_STEPS} at a time.")
    if any(kind not in STEPS for kind in asked):
        raise NotAllowed("Part of this cannot be proposed. Enter it yourself, or ask the co-ordinator.")


def check_waiting(state: str) -> None:
    """Raises NotAllowed when somebody has decided already."""
    if state != "waiting":
        raise NotAllowed(f"This has been decided already: {STATES.get(state, state).lower()}.")


def check_reason(reason: str) -> str:
    """Why it is declined, which the proposer reads. Raises NotAllowed."""
    if not reason.strip():
        raise NotAllowed("Say why it is declined. Whoever asked reads it.")
    return reason.strip()
