"""Every paper the tests read back, by name, and how a PDF is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pypdfium2

from tasking_app.exports import action_plan, agenda, annex, minutes
from tests.exports import samples, torture

#: A renderer with its paper; what it takes is tagged or not.
Job = Callable[..., bytes]

ORDINARY: dict[str, Job] = {
    "agenda": partial(agenda.render, samples.agenda()),
    "minutes": partial(minutes.render, samples.minutes()),
    "approved minutes": partial(minutes.render, samples.approved(samples.minutes())),
    "annex": partial(annex.render, samples.annex()),
    "plan by theme": partial(action_plan.render, samples.plan()),
    "plan by agency": partial(action_plan.render, replace(samples.plan(), group_by="agency")),
    "plan to write on": partial(
        action_plan.render,
        replace(samples.plan(), agency=samples.FIRE, black_and_white=True, blank_column=True),
    ),
}
EMPTY: dict[str, Job] = {
    "empty agenda": partial(agenda.render, torture.empty_agenda()),
    "empty minutes": partial(minutes.render, torture.empty_minutes()),
    "empty annex": partial(annex.render, torture.empty_annex()),
    "empty plan": partial(action_plan.render, torture.empty_plan()),
}
HARD: dict[str, Job] = {
    "hard minutes": partial(minutes.render, torture.minutes()),
    "hard plan": partial(action_plan.render, torture.plan()),
}


def pages(data: bytes) -> list[str]:
    """The text of each page, as a program that copies text from a PDF sees it."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range().replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return texts
