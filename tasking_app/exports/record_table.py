"""Entries of the record of a shared database for a request, as a workbook or as a plain table."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from tasking_app.exports.look import moment
from tasking_app.exports.workbook import LONGEST_CELL, guard, page, plain, saved
from tasking_app.records.audit import RecordTable
from tasking_app.rules.progress import Stopped, Went, part, unwatched

COLUMNS = (
    ("Entry", 9),
    ("When", 22),
    ("Who", 26),
    ("Login", 20),
    ("Done", 20),
    ("Thing", 30),
    ("On", 18),
    ("Key", 38),
    ("Fields", 40),
    ("Hashes", 60),
    ("Salt", 36),
    ("Computer", 18),
    ("Sealed by", 32),
)
AT_ONCE = 500
WRITTEN = 0.8
MARKING = "OFFICIAL-SENSITIVE"
_HEADS = 4
_WHITE = Font(name="Arial", size=10, bold=True, color="FFFFFF")
_INK = PatternFill("solid", fgColor="12303A")
_STARTS_FORMULA = tuple("=+-@\t\r\n")


def as_workbook(table: RecordTable, went: Went = unwatched) -> bytes:
    """The bytes of a workbook. Raises Stopped when `went` does."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("The record")
    try:
        _fill(sheet, table, part(went, 0, WRITTEN))
    except Stopped:
        sheet.close()
        sheet._writer.cleanup()  # as saving does: its rows lie in a file of their own until then
        raise
    return saved(book, "The record", MARKING, table.made)


def as_plain_text(table: RecordTable, went: Went = unwatched) -> bytes:
    """The same as comma separated text; a cell a spreadsheet would take for a formula begins with '."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name for name, _ in COLUMNS])
    for number, row in enumerate(table.rows):
        writer.writerow([_harmless(cell) for cell in row])
        if number % AT_ONCE == 0:
            went(number / len(table.rows))
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_FORMULA) else cell


def _fill(sheet: Any, table: RecordTable, went: Went) -> None:
    sheet.freeze_panes = f"B{_HEADS + 1}"
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if table.rows:
        last = get_column_letter(len(COLUMNS))
        sheet.auto_filter.ref = f"A{_HEADS}:{last}{_HEADS + len(table.rows)}"
    page(sheet, MARKING, _HEADS)
    made = f"Exported by {table.by} on {moment(table.made)}. Names of fields and salted hashes, no texts."
    for words, bold in ((MARKING, True), (f"The record: {table.about}", True), (made, False)):
        sheet.append([_cell(sheet, words, bold=bold)])
    heads = [_cell(sheet, heading) for heading, _ in COLUMNS]
    for cell in heads:
        cell.font, cell.fill = _WHITE, _INK
    sheet.append(heads)
    for number, row in enumerate(table.rows):
        sheet.append([_cell(sheet, one) if isinstance(one, str) else one for one in row])
        if number % AT_ONCE == 0:
            went(number / len(table.rows))
    if not table.rows:
        sheet.append(["Nothing was found."])


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=plain(text)[:LONGEST_CELL])
    guard(cell)
    if bold:
        cell.font = Font(name="Arial", size=12, bold=True)
    return cell
