"""Whether two rows of lists give the same update to the same action, so that one of them is enough."""

from __future__ import annotations

from datetime import date

from tasking_app.rules import days

#: Words from which on nobody says the same by chance.
MANY_WORDS = 4
#: Days in which “on track” once more is the same list, and not next week's answer.
SHORT, LONG = 5, 60
TWICE = "Twice in this list. The first of them is enough."
Said = tuple[str, str]


def said(kind: str, due: date | None, text: str) -> Said:
    """What a row comes to. What ends an action or moves its date does so once, however it is put."""
    if kind in ("AnswerDone", "AnswerDrop"):
        return kind, ""
    if due is not None:
        return kind, due.isoformat()
    return kind, " ".join(text.casefold().split()).rstrip(".!")


def is_the_same_list(text: str, ago: int) -> bool:
    """Whether words accepted `ago` days before are the same list once more; “on track” comes every week."""
    return ago <= (LONG if len(text.split()) >= MANY_WORDS else SHORT)


def already(day: date, *, waits: bool) -> str:
    """In which list it is already, and what became of that one."""
    became = "which waits to be decided" if waits else "which was accepted"
    return f"Already in the list of {days.long(day)}, {became}."
