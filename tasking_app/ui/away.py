"""The line to a shared database, as the window knows it: lost, tried again, back, and what was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tasking_app.records.waiting import Sent, Standing, WaitingRow
from tasking_app.rules.errors import AppError
from tasking_app.ui import background
from tasking_app.ui.others import EVERYTHING

WATCH_MS = 500
LAST_S = 20.0
"""For how long a line is watched after the window closed."""
TRIES_S = (5, 20, 60)
"""Seconds until the database is tried again; the last for every further time."""
Put = Callable[[Callable[[Any], Any], Callable[[Any], None], Callable[[Exception], None]], None]


class Away(QObject):
    """Everything about a lost line. `put` runs something over the post in the worker's thread."""

    changed = Signal(object)
    """How this computer stands: a Standing."""
    counts = Signal(int)
    """In how many seconds the database is tried again; 0 while it is."""
    sent = Signal(object)
    """What became of what waited: a Sent, once the database is back."""
    refused = Signal(str)
    """The database is there and does not take us: why."""
    given_up = Signal(object)
    """The key of a command that is not to be sent."""
    _told = Signal(object)

    def __init__(self, parent: QObject, put: Put) -> None:
        super().__init__(parent)
        self.standing = Standing()
        self._put = put
        self._post: Any = None  # an outbox's post, of which windows know nothing
        self._tries, self._left, self._trying = 0, 0, False
        self._watch, self._second = QTimer(self), QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._second.setInterval(1000)
        self._watch.timeout.connect(self._look)
        self._second.timeout.connect(self._tick)
        self._told.connect(self._stand, Qt.ConnectionType.QueuedConnection)

    # -- in the worker's thread

    def begin(self, post: Any) -> None:
        """A post was opened."""
        self._post = post
        post.told = self._told.emit
        self._told.emit(post.standing)

    def end(self) -> None:
        """It is closed."""
        self._post = None

    # -- in the window's thread

    def heard(self, kinds: frozenset[str]) -> None:
        """Something changed: the copy follows; after a gap in what is heard the server is there again."""
        post = self._post
        if post is None:
            return
        post.touch(kinds)
        if kinds & EVERYTHING and self.standing.since is not None and not self.standing.shut:
            self.try_now()

    def try_now(self) -> None:
        """Ask now whether the database is there."""
        if self._trying or self.standing.since is None or self._post is None:
            return
        self._trying, self._left = True, 0
        self._second.stop()
        self.counts.emit(0)
        # Whether it answers is asked apart: work on the copy does not wait for that.
        background.run(self._post.answers, self._answered, lambda _: self._answered(there=False), self)

    def _answered(self, there: bool) -> None:  # an answer
        if there:
            self._put(lambda post: post.try_to_come_back(), self._back, self._not_yet)
        else:
            self._back(None)

    def send_left(self) -> None:
        """What waits from the last time the program ran goes now."""
        self._put(lambda post: post.try_to_come_back(), self._back, self._not_yet)

    def rows(self, done: Callable[[tuple[WaitingRow, ...]], None], tell: Callable[[Any], Any]) -> None:
        """What waits, in words; `tell` makes them of the post's book."""
        self._put(lambda post: tell(post.book), lambda rows: done(rows or ()), lambda _error: None)

    def give_up(self, command: UUID) -> None:
        """Somebody decided that a change is not to be sent."""
        self._put(lambda post: post.decided(command), lambda _: self.given_up.emit(command), self._say)

    def once_more(self, command: UUID, failed: Callable[[Exception], None]) -> None:
        """Send one again that did not go."""
        self._put(lambda post: post.try_one(command), self._one_sent, failed)

    def _one_sent(self, sent: Sent | None) -> None:
        if sent is not None:
            self.sent.emit(sent)
        self.changed.emit(self.standing)

    def close(self) -> None:
        """No timer runs any more; a line in which nothing comes is still cut, so that the worker ends."""
        self._watch.stop()
        self._second.stop()
        threading.Thread(target=self._watch_to_the_end, name="watch", daemon=True).start()

    def _watch_to_the_end(self) -> None:
        began = monotonic()
        while (post := self._post) is not None and monotonic() - began < LAST_S:
            post.watch()
            sleep(WATCH_MS / 1000)

    def _look(self) -> None:
        post = self._post
        if post is not None:
            post.watch()

    def _stand(self, standing: Standing) -> None:
        was, self.standing = self.standing, standing
        self._watch.start()
        if standing.since is not None and was.since is None:
            self._tries = 0
            self._wait()
        if standing.since is None:
            self._second.stop()
        self.changed.emit(standing)

    def _wait(self) -> None:
        self._left = TRIES_S[min(self._tries, len(TRIES_S) - 1)]
        self._tries += 1
        self._second.start()
        self.counts.emit(self._left)

    def _tick(self) -> None:
        self._left -= 1
        self.counts.emit(max(self._left, 0))
        if self._left <= 0:
            self.try_now()

    def _back(self, sent: Sent | None) -> None:
        self._trying = False
        if sent is not None:
            self.sent.emit(sent)
        elif self.standing.since is not None:
            self._wait()

    def _not_yet(self, error: Exception) -> None:
        """The server is there, and something else stands in the way."""
        self._back(None)
        self._say(error)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.refused.emit(str(error))
