"""What each screen's data costs over one and over ten years, and how many statements it takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tests.bench import files, questions
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY, Question

MOST_MS = 100.0
MORE_MS = 10.0
MORE_TIMES = 1.5
WHOLE = frozenset({"find, once", "actions of all years", "referrals with actions"})
"""Goes through all the years there are, as it is asked to, so it takes longer over more of them."""


def measure(runs: int) -> list[Figure]:
    """Every screen on the encrypted files, one and ten years by turns."""
    with (
        closing(open_store(files.encrypted(1), files.key())) as small,
        closing(open_store(files.encrypted(10), files.key())) as large,
    ):
        few, many = (questions.of_screens(store.ask(NOBODY, questions.keys)) for store in (small, large))
        found = []
        for name in few:
            found += _one(name, (small, few[name]), (large, many[name]), runs)
        return found


def _one(name: str, small: tuple[Store, Question], large: tuple[Store, Question], runs: int) -> list[Figure]:
    asked = [len(questions.statements(*one)) for one in (small, large)]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for spent, one in zip(times, (small, large), strict=True):
            store, question = one
            spent.append(milliseconds(partial(store.ask, NOBODY, question)))
    one_year, ten_years = (statistics.median(spent) for spent in times)
    found = [
        Figure(f"{name}: ten years, encrypted", ten_years, MOST_MS, "ms", note=f"one year {one_year:.1f} ms"),
        Figure(f"{name}: statements", asked[1], asked[0], "statements", note=f"one year {asked[0]}"),
    ]
    if name not in WHOLE:
        most = max(one_year * MORE_TIMES, one_year + MORE_MS)
        times_more = f"{ten_years / one_year:.2f} times, {ten_years - one_year:+.1f} ms"
        found.append(Figure(f"{name}: growth", ten_years, most, "ms", note=times_more))
    return found


def milliseconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
