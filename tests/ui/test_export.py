"""Export: two inputs, the very bytes of the preview, and what stands in the way."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.models.approval import Paper
from tasking_app.models.referral import NameReading
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.screen import Screen
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.windows import (
    WAIT,
    open_export,
    rows,
    said,
    saved_papers,
)


def test_two_inputs_export_the_minutes(seat: Seat, qtbot: QtBot) -> None:
    dialog = ExportDialog(seat.jobs)
    open_export(seat, qtbot, dialog)
    shown = dialog.preview.text()
    assert focused().accessibleName() == "Save PDF"
    with qtbot.waitSignal(dialog.saved, timeout=WAIT):
        press(focused(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    data = saved_papers(seat)["2026-10-15 Tasking minutes.pdf"]
    assert seat.story.p.rows(Paper)[0].sha256 == hashlib.sha256(data).hexdigest()
    dialog.preview.show_bytes(data, "")
    assert dialog.preview.text() == shown


def test_one_agency_in_black_and_white_with_a_column_to_write_in(seat: Seat, qtbot: QtBot) -> None:
    dialog = ExportDialog(seat.jobs)
    open_export(seat, qtbot, dialog)
    press(
        next(one for one in rows(dialog, QAbstractButton) if one.property("text") == "Minutes"), Qt.Key.Key_3
    )
    qtbot.waitUntil(lambda: "Action plan: Brackenford Borough Council" in dialog.preview.text(), timeout=WAIT)
    for words in ("Column to write in", "Black and white"):
        box = next(one for one in rows(dialog, QAbstractButton) if one.property("text") == words)
        assert isinstance(box, QAbstractButton)
        box.click()
    qtbot.waitUntil(lambda: "Notes" in dialog.preview.text(), timeout=WAIT)
    assert dialog.wanted().black_and_white


def test_a_paper_in_the_way_of_a_file_says_so_and_keeps_the_dialog(seat: Seat, qtbot: QtBot) -> None:
    seat.papers.write_text("a file where the folder should be")
    dialog = ExportDialog(seat.jobs)
    open_export(seat, qtbot, dialog)
    dialog.save()
    qtbot.waitUntil(lambda: "was not saved" in said(dialog), timeout=WAIT)
    assert dialog.isVisible()
    seat.papers.unlink()
    with qtbot.waitSignal(dialog.saved, timeout=WAIT):
        dialog.save()


def test_printing_prints_the_pages_of_the_preview(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"

    def printer(_parent: QWidget, _name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(out))
        return made

    dialog = ExportDialog(seat.jobs, printer=printer)
    open_export(seat, qtbot, dialog, "action-plan")
    with qtbot.waitSignal(dialog.told, timeout=WAIT):
        dialog.print_it()
    printed = pypdfium2.PdfDocument(str(out))
    assert len(printed) == dialog.preview.page_count()
    width, height = printed[0].get_size()
    assert width > height
    assert seat.story.p.rows(Paper)[0].file_name == "printed"


def test_a_meeting_to_come_offers_its_agenda(seat: Seat, qtbot: QtBot) -> None:
    december = seat.story.p.plan(date(2026, 12, 17))
    dialog = ExportDialog(seat.jobs)
    seat.window.show_screen(Screen())
    dialog.open_for(seat.window, december, "")
    qtbot.waitUntil(lambda: dialog.preview.page_count() > 0, timeout=WAIT)
    assert dialog.wanted().kind == "agenda"
    assert "Order of business" in dialog.preview.text()
    assert not [one for one in rows(dialog, QAbstractButton) if one.property("text") == "Minutes"]


@pytest.mark.parametrize("seat", ["restricted"], indirect=True)
def test_the_annex_is_offered_where_there_is_one(seat: Seat, qtbot: QtBot) -> None:
    dialog = ExportDialog(seat.jobs)
    seat.window.show_screen(Screen())
    dialog.open_for(seat.window, seat.story.meeting, "annex")
    qtbot.waitUntil(lambda: "Zebra Lane refuge" in dialog.preview.text(), timeout=WAIT)
    assert seat.story.p.rows(NameReading, what="annex")
