"""Finding over ten years: how long each key takes, and how often a word with a typo is found."""

from __future__ import annotations

import random
import statistics
from contextlib import closing
from functools import partial

from tasking_app.database.files import open_store
from tasking_app.services.find import Haystack, haystack
from tests.bench import files
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY
from tests.bench.screens import milliseconds

TYPOS = 60
MOST_MS = 20.0
LEAST_LETTERS = 12


def measure(runs: int) -> list[Figure]:
    """Words typed letter by letter, and sixty with one letter left out, doubled, changed or swapped."""
    with closing(open_store(files.encrypted(10), files.key())) as store:
        known = store.ask(NOBODY, haystack)
    chance = random.Random(60)
    texts = _texts(known, chance)
    keys = [text[:end] for text in texts[: 2 * runs] for end in range(1, len(text) + 1)]
    spent = sorted(milliseconds(partial(known.search, key)) for key in keys)
    wrong = [(_typo(text, chance), text) for text in texts]
    guessed = sorted(milliseconds(partial(known.search, typed)) for typed, _ in wrong)
    hits = sum(any(right in one.words.casefold() for one in known.search(typed)) for typed, right in wrong)
    late = spent[int(len(spent) * 0.95)]
    return [
        Figure("find: a key", statistics.median(spent), MOST_MS, "ms", note=f"19 of 20 within {late:.1f} ms"),
        Figure("find: a key with a typo before it", statistics.median(guessed), MOST_MS, "ms"),
        Figure("find: words with a typo found", 100 * hits / len(wrong), None, "of 100"),
    ]


def _texts(known: Haystack, chance: random.Random) -> list[str]:
    """Words as they begin titles of all ages, long enough to be known again."""
    titles = sorted({one.words.casefold() for letter in "aeio" for one in known.search(letter, 4000)})
    long = [" ".join(title.split()[:3]) for title in titles]
    return chance.sample(sorted({text for text in long if len(text) >= LEAST_LETTERS}), TYPOS)


def _typo(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(text) - 2)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    return chance.choice(
        (
            before + after,
            before + letter + letter + after,
            before + ("x" if letter != "x" else "y") + after,
            before + after[0] + letter + after[1:],
        )
    )
