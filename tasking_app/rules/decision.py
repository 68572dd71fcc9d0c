"""Decisions: which kinds there are, and which of them need their reason."""

from __future__ import annotations

import re

KINDS = {
    "agree": "Agreed",
    "adopt": "Take the case on",
    "close": "Close the case",
    "nothing": "No further action",
    "order": "Agree an order",
    "escalate": "Escalate",
    "refer": "Refer elsewhere",
    "share": "Share information",
    "withhold": "Withhold information",
    "defer": "Put off",
}
NEEDS_REASON = frozenset({"close", "nothing"})
_CLOSE = re.compile(r"^\s*(close|closed|closing|end|remove)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\b(no further action|nfa|no action|do nothing|take no action)\b", re.IGNORECASE)


def kind_of(text: str) -> str:
    """Whether the words of a decision close a case or do nothing; otherwise it is simply agreed."""
    if _CLOSE.search(text):
        return "close"
    if _NOTHING.search(text):
        return "nothing"
    return "agree"


def lacks_reason(kind: str, rationale: str) -> bool:
    """A decision to do nothing or to close has a rationale (LGSCO on undocumented decisions)."""
    return kind in NEEDS_REASON and not rationale.strip()
