"""Notes what somebody looked for, once for each search that was meant: not for each key."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tasking_app.rules.searched import LEAST, folded
from tasking_app.services import searching
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.fields import SearchField

STANDS_MS = 1500
SAME_FOR_S = 600
MOST_UNSENT = 100
NOTHING: frozenset[str] = frozenset()


class Searches(QObject):
    """The searches of one place. Words that stood for a moment were meant, and so were those something is
    opened by; the same words within ten minutes are the same search. What cannot be noted now goes with the
    next one."""

    def __init__(self, jobs: Jobs, place: str, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs, self._place = jobs, place
        self._text = ""
        self._noted: dict[str, float] = {}
        self._unsent: list[str] = []
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STANDS_MS)
        self.timer.timeout.connect(lambda: self.meant(self._text))

    def typed(self, text: str) -> None:
        """Somebody types; costs nothing until they stop."""
        self._text = text
        if len(text.strip()) >= LEAST:
            self.timer.start()
        else:
            self.timer.stop()

    def meant(self, text: str) -> None:
        """Something is opened from what these words found, or they stood."""
        self.timer.stop()
        words, now = folded(text), time.monotonic()
        if len(words) < LEAST or now - self._noted.get(words, -SAME_FOR_S) < SAME_FOR_S:
            return
        self._noted = {one: at for one, at in self._noted.items() if now - at < SAME_FOR_S} | {words: now}
        wanted = [*self._unsent, words][-MOST_UNSENT:]
        self._unsent = []
        deed = partial(searching.note, place=self._place, searches=wanted)
        self._jobs.long(deed, lambda _: None, self, partial(self._not_sent, wanted), NOTHING)

    def _not_sent(self, wanted: list[str], _error: Exception) -> None:
        self._unsent = [*wanted, *self._unsent][-MOST_UNSENT:]


def note_from(field: SearchField, jobs: Jobs, place: str) -> Searches:
    """The searches typed into a field; Enter means them at once."""
    searches = Searches(jobs, place, field)
    field.typed.connect(searches.typed)
    field.entered.connect(lambda: searches.meant(field.text()))
    return searches
