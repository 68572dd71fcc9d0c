"""The actions as a workbook: to filter, to print, to keep; nothing in it is ever run as a formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tasking_app.exports.look import moment
from tasking_app.exports.workbook import guard, page, put, saved
from tasking_app.records.papers import ActionLog, PlanRow
from tasking_app.rules.action import BRAG, Shown
from tasking_app.rules.theme import BY_CODE

_HEADER_ROW = 4
_LINE = 13.5
_TALLEST_ROW = 409.0


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its heading, its width in characters, and what it says about an action."""

    heading: str
    width: int
    value: Callable[[PlanRow], str | date | int | None]


_COLUMNS = (
    _Column("Ref", 9, lambda row: row.reference),
    _Column("Theme", 18, lambda row: BY_CODE[row.theme].name if row.theme in BY_CODE else "General business"),
    _Column("Objective", 20, lambda row: row.objective),
    _Column("Action", 44, lambda row: row.text),
    _Column("Measure", 26, lambda row: row.success_measure),
    _Column("Lead agency", 22, lambda row: row.agency),
    _Column("Lead officer", 20, lambda row: row.officer),
    _Column("Supporting", 22, lambda row: ", ".join(row.supporting)),
    _Column("Resources", 18, lambda row: row.resources),
    _Column("Raised", 12, lambda row: row.raised),
    _Column("First due", 12, lambda row: row.original_due or row.due),
    _Column("Due now", 12, lambda row: row.due),
    _Column("Times deferred", 10, lambda row: row.times_deferred),
    _Column("Status", 16, lambda row: row.status),
    _Column("BRAG", 9, lambda row: BRAG[Shown(row.kind)]),
    _Column("Latest update", 40, lambda row: row.update),
    _Column("Updated", 12, lambda row: row.updated_on),
    _Column("Outcome", 28, lambda row: row.outcome),
)


def render(paper: ActionLog) -> bytes:
    """The bytes of the workbook; the same log gives the same bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Actions"
    text, day = _styles(book)
    _head(sheet, paper)
    for number, row in enumerate(paper.rows, start=_HEADER_ROW + 1):
        _row(sheet, number, row, text, day)
    if not paper.rows:
        put(sheet, _HEADER_ROW + 1, 1, "There are no actions.")
    _screen(sheet, len(paper.rows))
    page(sheet, paper.head.marking, _HEADER_ROW)
    title = f"Action log: {paper.head.title}, {paper.head.reference}"
    return saved(book, title, paper.head.marking, paper.head.as_at)


def _styles(book: Workbook) -> tuple[str, str]:
    font = Font(name="Arial", size=10)
    text = NamedStyle("action text", font=font, alignment=Alignment(wrap_text=True, vertical="top"))
    day = NamedStyle(
        "action date",
        font=font,
        alignment=Alignment(vertical="top", horizontal="left"),
        number_format="d mmm yyyy",
    )
    for style in (text, day):
        book.add_named_style(style)
    return text.name, day.name


def _head(sheet: Worksheet, paper: ActionLog) -> None:
    head = paper.head
    put(sheet, 1, 1, head.marking).font = Font(name="Arial", size=12, bold=True)
    whose = f"Action log: {paper.agency or 'all agencies'}"
    put(sheet, 2, 1, f"{whose}, {head.title}, {head.reference}").font = Font(name="Arial", size=14, bold=True)
    about = f"{head.partnership}. {head.status}. As at {moment(head.as_at)}. {paper.left_out}".rstrip()
    put(sheet, 3, 1, about).font = Font(name="Arial", size=10)
    fill = PatternFill("solid", fgColor="12303A")
    for number, column in enumerate(_COLUMNS, start=1):
        cell = put(sheet, _HEADER_ROW, number, column.heading)
        cell.font = Font(name="Arial", size=10, bold=True, color="FFFFFF")
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[_HEADER_ROW].height = 30


def _row(sheet: Worksheet, number: int, row: PlanRow, text: str, day: str) -> None:
    lines = 1
    for at, column in enumerate(_COLUMNS, start=1):
        value = column.value(row)
        cell = put(sheet, number, at, value)
        cell.style = day if isinstance(value, date) else text
        if isinstance(value, str):
            guard(cell)
            lines = max(lines, _lines(value, column.width))
    # Given here because not every program works out row heights when it opens a file.
    sheet.row_dimensions[number].height = min(_LINE * lines + 3, _TALLEST_ROW)


def _lines(value: str, width: int) -> int:
    return sum(max(1, ceil(len(line) * 1.1 / width)) for line in value.splitlines() or [""])


def _screen(sheet: Worksheet, rows: int) -> None:
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    last = get_column_letter(len(_COLUMNS))
    if rows:
        sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + rows}"
