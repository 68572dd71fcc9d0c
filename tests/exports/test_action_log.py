"""The action log read back as a workbook, as somebody else's program would."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tasking_app.exports import action_log
from tasking_app.records.papers import ActionLog
from tests.exports import samples, torture


def sheet_of(paper: ActionLog) -> Any:
    return openpyxl.load_workbook(BytesIO(action_log.render(paper))).worksheets[0]


def texts(sheet: Any, row: int) -> list[Any]:
    return [cell.value for cell in next(sheet.iter_rows(min_row=row, max_row=row))]


def test_heads_and_rows() -> None:
    sheet = sheet_of(samples.action_log())
    assert sheet["A1"].value == "OFFICIAL-SENSITIVE"
    assert sheet["A2"].value.startswith("Action log: Northmere Fire and Rescue Service")
    assert "As at 19 November 2026, 11:52" in sheet["A3"].value
    heads = texts(sheet, 4)
    first = dict(zip(heads, texts(sheet, 5), strict=True))
    assert first["Ref"] == "A-188"
    assert first["Theme"] == "Anti-social behaviour"
    assert first["First due"] == datetime(2026, 10, 23)  # noqa: DTZ001 workbooks hold no zone
    assert first["Due now"] == datetime(2026, 11, 6)  # noqa: DTZ001 workbooks hold no zone
    assert (first["Times deferred"], first["Status"], first["BRAG"]) == (2, "13 days late", "Red")
    assert sheet.max_row == 4 + 12


def test_it_is_made_to_be_filtered_and_printed() -> None:
    sheet = sheet_of(samples.action_log())
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:R16"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL-SENSITIVE"
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert sheet.row_dimensions[5].height > 20


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+44 1632 960123", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    rows = (replace(samples.plan_rows(1)[0], text=text, officer=text),)
    data = action_log.render(replace(samples.action_log(), rows=rows))
    with ZipFile(BytesIO(data)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert b"quotePrefix" in parts.read("xl/styles.xml")
    cell = openpyxl.load_workbook(BytesIO(data)).worksheets[0]["D5"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip() == text.strip()


def test_what_people_paste() -> None:
    odd = [replace(samples.plan_rows(1)[0], text=text) for text in torture.ODD]
    endless = replace(samples.plan_rows(1)[0], text=torture.ENDLESS_WORD * 2, update="\ud800half")
    sheet = sheet_of(replace(samples.action_log(), rows=(*odd, endless)))
    assert sheet["D5"].value == torture.URDU
    assert sheet["D12"].value == torture.EMOJI
    assert sheet["D14"].value == torture.MARKUP
    last = sheet.max_row
    assert len(sheet.cell(last, 4).value) == 32_767
    assert sheet.cell(last, 16).value == "half"
    assert sheet.row_dimensions[last].height <= 409


def test_empty_log_says_so() -> None:
    sheet = sheet_of(ActionLog(head=samples.HEAD))
    assert sheet["A5"].value == "There are no actions."
    assert sheet["A2"].value.startswith("Action log: all agencies")
    assert sheet.auto_filter.ref is None


def test_the_same_log_gives_the_same_bytes_and_its_own_date() -> None:
    data = action_log.render(samples.action_log())
    assert data == action_log.render(samples.action_log())
    facts = openpyxl.load_workbook(BytesIO(data)).properties
    assert facts.created == facts.modified == datetime(2026, 11, 19, 11, 52)  # noqa: DTZ001 workbooks hold no zone
    assert facts.subject == "Protective marking: OFFICIAL-SENSITIVE"
