"""What others write to a shared database, heard at once on a line of its own."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tasking_app.database.hang_up import hang_up

CHANNEL = "tasking"
TURN = 1.0  # how long one look at the line lasts; what is asked of the listener waits no longer
BEAT = 5.0  # how often the server is asked for a sign of life
DEADLINE = 6.0  # a beat that takes longer is a dead line, whatever the system thinks of it
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 6.0  # between two tries: a standby is found within 10 s


@dataclass(frozen=True, slots=True)
class Line:
    """How to listen: a fresh connection, the errors it may raise, and which of the others are our own.

    `own` are the server's numbers of the connections this program writes by.
    """

    connect: Callable[[], Any]  # the driver's own type; the driver is not loaded for a file
    errors: tuple[type[Exception], ...]
    own: set[int]


class Listener:
    """A thread that hears which kinds of things others changed, and is connected again by itself.

    `heard` gets the name of a table, `missed` is called after each gap, the first connection included:
    anything may have changed meanwhile. Both are called in the listener's thread.
    """

    def __init__(self, line: Line, heard: Callable[[str], None], missed: Callable[[], None]) -> None:
        self._line, self._heard, self._missed = line, heard, missed
        self._stopped = threading.Event()
        self._held = threading.Lock()  # the connection is neither closed nor cut while the other happens
        self._connection: Any = None
        self._beat = time.monotonic()
        self._at: UUID | None = None
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Begin to listen; connecting takes its time in the thread."""
        self._thread.start()

    def stop(self, wait: float = 10.0) -> None:
        """Let go of the line and end the thread."""
        self._stopped.set()
        self._cut()
        self._thread.join(wait)

    def stand_at(self, meeting: UUID | None) -> None:
        """Be here for others who look at a meeting, or nowhere; kept over a gap."""
        self._at = meeting

    def watch(self) -> None:
        """Cut a line that gives no sign of life. Called from outside: the thread may be stuck in it."""
        if time.monotonic() - self._beat > BEAT + DEADLINE:
            self._cut()

    def _cut(self) -> None:
        """End the talk below the driver, which wakes the thread wherever it waits."""
        with self._held:
            if self._connection is not None:
                hang_up([self._connection], self._line.errors)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopped.is_set():
            try:
                self._connect()
                pause = FIRST_PAUSE
                self._missed()
                self._listen()
            except self._line.errors:
                pass  # a gap: what it hid is read again once there is a line
            finally:
                self._let_go()
            self._stopped.wait(pause * random.uniform(0.7, 1.3))  # not everybody at the same moment
            pause = min(pause * 2, LONGEST_PAUSE)

    def _connect(self) -> None:
        made = self._line.connect()
        with self._held:
            self._connection, self._beat = made, time.monotonic()
        made.autocommit = True
        made.execute(f"LISTEN {CHANNEL}")

    def _listen(self) -> None:
        line, told, beaten = self._connection, None, 0.0
        while not self._stopped.is_set():
            if self._at != told or time.monotonic() - beaten > BEAT:
                told = self._at
                line.execute("SELECT app.i_am_here(%s)", (told,))  # a sign of life on both sides
                self._beat = beaten = time.monotonic()
            for notice in line.notifies(timeout=TURN, stop_after=100):
                if notice.pid not in self._line.own:
                    self._heard(notice.payload)

    def _let_go(self) -> None:
        with self._held:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
