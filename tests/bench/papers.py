"""What the tags of thirty pages of minutes cost, beside the same flowables without them."""

from __future__ import annotations

import io
import statistics

import pikepdf

from tasking_app.exports import minutes
from tests.bench.figure import Figure
from tests.bench.screens import milliseconds
from tests.exports import samples

PAGES = 30


def measure(runs: int) -> list[Figure]:
    """Both by turns."""
    per_theme, pages = 2, 0
    while pages < PAGES:
        per_theme += 2
        paper = samples.minutes(per_theme)
        with pikepdf.open(io.BytesIO(minutes.render(paper))) as made:
            pages = len(made.pages)
    tagged, untagged = [], []
    for _ in range(runs):
        tagged.append(milliseconds(lambda: minutes.render(paper)))
        untagged.append(milliseconds(lambda: minutes.render(paper, tagged=False)))
    with_tags, without = statistics.median(tagged), statistics.median(untagged)
    note = f"{pages} pages, {with_tags:.0f} to {without:.0f} ms"
    return [Figure("minutes with tags to without", with_tags / without, 1.2, "times", note=note)]
