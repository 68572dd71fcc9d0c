"""The action plan as a PDF: by theme or by agency, readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from tasking_app.exports.composer import Composer
from tasking_app.exports.look import day
from tasking_app.exports.marks import LEGEND
from tasking_app.exports.paragraphs import Strong
from tasking_app.exports.tagged.canvas import MarkableCanvas
from tasking_app.exports.tagged.flow import Dress, Para
from tasking_app.exports.themes import paper_code, theme_colour
from tasking_app.records.papers import ActionPlan, PlanRow
from tasking_app.rules.theme import BY_CODE, CODES

_HEADS = (
    "Ref",
    "Theme and objective",
    "Action and measure",
    "Lead (supporting)",
    "Resources",
    "Raised, due, revised",
    "Latest update",
    "Status",
    "Outcome",
)
_WIDTHS = (42, 72, 136, 92, 56, 95, 111, 88, 64.8)
_WIDTHS_WITH_NOTES = (44, 62, 110, 80, 55, 95, 86, 88, 60, 76.8)
_URGENCY = ("late", "blocked", "due_soon", "not_started", "on_track", "done", "dropped")


def render(paper: ActionPlan, *, tagged: bool = True) -> bytes:
    """The bytes of the plan; tagged=False is for measuring what tagging costs."""
    composer = Composer(paper.head, across=True, mono=paper.black_and_white)
    _opening(composer, paper)
    for group, rows in _groups(paper):
        _band(composer, paper, group)
        _table(composer, paper, rows)
    if not paper.rows:
        composer.say(f"There are no actions for {paper.agency}." if paper.agency else "There are no actions.")
    return composer.render("Action plan", tagged=tagged)


def _opening(composer: Composer, paper: ActionPlan) -> None:
    head = paper.head
    composer.title(f"Action plan: {paper.agency or 'all agencies'}", f"{head.title}, {head.partnership}")
    order = "theme" if paper.group_by == "theme" else "agency"
    composer.say(
        Strong(head.marking), f". {head.reference}. {head.when}. Sorted by {order}, late actions first."
    )
    totals = paper.totals
    counts = (
        (totals.open, "open"),
        (totals.due_soon, "due soon"),
        (totals.late, "late"),
        (totals.closed_since_last, "closed since the last meeting"),
    )
    cells = [
        composer.para(Strong(str(count)), f" {words}", style=composer.styles.cell) for count, words in counts
    ]
    composer.side_by_side(cells, (90, 100, 90, 190), boxed=True)
    _legend(composer)
    if paper.left_out:
        composer.say(paper.left_out)


def _legend(composer: Composer) -> None:
    styles = composer.styles
    cells = [composer.para("Key", style=styles.narrow_bold)]
    widths: list[float] = [34]
    for kind, words in LEGEND.items():
        cells.append(composer.para(words, style=styles.status, dress=composer.mark(kind)))
        widths.append(24 + 5.2 * len(words))
    composer.side_by_side(cells, widths)
    composer.say(
        "Blue is done, green is on track, amber is due soon, red is late or blocked.", style=styles.small
    )


def _groups(paper: ActionPlan) -> list[tuple[str, list[PlanRow]]]:
    """The rows under each theme in the order of the agenda, or under each agency by name."""
    if paper.group_by == "theme":
        order = {code: f"{at}" for at, code in enumerate(CODES)}
        ranked = [(order.get(row.theme, "9"), row.theme, row) for row in paper.rows]
    else:
        ranked = [(row.agency.casefold(), row.agency, row) for row in paper.rows]
    ranked.sort(key=lambda entry: (entry[0], entry[1], _URGENCY.index(entry[2].kind), entry[2].due))
    return [
        (group, [row for _, _, row in entries])
        for group, entries in groupby(ranked, key=lambda entry: entry[1])
    ]


def _band(composer: Composer, paper: ActionPlan, group: str) -> None:
    if paper.group_by == "agency":
        composer.band(group)
        return
    composer.band(_theme_name(group), code=paper_code(group), colour=theme_colour(composer, group))


def _table(composer: Composer, paper: ActionPlan, rows: Sequence[PlanRow]) -> None:
    heads = [*_HEADS, *(["Notes"] if paper.blank_column else [])]
    widths = _WIDTHS_WITH_NOTES if paper.blank_column else _WIDTHS
    more = []
    if paper.blank_column:
        more.append(("LINEBEFORE", (-1, 0), (-1, -1), 0.6, composer.palette.rule, 0))
    composer.table(
        heads,
        [_row(composer, paper, row) for row in rows],
        widths,
        head_style=composer.styles.narrow_bold,
        more=more,
    )


def _row(composer: Composer, paper: ActionPlan, row: PlanRow) -> list[Any]:
    narrow, bold = composer.styles.narrow, composer.styles.narrow_bold
    text = [composer.cell(row.text, style=narrow)]
    if row.success_measure:
        text.append(composer.cell(Strong("Measure: "), row.success_measure, style=narrow))
    cells: list[Any] = [
        composer.cell(row.reference, style=bold, dress=_note_theme(row.theme)),
        [composer.cell(words, style=narrow) for words in _theme_words(paper, row)],
        text,
        _lead(composer, paper, row),
        composer.cell(row.resources, style=narrow),
        [composer.cell(line, style=narrow) for line in _dates(row)],
        [composer.cell(*pieces, style=narrow) for pieces in _update(row)],
        composer.status(row.kind, row.status),
        composer.cell(row.outcome, style=narrow),
    ]
    if paper.blank_column:
        cells.append(composer.cell(""))
    return cells


def _lead(composer: Composer, paper: ActionPlan, row: PlanRow) -> list[Para]:
    """Who leads and who supports; the agency is left out where the whole table is that agency's."""
    narrow, bold = composer.styles.narrow, composer.styles.narrow_bold
    known = bool(paper.agency) or paper.group_by == "agency"
    lead = [row.officer] if known and row.officer else [row.agency, row.officer]
    paras = [composer.cell(words, style=narrow if at else bold) for at, words in enumerate(lead) if words]
    if row.supporting:
        paras.append(composer.cell(f"({', '.join(row.supporting)})", style=narrow))
    return paras


def _note_theme(theme: str) -> Dress:
    """Leaves the theme's code for the footer of the page the row lands on."""
    code = paper_code(theme)

    def note(canvas: MarkableCanvas, width: float, height: float, first: bool) -> None:
        if code:
            canvas.page_labels.append(code)

    return note


def _theme_words(paper: ActionPlan, row: PlanRow) -> list[str]:
    """The theme and objective; under a theme's own band the objective alone, where there is one."""
    words = [] if paper.group_by == "theme" and row.objective else [_theme_name(row.theme)]
    return [*words, row.objective] if row.objective else words


def _theme_name(theme: str) -> str:
    return BY_CODE[theme].name if theme in BY_CODE else "General business"


def _dates(row: PlanRow) -> list[str]:
    lines = [f"Raised {day(row.raised)}"]
    if row.original_due is None or row.original_due == row.due:
        return [*lines, f"Due {day(row.due)}"]
    times = "once" if row.times_deferred == 1 else f"{row.times_deferred} times"
    return [*lines, f"Due {day(row.original_due)}", f"Now {day(row.due)}", f"Deferred {times}"]


def _update(row: PlanRow) -> list[tuple[str, ...]]:
    if not row.update:
        return [("No update yet",)]
    if row.updated_on is None:
        return [(row.update,)]
    return [(Strong(f"{day(row.updated_on)}: "), row.update)]
