"""Made-up police figures: months of rows in the form the police publish."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from datetime import date

from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.records.figures import IncidentRow, MonthFile
from tasking_app.rules.figures import months_back
from tasking_app.services import demo_words, figures

A_MONTH = 3_330
FORCE = "Northmere Police"
AREAS = tuple(f"Brackenford {n:03}{letter}" for n in range(1, 14) for letter in "ABCD")
ELSEWHERE = tuple(f"Northmere Vale {n:03}{letter}" for n in range(1, 9) for letter in "ABC")


def months(chance: random.Random, years: int, until: date) -> Iterator[MonthFile]:
    """The months before the one of `until`, the latest two months ago, as police.uk is late."""
    latest = months_back(f"{until:%Y-%m}", 1)
    for back in range(years * 12 + 12 if years < 3 else years * 12, -1, -1):
        month = months_back(latest, back)
        yield _month(chance, month, back)


def _month(chance: random.Random, month: str, back: int) -> MonthFile:
    season = 1 + 0.18 * math.sin((int(month[5:]) - 3) * math.pi / 6)
    names = [name for name, _ in demo_words.CATEGORIES]
    weights = [weight for _, weight in demo_words.CATEGORIES]
    count = int(A_MONTH * season * (1 + back * 0.0015) * chance.uniform(0.95, 1.05))
    categories = chance.choices(names, weights, k=count)
    rows: list[IncidentRow] = []
    for category in categories:
        area = chance.choice(AREAS if chance.random() < 0.8 else ELSEWHERE)
        place = chance.choice(demo_words.PLACES)
        crime = "" if category == "Anti-social behaviour" else f"{chance.getrandbits(256):064x}"
        rows.append(
            (
                crime,
                category,
                "E0100" + area[-4:-1] + "1",
                area,
                "-1.40",
                "53.20",
                f"On or near {place}",
                "",
                "",
            )
        )
    digest = hashlib.sha256(repr((month, count, rows[:50])).encode()).hexdigest()
    return MonthFile(force=FORCE, month=month, rows=rows, file=f"{month}-northmere-street.csv", sha256=digest)


def load(store: Store, month: MonthFile) -> None:
    """Store one month."""
    figures.load(store, Actor(), month)
