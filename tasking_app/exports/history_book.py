"""The whole history as a workbook: one sheet for each kind of thing, to filter and to keep."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from tasking_app.exports.look import moment
from tasking_app.exports.workbook import LONGEST_CELL, guard, page, plain, saved
from tasking_app.records.history_book import BookSheet, HistoryBook, Value
from tasking_app.rules.progress import Stopped, Went, part, unwatched

AT_ONCE = 500
_HEADS = 4
_WHITE = Font(name="Arial", size=10, bold=True, color="FFFFFF")
_INK = PatternFill("solid", fgColor="12303A")


def render(paper: HistoryBook, went: Went = unwatched) -> bytes:
    """The bytes of the workbook. Rows are written as they come: ten years are a hundred thousand.

    Raises Stopped when `went` does.
    """
    book = Workbook(write_only=True)
    total, done = max(sum(len(sheet.rows) for sheet in paper.sheets), 1), 0
    try:
        for sheet in paper.sheets:
            _sheet(book, paper, sheet, part(went, done / total, (done + len(sheet.rows)) / total))
            done += len(sheet.rows)
    except Stopped:
        _let_go(book)
        raise
    return saved(book, f"History: {paper.head.partnership}", paper.head.marking, paper.head.as_at)


def _let_go(book: Workbook) -> None:
    """Rows lie in files of their own until the workbook is saved: now it never is."""
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        sheet.close()
        sheet._writer.cleanup()  # as saving does


def _sheet(book: Workbook, paper: HistoryBook, of: BookSheet, went: Went) -> None:
    sheet: Any = book.create_sheet(of.name)
    sheet.freeze_panes = f"B{_HEADS + 1}"
    for number, (_, width) in enumerate(of.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if of.rows:
        sheet.auto_filter.ref = f"A{_HEADS}:{get_column_letter(len(of.columns))}{_HEADS + len(of.rows)}"
    page(sheet, paper.head.marking, _HEADS)
    head = paper.head
    about = f"{head.partnership}. As at {moment(head.as_at)}. {paper.left_out}".rstrip()
    for words in (head.marking, f"History: {of.name.lower()}", about):
        sheet.append([_cell(sheet, words, bold=words != about)])
    heads = [_cell(sheet, heading) for heading, _ in of.columns]
    for cell in heads:
        cell.font, cell.fill = _WHITE, _INK
    sheet.append(heads)
    for number, row in enumerate(of.rows):
        sheet.append([_value(sheet, value) for value in row.cells])
        if number % AT_ONCE == 0:
            went(number / len(of.rows))
    went(1)
    if not of.rows:
        sheet.append(["Nothing yet."])


def _value(sheet: Any, value: Value) -> Any:
    """Texts and days as cells with a style; numbers as they are."""
    if value is None or value == "" or isinstance(value, int):
        return None if value == "" else value
    cell = _cell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    return cell


def _cell(sheet: Any, value: str | date, *, bold: bool = False) -> Any:
    text = plain(value)[:LONGEST_CELL] if isinstance(value, str) else value
    cell: Any = WriteOnlyCell(sheet, value=text)  # type: ignore[arg-type]  # the stubs forget days
    guard(cell)
    if bold:
        cell.font = Font(name="Arial", size=12, bold=True)
    return cell
