"""The copy follows the server: made anew a moment after something changed, by a thread of its own."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Collection
from datetime import datetime

from tasking_app.database.store import Store
from tasking_app.outbox.book import Book
from tasking_app.outbox.copy import Copy
from tasking_app.rules import access
from tasking_app.rules.errors import AppError
from tasking_app.services.held import EVERYTHING

log = logging.getLogger(__name__)
GATHER = 2.0
"""Seconds in which changes are gathered before the copy is made anew."""
SEEN, MARK, VIEWER = "seen", "mark", "viewer"
"""When the copy was last made, the mark in the book of what was done until then, and by whose rights."""


class Following:
    """Keeps a copy up to date while the server answers. `copying` and `asking` are held while it does."""

    def __init__(
        self, server: Store, book: Book, copy: Copy, away: Callable[[], bool], clock: Callable[[], datetime]
    ) -> None:
        self.copying, self.asking = threading.Lock(), threading.Lock()
        self._server, self._book, self._copy = server, book, copy
        self._away, self._clock = away, clock
        self._touched, self._halt = threading.Event(), threading.Event()
        self._noting, self._kinds = threading.Lock(), set[str]()
        self._thread = threading.Thread(target=self._follow, name="copy", daemon=True)

    def start(self) -> None:
        """Begin, with a copy of how things stand."""
        self._thread.start()
        self.touch()

    def touch(self, kinds: Collection[str] = EVERYTHING) -> None:
        """Something changed: rows of these tables."""
        self._note(kinds)
        self._touched.set()

    def close(self) -> None:
        """End the thread."""
        self._halt.set()
        self._touched.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _follow(self) -> None:
        while True:
            self._touched.wait()
            if self._halt.is_set():
                return
            self._touched.clear()
            if not self._away():
                with self._noting:
                    kinds, self._kinds = frozenset(self._kinds), set()
                self._try(kinds)
            self._halt.wait(GATHER)

    def _try(self, kinds: frozenset[str]) -> None:
        try:
            self.refresh(kinds)
        except AppError:  # no line or no room: the next change tries again, with these
            self._note(kinds)
        except Exception as error:  # noqa: BLE001  # nobody else would make the copy again
            where = "".join(traceback.format_tb(error.__traceback__))  # its words may hold texts
            log.error("The copy was not made: %s\n%s", type(error).__name__, where)
            self._note(EVERYTHING)

    def _note(self, kinds: Collection[str]) -> None:
        with self._noting:
            self._kinds |= {*kinds}

    def refresh(self, kinds: Collection[str] = EVERYTHING) -> None:
        """Make the copy what the server holds now. Raises what asking the server raises."""
        now = self._clock()
        self._book.forget_old(now)
        mark = self._book.last_mark()
        with self.asking:
            found = self._copy.gather(self._server, self._book.opened_today(now), kinds)
        with self.copying:
            if self._away() or self._halt.is_set():
                return  # what was changed here is not written over; all is read once there is a line
            self._copy.put_down(found)
            self._book.tell(VIEWER, access.written(found.viewer))
            self._book.tell(MARK, str(mark))
            self._book.tell(SEEN, now.isoformat())
