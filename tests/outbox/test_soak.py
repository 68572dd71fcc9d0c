"""Whatever goes wrong, a command that was kept arrives once, or is shown to whoever gave it as not sent."""

from __future__ import annotations

import logging
import os
import random
from pathlib import Path

from tests.outbox.soak import soaking, usual

SECONDS = float(os.environ.get("TASKING_SOAK", "12"))
LONG = 60.0


def test_whatever_goes_wrong_what_was_kept_arrives_once_or_is_shown(tmp_path: Path) -> None:
    """`make soak` gives it longer."""
    pause = (0.1, 1.0) if SECONDS >= LONG else (0.1, 0.6)
    with soaking(tmp_path) as soak:
        count = soak.run(SECONDS, usual(random.Random(), pause))
    logging.getLogger(__name__).info("%s", count)
    assert sum(count.kept.values()) > SECONDS  # they were at work
    assert not count.lost
    assert not count.doubled
    assert not count.fell
    assert count.stuck.keys() <= {"clash"}
