"""Reads the police's monthly street-level files as published, and names every line it could not read."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tasking_app.imports.police_lines import Columns, ColumnsMissing, Lines
from tasking_app.imports.police_sources import Source, find
from tasking_app.records.figures import MonthFile, Problem, Reading, Skipped
from tasking_app.rules.errors import AppError

Progress = Callable[[int, float], object]
Stop = Callable[[], bool]
ROWS_BETWEEN_LOOKS = 5_000
MOST_LINES_NAMED = 100
NOT_TEXT = (
    "This file is not UTF-8 text, so it was not read. "
    "Use the file as downloaded, not one that another program has saved again."
)
DAMAGED = "This file could not be read to its end; it may be damaged."
EMPTY = "This file holds no incidents."


class Stopped(AppError):
    """The reader was asked to stop; nothing that was read is handed over."""

    def __init__(self) -> None:
        super().__init__("Reading was stopped. Nothing was changed.")


class _Tap(io.RawIOBase):
    """Passes bytes on, counts them for the progress and sums them up, so that a file is read only once."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.sum = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._source.read(len(buffer))
        buffer[: len(part)] = part
        self.sum.update(part)
        self.count += len(part)
        return len(part)


@dataclass(slots=True, kw_only=True)
class _Watch:
    """Tells how far the reading is, and listens whether it is to stop."""

    progress: Progress
    stop: Stop
    total: int
    rows: int = 0
    before: int = 0

    def look(self, more_rows: int, in_file: int) -> None:
        if self.stop():
            raise Stopped
        self.rows += more_rows
        self.progress(self.rows, min(1.0, (self.before + in_file) / max(self.total, 1)))


def read(
    paths: Sequence[Path],
    *,
    progress: Progress = lambda _rows, _share: None,
    stop: Stop = lambda: False,
) -> Reading:
    """Read every street file among these files, folders and zips; outcomes and the like are skipped by name.

    `progress` gets the rows read so far and the share done (0 to 1); `stop` is asked every 5,000 rows.
    Lines that cannot be read are problems, the others of the same file are kept: whoever asked decides.
    Raises Stopped.
    """
    found = find(paths)
    watch = _Watch(progress=progress, stop=stop, total=sum(source.size for source in found.sources))
    months: dict[tuple[str, str], MonthFile] = {}
    problems, skipped = list(found.problems), list(found.skipped)
    for source in found.sources:
        got, wrong = _read_file(source, watch)
        problems += wrong
        for month in got:
            first = months.setdefault((month.force, month.month), month)
            if first is not month:
                _note_second(first, month, problems, skipped)
        watch.before += source.size
    watch.look(0, 0)
    return Reading(
        months=tuple(months[key] for key in sorted(months)), problems=tuple(problems), skipped=tuple(skipped)
    )


def _note_second(
    first: MonthFile, second: MonthFile, problems: list[Problem], skipped: list[Skipped]
) -> None:
    """Say what happened to a month that came twice: it is never counted twice."""
    if first.rows == second.rows:
        skipped.append(Skipped(file=second.file, reason=f"It holds the same incidents as {first.file}."))
        return
    sentence = f"{second.month} of {second.force} is in {first.file} too, with other rows. The first is kept."
    problems.append(Problem(file=second.file, line=0, sentence=sentence))


def _read_file(source: Source, watch: _Watch) -> tuple[list[MonthFile], list[Problem]]:
    try:
        with source.open() as plain:
            tap = _Tap(plain)
            return _read_text(source.name, tap, watch)
    except UnicodeDecodeError:
        sentence = NOT_TEXT
    except ColumnsMissing as missing:
        sentence = str(missing)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        sentence = DAMAGED
    return [], [Problem(file=source.name, line=0, sentence=sentence)]


def _read_text(name: str, tap: _Tap, watch: _Watch) -> tuple[list[MonthFile], list[Problem]]:
    text = io.TextIOWrapper(io.BufferedReader(tap, 1 << 18), encoding="utf-8-sig", newline="")
    reader = csv.reader(text)
    columns = Columns.of(next(_without_blank_lines(reader), []))
    lines = Lines(name, columns, reader)
    for rows in lines.in_steps(ROWS_BETWEEN_LOOKS):
        watch.look(rows, tap.count)
    problems = [
        Problem(file=name, line=line, sentence=sentence)
        for line, sentence in lines.problems[:MOST_LINES_NAMED]
    ]
    more = len(lines.problems) - MOST_LINES_NAMED
    if more > 0:
        sentence = f"{more:,} more lines of this file could not be read."
        problems.append(Problem(file=name, line=0, sentence=sentence))
    if not lines.groups and not problems:
        problems.append(Problem(file=name, line=0, sentence=EMPTY))
    digest = tap.sum.hexdigest()
    months = [
        MonthFile(force=force, month=month, rows=rows, file=name, sha256=digest)
        for (force, month), rows in lines.groups.items()
    ]
    return months, problems


def _without_blank_lines(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    return (row for row in reader if any(row))
