"""How long the program takes to its first paint and to Home with its data, and what it weighs then."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from tests.bench import files
from tests.bench.figure import Figure

BARE = ("-m", "tests.bench.bare_window")
OURS = ("-m", "tests.bench.our_window")
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was reached, in seconds since the process was started, and bytes in memory then."""

    seconds: float
    bytes: int


def measure(runs: int) -> list[Figure]:
    """Both windows by turns; the ratio of their medians."""
    path, key = files.encrypted(10), files.key()
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as home:
        start(BARE, home, b"")  # one of each first, so that all of it is in the machine's memory
        start((*OURS, str(path)), home, key)
        for _ in range(runs):
            bare.append(start(BARE, home, b""))
            ours.append(start((*OURS, str(path)), home, key))
    base = statistics.median(one["painted"].seconds for one in bare)
    weight = statistics.median(one["painted"].bytes for one in bare)
    painted = statistics.median(one["painted"].seconds for one in ours)
    shown = statistics.median(one["home"].seconds for one in ours)
    heavy, whole = (statistics.median(one[name].bytes for one in ours) for name in ("home", "whole"))
    return [
        Figure("first paint", painted / base, 2.0, "times", aim=1.4, note=_ms(painted, base)),
        Figure("Home with its data, encrypted", shown / base, 7.0, "times", aim=5.0, note=_ms(shown, base)),
        Figure("memory with Home", heavy / weight, 3.5, "times", note=f"{_mb(heavy)} to {_mb(weight)} MB"),
        Figure("memory, all screens loaded", whole / weight, 3.5, "times", note=f"{_mb(whole)} MB"),
    ]


def start(words: tuple[str, ...], home: str, key: bytes, patience: int = PATIENCE) -> dict[str, Stamp]:
    """Run a window of its own and answer when it reached what, by name."""
    own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "TASKING_BENCH_KEY": key.hex()}
    began = time.monotonic()
    # As people have it: what was compiled once is kept.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = subprocess.run(
        [sys.executable, *words],
        cwd=files.ROOT,
        env={**kept, **own, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=patience,
        check=True,
    )
    told = (line.split() for line in answer.stdout.splitlines())
    return {name: Stamp(float(moment) - began, int(size)) for name, moment, size in told}


def _ms(ours: float, bare: float) -> str:
    return f"{ours * 1000:.0f} to {bare * 1000:.0f} ms"


def _mb(size: float) -> str:
    return f"{size / 1e6:.0f}"
