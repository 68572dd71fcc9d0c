"""People at a meeting without their windows: each hears of changes and reads again what a window would.

A process of its own for several of them: their seats come in by its input, each reading goes out as moment,
item, and the highest number in the lines.
"""

from __future__ import annotations

import json
import random
import re
import sys
import threading
import time

from tasking_app.records.running import LineRow
from tasking_app.services.meeting_page import meeting_page
from tasking_app.ui.desk import GATHER_MS as DESK_MS
from tasking_app.ui.others import GATHER_MS
from tasking_app.ui.screens.meeting import MeetingScreen
from tests.bench.room import Seated

NUMBER = re.compile(r"\bNo (\d+)\b")
Seen = tuple[float, str, int]


class Client:
    """One of them: a listener, a store, and a thread that reads."""

    def __init__(self, seat: Seated) -> None:
        self.seen: list[Seen] = []
        self.ready = threading.Event()
        self._seat = seat
        self._store = seat.open()
        self._news = threading.Condition()
        self._kinds: set[str] = {"*"}
        self._over = False
        self._listener = self._store.listener(self._heard, lambda: self._heard("*"))
        self._thread = threading.Thread(target=self._read, daemon=True)

    def begin(self) -> None:
        """Come to the meeting."""
        assert self._listener is not None
        self._listener.stand_at(self._seat.meeting)
        self._listener.start()
        self._thread.start()

    def end(self) -> None:
        """Go."""
        with self._news:
            self._over = True
            self._news.notify()
        self._thread.join()
        assert self._listener is not None
        self._listener.stop()
        self._store.close()

    def _heard(self, kind: str) -> None:
        with self._news:
            self._kinds.add(kind)
            self._news.notify()

    def _read(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._kinds or self._over)
                if self._over:
                    return
            time.sleep((random.randint(*GATHER_MS) + DESK_MS) / 1000)  # as the window gathers what it hears
            with self._news:
                touched, self._kinds = self._kinds & (MeetingScreen.watches | {"*"}), set()
            if touched:
                self._show(frozenset(touched))

    def _show(self, touched: frozenset[str]) -> None:
        shown = self._store.ask(
            self._seat.actor, lambda work: meeting_page(work, self._seat.meeting, "late")
        )[0]
        self.seen.append((time.monotonic(), str(shown.item.id), highest(shown.lines)))
        self.ready.set()


def highest(lines: tuple[LineRow, ...]) -> int:
    """The highest number in the texts of lines."""
    return max((int(found) for one in lines for found in NUMBER.findall(one.text)), default=0)


def main() -> None:
    """Everybody of one process, until its input ends."""
    clients = [Client(Seated.of(one)) for one in json.loads(sys.stdin.readline())]
    for one in clients:
        one.begin()
    for one in clients:
        one.ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    for one in clients:
        one.end()
    json.dump([one.seen for one in clients], sys.stdout)


if __name__ == "__main__":
    main()
