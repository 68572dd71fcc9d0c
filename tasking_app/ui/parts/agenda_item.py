"""Ask for an agenda item: on the agenda at once, or as a request from who does not decide."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import AddItem
from tasking_app.records.prepare import Prepare
from tasking_app.rules import days
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.parts import asked_of_chair

URGENT = "!!"
QUESTION = f"What is it about? Begin with {URGENT} if it is urgent."


def ask(opener: QWidget, jobs: Jobs, meeting: UUID, shown: Prepare | None) -> None:
    """Open the question over a screen; `shown` says who decides and is None while it is being read."""
    at_once = shown is None or shown.decides

    def said(words: str) -> None:
        title = words.removeprefix(URGENT).strip()
        if not title:
            jobs.failed.emit("Say what the item is about, after the !! that make it urgent.")
            return
        item = AddItem(item=new_id(), meeting=meeting, title=title, urgent=words.startswith(URGENT))
        if shown is None or shown.decides:
            jobs.do(item, owner=opener, words=f"{title} is on the agenda")
        else:
            asked = asked_of_chair.agenda_item(item, shown.head.series_id, days.long(shown.head.held_on))
            jobs.do(asked, owner=opener, words=asked_of_chair.PROPOSED)

    head, verb = ("Add an agenda item", "Add item") if at_once else ("Propose an agenda item", "Propose it")
    ask_words.ask(opener.window(), head, QUESTION, verb, said, meeting)
