"""What other people and other programs change, as the same notice our own changes give."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal

EVERYTHING = frozenset({"*"})
GATHER_MS = (1, 40)  # the windows of a partnership do not all ask at the same moment
WATCH_MS = 1000


class Listens(Protocol):
    """What hears of the changes of others in a thread of its own."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def stand_at(self, meeting: UUID | None) -> None:
        """Be seen at a meeting."""

    def watch(self) -> None:
        """Cut a dead line."""


class Heard(Protocol):
    """An open store that others may write to."""

    def listener(self, heard: Callable[[str], None], missed: Callable[[], None]) -> Listens | None:
        """What hears of their changes; nothing for a file."""

    def seen_version(self) -> int:
        """A number that another program's write to a file changes; always the same where there is none."""


class Others(QObject):
    """Hears of changes from elsewhere: by the server's notices, or by looking whether a file moved on."""

    changed = Signal(object)
    _heard = Signal(str)
    _listening = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._listener: Listens | None = None
        self._version = -1
        self._at: UUID | None = None
        self._kinds: set[str] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.timeout.connect(self._tell)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_after)
        self._closed = False
        self._listening.connect(self._begin_watch, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    # -- in the window's thread

    @property
    def live(self) -> bool:
        """Whether others work on the same database and are heard."""
        return self._listener is not None

    def stand_at(self, meeting: UUID | None) -> None:
        """Be seen at a meeting by others who look at it, or nowhere."""
        self._at = meeting
        if self._listener is not None:
            self._listener.stand_at(meeting)

    def close(self) -> None:
        """No timer runs any more: what is left of this may go in another thread."""
        self._closed = True
        self._watch.stop()
        self._gather.stop()

    def _begin_watch(self) -> None:
        if not self._closed:
            self._watch.start()

    def _keep(self, kind: str) -> None:
        self._kinds.add(kind)
        if not self._closed and not self._gather.isActive():
            self._gather.start(random.randint(*GATHER_MS))

    def _tell(self) -> None:
        kinds, self._kinds = frozenset(self._kinds), set()
        self.changed.emit(EVERYTHING if kinds & EVERYTHING else kinds)

    def _look_after(self) -> None:
        listener = self._listener
        if listener is not None:
            listener.watch()

    # -- in the worker's thread

    def begin(self, store: Heard) -> None:
        """What is written from now on is news."""
        self._version = store.seen_version()
        listener = store.listener(self._heard.emit, self._missed)
        if listener is not None:
            listener.stand_at(self._at)
            listener.start()
            self._listening.emit()
        self._listener = listener

    def look(self, store: Heard) -> None:
        """Whether another program wrote to the file since the last look."""
        now = store.seen_version()
        if now == -1:
            return
        if self._version not in (-1, now):
            self._missed()
        self._version = now

    def end(self) -> None:
        """Nothing more is heard."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()

    def _missed(self) -> None:
        self._heard.emit("*")
