"""What waits, in words people know: what was said, decided and given, never the name of a command."""

from __future__ import annotations

import msgspec

from tasking_app.outbox.book import CLASH, Book
from tasking_app.records.waiting import WaitingRow
from tasking_app.rules.action import short_text

OTHER = ("pencil", "A change")
WORDS: dict[str, tuple[str, str]] = {
    "AddAction": ("plus", "Action"),
    "AddCorrection": ("edit", "Correction of minutes"),
    "AddDecision": ("gavel", "Decision"),
    "AddGuest": ("user-plus", "Guest"),
    "AddItem": ("plus", "Item on the agenda"),
    "AddLine": ("message", "Minutes"),
    "AddLines": ("message", "Minutes, several lines"),
    "AddUpdate": ("message", "Update"),
    "AnswerBlocked": ("ban", "Blocked"),
    "AnswerDone": ("circle-check", "Done"),
    "AnswerDrop": ("circle-x", "Dropped"),
    "AnswerMoreTime": ("calendar-due", "More time"),
    "AnswerOnTrack": ("arrow-right", "On track"),
    "Batch": ("arrow-back-up", "Taken back"),
    "BringBack": ("arrow-back-up", "Brought back"),
    "CloseMeeting": ("clipboard-list", "Meeting closed"),
    "DeclareConflict": ("scale", "Conflict of interest"),
    "Discussed": ("check", "Discussed"),
    "Edit": ("pencil", "Changed"),
    "FileLine": ("folder", "Line under another referral"),
    "GoOnWithout": ("users", "Goes on without an agency"),
    "GoToItem": ("arrow-right", "Next item"),
    "JoinLines": ("git-merge", "Two lines made one"),
    "Leave": ("door", "Somebody left"),
    "Mark": ("user-check", "Attendance"),
    "MarkRestAbsent": ("users", "The rest marked absent"),
    "NoteLeaving": ("file-export", "A paper left"),
    "NotePaper": ("file-text", "A paper was made"),
    "PlaceReferral": ("folder", "Referral on the agenda"),
    "Propose": ("inbox", "Request"),
    "PutBack": ("arrow-back-up", "Taken back"),
    "ReadStatement": ("shield-lock", "Confidentiality read"),
    "SplitLine": ("pencil", "A line made two"),
    "StartMeeting": ("player-play-filled", "Meeting started"),
    "TakeChair": ("user", "Chair taken"),
    "Withdraw": ("trash", "Taken back"),
}
SAID = ("text", "texts", "title", "name", "reason", "result", "what", "it_says", "wanted", "left")
"""The fields that tell most, in order."""


def rows(book: Book) -> tuple[WaitingRow, ...]:
    """What waits and what did not go, in order."""
    found = []
    for one in book.shown():
        icon, words = WORDS.get(one.kind, OTHER)
        texts = _texts(msgspec.json.decode(one.data))
        said = short_text(texts[0]) if texts else ""
        found.append(
            WaitingRow(
                id=one.command.id,
                icon=icon,
                words=f"{words}: {said}" if said else words,
                text="\n".join(texts),
                at=one.at,
                told=one.told,
                clash=one.state == CLASH,
            )
        )
    return tuple(found)


def _texts(stored: object) -> list[str]:
    """The texts in a stored command that people typed, what tells most first."""
    if isinstance(stored, list):
        return [text for one in stored for text in _texts(one)]
    if not isinstance(stored, dict):
        return []
    said: list[str] = []
    for name in SAID:
        value = stored.get(name)
        several = value if isinstance(value, list) else [value]
        said += [one.strip() for one in several if isinstance(one, str) and one.strip()]
    inside = (one for name, one in stored.items() if name not in SAID or not isinstance(one, str))
    return said + [text for one in inside for text in _texts(one)]
