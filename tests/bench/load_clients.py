"""People at a meeting without their windows: each hears of changes and asks what a window would ask.

A process of its own for several of them: their seats come in by its input, each reading goes out as moment,
item, and the highest number in the lines. The statements are those of the program, taken down once; each of
them sends these by a bare connection, as what a laptop makes of the answers is not the work of this computer.
"""

from __future__ import annotations

import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from tasking_app.database import postgres
from tasking_app.services.meeting_reading import MeetingReading
from tasking_app.ui.desk import GATHER_MS as DESK_MS
from tasking_app.ui.others import EVERYTHING, GATHER_MS
from tasking_app.ui.screens.meeting import MeetingScreen
from tests.bench.room import Seated
from tests.postgres.people import PASSWORD

PATIENCE = 30.0
NUMBER = re.compile(r"\bNo (\d+)\b")
MEETING = "SELECT meeting.of_series, "  # the row that says at which item it is
Seen = tuple[float, str, int]
Said = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """What a window asks after a change, and of which item."""

    item: str
    said: Sequence[Said]


class Talks:
    """What was taken down of the program's talk with the database, for everybody of a process."""

    def __init__(self, seat: Seated) -> None:
        self._seat, self._store = seat, seat.open()
        self._reading = MeetingReading()
        self._known: dict[frozenset[str], Talk] = {}
        self._held = threading.Lock()

    def after(self, touched: frozenset[str], gone: Talk | None = None) -> Talk:
        """What is asked after a change; anew where the meeting was no longer at the item of what is given."""
        with self._held:
            known = self._known.get(touched)
            if known is None or known is gone:
                known = self._known[touched] = self._taken_down(touched)
            return known

    def _taken_down(self, touched: frozenset[str]) -> Talk:
        meeting, reading = self._seat.meeting, self._reading
        everything = bool(touched & EVERYTHING)
        if not everything and not self._known:
            self._store.ask(self._seat.actor, reading.whole(meeting, "late"))
        asked = reading.whole(meeting, "late") if everything else reading.again(meeting, "late", touched)
        with taken_down(self._store.engine) as said:
            shown = self._store.ask(self._seat.actor, asked)[0]
        return Talk(str(shown.item.id), tuple(said))


@contextmanager
def taken_down(engine: Engine) -> Iterator[list[Said]]:
    """The statements that an engine carries out meanwhile, with their values."""
    said: list[Said] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        said.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Client:
    """One of them: a listener, a connection, and a thread that reads."""

    def __init__(self, seat: Seated, talks: Talks) -> None:
        self.seen: list[Seen] = []
        self.ready = threading.Event()
        self._seat, self._talks = seat, talks
        self._store = seat.open()
        self._line = postgres.connect(seat.address, PASSWORD)
        self._line.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._line.read_only = True
        self._news = threading.Condition()
        self._kinds: set[str] = set(EVERYTHING)
        self._over = False
        self._listener = self._store.listener(self._heard, partial(self._heard, "*"))
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
        self._line.close()
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
                touched, self._kinds = self._kinds & (MeetingScreen.watches | EVERYTHING), set()
            if touched:
                self._show(frozenset(touched))

    def _show(self, touched: frozenset[str]) -> None:
        self._line.autocommit = True
        self._line.execute("SELECT 1")  # as the program finds out whether its line is there still
        self._line.autocommit = False
        talk = self._talks.after(touched)
        highest = self._asked(talk)
        if highest is None:
            talk = self._talks.after(touched, talk)
            highest = self._asked(talk)
        self.seen.append((time.monotonic(), talk.item, highest or 0))
        self.ready.set()

    def _asked(self, talk: Talk) -> int | None:
        """The highest number in the lines; None where the meeting is at another item."""
        highest = 0
        for statement, values in talk.said:
            rows = self._line.execute(statement.encode(), values).fetchall()
            if "FROM line" in statement:
                highest = max(highest, highest_of(rows))
            elif statement.startswith(MEETING) and talk.item not in map(str, rows[0]):
                self._line.rollback()
                return None
        self._line.rollback()
        return highest


def highest_of(rows: Sequence[Sequence[object]]) -> int:
    """The highest number in the texts of rows."""
    texts = (text for row in rows for text in row if isinstance(text, str))
    return max((int(found) for text in texts for found in NUMBER.findall(text)), default=0)


def main() -> None:
    """Everybody of one process, until its input ends."""
    seats = [Seated.of(one) for one in json.loads(sys.stdin.readline())]
    talks = Talks(seats[0])
    clients = [Client(one, talks) for one in seats]
    for one in clients:
        one.begin()
    for one in clients:
        if not one.ready.wait(PATIENCE):
            raise TimeoutError("somebody did not come to the meeting")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    for one in clients:
        one.end()
    json.dump([one.seen for one in clients], sys.stdout)


if __name__ == "__main__":
    main()
