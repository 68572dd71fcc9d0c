"""Measures speed and size, prints every figure beside its target, and writes them as JSON."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable

from tests.bench import (
    files,
    finding,
    live,
    load,
    loading,
    next_item,
    outbox,
    papers,
    policies,
    screens,
    starts,
    tracker,
    week,
)
from tests.bench.figure import Figure, line, write

RUNS, QUICK = 15, 3
PARTS: dict[str, Callable[[int], list[Figure]]] = {
    "starts": starts.measure,
    "screens": screens.measure,
    "finding": finding.measure,
    "tracker": tracker.measure,
    "next_item": next_item.measure,
    "papers": papers.measure,
    "loading": loading.measure,
    "live": live.measure,
    "outbox": outbox.measure,
    "load": load.measure,
    "week": week.measure,
    "policies": policies.measure,
}


def main() -> None:
    """Every part, or those named. A figure that misses its target is said; it is no failure of the bench."""
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument("--quick", action="store_true", help=f"{QUICK} runs of each instead of {RUNS}")
    reader.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all, unless given")
    chosen = reader.parse_args()
    runs = QUICK if chosen.quick else RUNS
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _tell("Making files of one and of ten years, unless they are there")
    for years in (1, 10):
        files.encrypted(years)
    gc.collect()
    gc.freeze()  # as the program does once it has loaded everything
    found: list[Figure] = []
    for name in chosen.parts or PARTS:
        part = PARTS[name](runs)
        found += part
        _tell(f"\n{name.replace('_', ' ').capitalize()}, median of {runs} runs")
        for one in part:
            _tell(line(one))
    write(found, runs, files.OUT / "bench.json")
    missed = [one.name for one in found if not one.met]
    verdict = f"MISSED: {'; '.join(missed)}." if missed else "All within their targets."
    _tell(f"\n{len(found)} figures, written to out/bench.json. {verdict}")


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
