"""How far something long is, and a way to stop it: the one who waits is told, and may raise Stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tasking_app.rules.errors import AppError

Went: TypeAlias = Callable[[float], None]
"""Told the share that is done, from 0 to 1, at every step; it raises Stopped to end the work there."""


class Stopped(AppError):
    """Somebody pressed Stop; what was being made is thrown away."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was written.")


def unwatched(_share: float) -> None:
    """Nobody waits for it in particular."""


def part(went: Went, start: float, end: float) -> Went:
    """What tells of a part of the whole, which goes from `start` to `end`."""

    def told(share: float) -> None:
        went(start + share * (end - start))

    return told
