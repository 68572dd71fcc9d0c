"""A measured figure beside its target, and the table of all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and the most it may be; without a target it is only told."""

    name: str
    value: float
    target: float | None
    unit: str
    aim: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether it is within its target."""
        return self.target is None or self.value <= self.target

    @property
    def verdict(self) -> str:
        """The word at the end of its line."""
        if self.target is None:
            return ""
        return "ok" if self.met else "MISSED"


def line(one: Figure) -> str:
    """One line of the table."""
    target = "" if one.target is None else f"at most {_number(one.target)}"
    aim = "" if one.aim is None else f"(aim {_number(one.aim)})"
    return (
        f"{one.name:<44} {_number(one.value):>8} {one.unit:<10} {target:<14} {aim:<10} "
        f"{one.verdict:<7} {one.note}"
    ).rstrip()


def write(figures: Sequence[Figure], runs: int, path: Path) -> None:
    """The same as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"runs": runs, "figures": [asdict(one) | {"met": one.met} for one in figures]}
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
