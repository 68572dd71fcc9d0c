"""What was read from police files and what was loaded, told in lines."""

from __future__ import annotations

from collections.abc import Sequence

from tasking_app.records.figures import Problem, Reading
from tasking_app.services.figures import Loaded

Load = tuple[int, Loaded]


def skipped(reading: Reading) -> list[str]:
    """The files that were left out, and why."""
    return [f"{one.file} was left out: {one.reason}" for one in reading.skipped]


def problem(one: Problem) -> str:
    """A problem with its file and line."""
    where = f"{one.file}, line {one.line}" if one.line else one.file
    return f"{where}: {one.sentence}"


def month(load: Load) -> str:
    """One force and month: how many incidents were read, added and replaced."""
    read, loaded = load
    same = " (the same as before)" if loaded.same else ""
    return f"{loaded.month} {loaded.force}: {_numbers(read, _added(loaded), _replaced(loaded))}{same}"


def total(loads: Sequence[Load]) -> str:
    """All months together."""
    added = sum(_added(loaded) for _, loaded in loads)
    replaced = sum(_replaced(loaded) for _, loaded in loads)
    return f"Total: {_numbers(sum(read for read, _ in loads), added, replaced)}"


def _numbers(read: int, added: int, replaced: int) -> str:
    return f"{read:,} read, {added:,} added, {replaced:,} replaced"


def _added(loaded: Loaded) -> int:
    return 0 if loaded.same else loaded.after


def _replaced(loaded: Loaded) -> int:
    return 0 if loaded.same else loaded.before
