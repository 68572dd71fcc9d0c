"""One thing the worker of the database does, and who is told about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject


@dataclass(slots=True)
class Job:
    """What to run over the open store, and whom to tell what came of it, unless `owner` is gone by then."""

    run: Callable[[Any], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    owner: QObject | None
    answer: Any = None
    error: Exception | None = None
