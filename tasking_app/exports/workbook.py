"""What every workbook shares: texts stay texts, how it prints, and the same bytes for the same content."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
#: Everything XML cannot hold, and half pairs that a bad paste can leave behind.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = tuple("=+-@\t\r")


def put(sheet: Worksheet, row: int, column: int, value: str | date | int | None) -> Any:
    """A value into a cell; a text stays a text."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        value = plain(value)[:LONGEST_CELL]
    cell.value = value if value != "" else None
    guard(cell)
    return cell


def guard(cell: Any) -> None:
    """Keeps a text a text, also after somebody edits the cell."""
    if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True


def plain(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n"))


def page(sheet: Any, marking: str, heads: int) -> None:  # the stubs allow None where a new sheet has parts
    """How a sheet prints: A4 across, the marking on every page, row `heads` on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heads}:{heads}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    shown = plain(marking).replace("&", "&&")  # in headers & begins a code
    for strip in (sheet.oddHeader, sheet.oddFooter):
        strip.center.text = shown
        strip.center.font = "Arial,Bold"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.oddFooter.left.text = "Uncontrolled when printed"


def saved(book: Workbook, title: str, marking: str, as_at: datetime) -> bytes:
    """The bytes; the same content gives the same. `as_at` stands in place of the clock."""
    facts = book.properties
    facts.title = plain(title)
    facts.subject = plain(f"Protective marking: {marking}")
    facts.creator = "Tasking"
    facts.language = "en-GB"
    facts.created = facts.modified = _in_utc(as_at)
    target = BytesIO()
    book.save(target)
    return _timeless(target.getvalue(), _in_utc(as_at))


def _in_utc(moment_of: datetime) -> datetime:
    """Workbooks hold times in UTC and without saying so."""
    return moment_of.astimezone(UTC).replace(tzinfo=None) if moment_of.tzinfo else moment_of


def _timeless(data: bytes, at: datetime) -> bytes:
    """The same workbook with the paper's moment in place of the clock's."""
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(target, "w") as written:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                # Saving sets the time of the last change by the clock.
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            timeless = ZipInfo(part.filename, date_time=(1980, 1, 1, 0, 0, 0))
            timeless.compress_type = ZIP_DEFLATED
            written.writestr(timeless, content)
    return target.getvalue()
