"""Forty people at one meeting with ten years behind it, and five changes a second."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from tasking_app.commands.attendance import Mark
from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.line import AddAction, AddLine
from tasking_app.commands.meeting import GoToItem
from tasking_app.models.attendance import Attendance
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tests.bench import files
from tests.bench.figure import Figure
from tests.bench.load_clients import Seen
from tests.bench.room import Room, Seated, meeting_of
from tests.partnership import Partnership
from tests.postgres.processes import children

PEOPLE, PROCESSES = 40, 3
EVERY = 0.2  # seconds between two changes
SHORT, LONG = 20.0, 60.0
ON_ONE_ITEM = 100  # changes; then the meeting moves on
MIX = ("note", "note", "edit", "note", "mark", "note", "edit", "action", "note", "edit")
LAST = 3.0  # for what was written last to arrive


@dataclass(slots=True)
class Written:
    """What was saved: number, kind, and when it began and was done."""

    moments: dict[int, tuple[str, float, float]] = field(default_factory=dict)
    moves: dict[UUID, float] = field(default_factory=dict)

    def saves(self) -> list[float]:
        """Milliseconds each save took."""
        return [(done - began) * 1000 for _, began, done in self.moments.values()]


def measure(runs: int) -> list[Figure]:
    """39 without their windows and one with, all on this computer beside the server."""
    with meeting_of(PEOPLE) as room, ExitStack() as stack:
        writer, window, *others = room.seated
        groups = [[writer, *others][n::PROCESSES] for n in range(PROCESSES)]
        shown = stack.enter_context(_process("tests.bench.load_window", [window]))
        rest = [stack.enter_context(_process("tests.bench.load_clients", group)) for group in groups]
        for one in (shown, *rest):
            _read(one, "ready")
        spent, began = _spent(room), time.monotonic()
        done = _write(room, writer, LONG if runs > 5 else SHORT)
        cores = (_spent(room) - spent) / (time.monotonic() - began)
        weight = _weight(room)
        time.sleep(LAST)
        told = json.loads(_end(shown))
        readings = [reading for one in rest for reading in json.loads(_end(one))]
    return [*_of_lines(done, [*readings, told["seen"]]), *_of_window(told), *_of_server(cores, weight)]


# -- the processes of the others


@contextmanager
def _process(module: str, seats: Sequence[Seated]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", module]
    with subprocess.Popen(
        command, cwd=files.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as made:
        try:
            assert made.stdin is not None
            made.stdin.write(json.dumps([one.plain() for one in seats]) + "\n")
            made.stdin.flush()
            yield made
        finally:
            if made.poll() is None:
                made.kill()


def _read(process: subprocess.Popen[str], wanted: str) -> None:
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != wanted:
        raise RuntimeError(f"somebody did not come to the meeting: {said}")


def _end(process: subprocess.Popen[str]) -> str:
    """What a process measured, told when its input ends."""
    return process.communicate(timeout=60)[0]


# -- what is written


def _write(room: Room, writer: Seated, seconds: float) -> Written:
    """Changes at their pace; what takes too long delays the next one, and not the rest."""
    done = Written()
    line: AddLine | None
    with closing(writer.open()) as store:
        p = Partnership(store, writer.actor, {}, {})
        places, kinds = cycle(room.items), cycle(MIX)
        began = time.monotonic()
        item, line = next(places), None
        for number in range(1, int(seconds / EVERY) + 1):
            time.sleep(max(0.0, began + number * EVERY - time.monotonic()))
            if number % ON_ONE_ITEM == 1:
                item = next(places)
                done.moves[item] = _go_to(p, writer.meeting, item)
                line = None
                continue
            kind = next(kinds) if line is not None else "note"
            command = _command(kind, p, writer, item, number, line)
            before = time.monotonic()
            p.do(command)
            done.moments[number] = (kind, before, time.monotonic())
            line = command if isinstance(command, AddLine) else line
    return done


def _go_to(p: Partnership, meeting: UUID, item: UUID) -> float:
    seen = p.row(Meeting, meeting).current_item
    p.do(GoToItem(meeting=meeting, item=item, seen=seen, at=p.now))
    return time.monotonic()


def _command(
    kind: str, p: Partnership, writer: Seated, item: UUID, number: int, line: AddLine | None
) -> Command:
    text = f"Patrols of the square were seen by residents, who said so. No {number}"
    meeting = writer.meeting
    if kind == "note" or line is None:
        return AddLine(line=new_id(), meeting=meeting, item=item, text=text, at=p.now)
    if kind == "edit":
        stands = p.row(Line, line.line).text
        return Edit(kind="line", row=line.line, changes=(Change("text", stands, text),))
    if kind == "action":
        return AddAction(
            action=new_id(),
            theme="asb",
            text=text,
            agency=writer.actor.agency or new_id(),
            due=p.now.date() + timedelta(days=14),
            at=p.now,
            meeting=meeting,
            item=item,
            line=new_id(),
        )
    officer = writer.actor.officer or new_id()
    marked = next((one.status for one in p.rows(Attendance, meeting_id=meeting, officer_id=officer)), "")
    status = "apologies" if marked == "here" else "here"
    return Mark(meeting=meeting, officer=officer, seen=marked, status=status, at=p.now)


# -- figures


def _of_lines(done: Written, readings: Sequence[Sequence[Seen]]) -> list[Figure]:
    saves = done.saves()
    seen: dict[str, list[float]] = {"line": [], "action": []}
    lost = 0
    for number, (kind, _, at) in done.moments.items():
        if kind == "mark" or number % ON_ONE_ITEM > ON_ONE_ITEM - 3 or number % ON_ONE_ITEM == 0:
            continue  # nothing to be seen by, or the meeting moves on before it can be
        for one in readings:
            moment = next((when for when, _, highest in one if when > at and highest >= number), None)
            lost += moment is None
            if moment is not None:
                seen["action" if kind == "action" else "line"].append((moment - at) * 1000)
    moved = []
    for item, at in done.moves.items():
        for one in readings:
            moment = next((when for when, there, _ in one if when > at and there == str(item)), None)
            if moment is not None:
                moved.append((moment - at) * 1000)
    all_seen = [*seen["line"], *seen["action"]]
    note = f"{PEOPLE} connected, {len(saves)} saved"
    return [
        Figure("load: a change saved, p50", at_percent(saves, 50), None, "ms", note=note),
        Figure("load: a change saved, p99", at_percent(saves, 99), 50, "ms"),
        Figure("load: on another's screen, p50", at_percent(all_seen, 50), None, "ms"),
        Figure("load: on another's screen, p99", at_percent(all_seen, 99), 300, "ms"),
        Figure("load: a line of minutes there, p99", at_percent(seen["line"], 99), None, "ms"),
        Figure("load: an action there, p99", at_percent(seen["action"], 99), None, "ms"),
        Figure("load: the next item there, p99", at_percent(moved, 99), None, "ms"),
        Figure("load: never seen", lost, 0, "changes"),
    ]


def _of_window(told: dict[str, Any]) -> list[Figure]:
    note = f"{told['turns']:,} turns"
    return [
        Figure("load: 99.9 of 100 turns later by at most", told["usual"], 50, "ms", note=note),
        Figure("load: longest stall of the window", told["longest"], 150, "ms"),
    ]


def _of_server(cores: float, weight: float) -> list[Figure]:
    return [
        Figure("load: the server's processors", cores, None, "of 2"),
        Figure("load: memory of the server", weight, None, "MB", note="all its processes, shared parts once"),
    ]


def at_percent(values: Sequence[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _spent(room: Room) -> float:
    """Seconds of processor the server has used so far, those who left it included."""
    ticks = 0
    for number in (room.cluster.number, *children(room.cluster.number)):
        with suppress(OSError):  # one that ended meanwhile
            told = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            last = 15 if number == room.cluster.number else 13  # its own, and of children that are gone
            ticks += sum(map(int, told[11:last]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _weight(room: Room) -> float:
    """Megabytes in memory, what processes share counted once."""
    total = 0
    for number in (room.cluster.number, *children(room.cluster.number)):
        with suppress(OSError):  # one that ended meanwhile
            told = Path(f"/proc/{number}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return total / 1024
