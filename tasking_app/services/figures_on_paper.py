"""Police figures as papers print them; apart from the figures themselves, so that Home loads no papers."""

from __future__ import annotations

from datetime import date

from tasking_app.database.work import Work
from tasking_app.records.papers import Figures, MonthFigures
from tasking_app.rules import figures as rule
from tasking_app.rules.theme import BY_CODE
from tasking_app.services.figures import themes


def for_papers(work: Work, before: date) -> dict[str, Figures | None]:
    """The figures of each theme for a paper; None where there is no source or nothing was loaded."""
    return {code: _for_paper(*known) for code, known in themes(work, before).items()}


def _for_paper(figures: rule.ThemeFigures, earlier: tuple[int | None, ...]) -> Figures | None:
    if not figures.known:
        return None
    names = tuple(rule.month_name(rule.months_back(figures.month, back))[:3] for back in range(11, -1, -1))
    own = figures.label == BY_CODE[figures.theme].name
    said = figures.sentence if own else figures.labelled_sentence
    sentence = f"{said}. {figures.last_month_sentence}.".strip()
    return Figures(
        sentence=sentence,
        category=figures.label,
        source="police.uk street-level figures",
        months=MonthFigures(months=names, this_year=figures.history, last_year=earlier),
    )
