"""A week of use over ten years: how long the window is ever kept from its turn, and what it weighs after."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.bench import files, starts
from tests.bench.figure import Figure

WEEK = ("-m", "tests.bench.week_window")
BARE_RUNS = 3
PATIENCE = 300  # seconds for one week


def measure(runs: int) -> list[Figure]:
    """A few weeks on copies of the encrypted ten years; the worst of them counts."""
    told: list[dict[str, starts.Stamp]] = []
    with tempfile.TemporaryDirectory() as home:
        bare = [starts.start(starts.BARE, home, b"")["painted"].bytes for _ in range(BARE_RUNS)]
        for number in range(max(1, runs // 5)):
            path = Path(shutil.copy(files.encrypted(10), Path(home, f"{number}.db")))
            told.append(starts.start((*WEEK, str(path)), home, files.key(), PATIENCE))
    numbers = [
        {name.partition(":")[0]: float(name.partition(":")[2]) for name in one if ":" in name} for one in told
    ]
    weight = max(stamp.bytes for one in told for stamp in one.values()) / statistics.median(bare)
    turns = sum(int(one["turns"]) for one in numbers)
    note = f"{turns:,} turns in {len(numbers)} weeks"
    return [
        Figure(
            "longest stall over a week of use", max(one["longest"] for one in numbers), 150.0, "ms", note=note
        ),
        Figure("99.9 of 100 turns later by at most", max(one["usual"] for one in numbers), 50.0, "ms"),
        Figure("longest stall, first opening of a screen", max(one["first"] for one in numbers), None, "ms"),
        Figure("memory after a week of use", weight, 4.5, "times"),
    ]
