"""Printing a paper: the pages of its very bytes at 300 dots to the inch."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from tasking_app.ui.widgets.pdf_view import PdfFile

DOTS = 300


def ask_printer(parent: QWidget, name: str) -> QPrinter | None:
    """The printer people choose in the system's own dialog, or None."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setResolution(DOTS)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(data: bytes, printer: QPrinter) -> int:
    """Print every page, each on a sheet turned as the page is; how many were printed."""
    file = PdfFile(data)
    painter = QPainter()
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    for page in range(file.pages()):
        width, height = file.size(page)
        across = QPageLayout.Orientation.Landscape
        printer.setPageOrientation(across if width > height else QPageLayout.Orientation.Portrait)
        if page == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        sheet = QSize(round(width / 72 * DOTS), round(height / 72 * DOTS))
        painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), file.image(page, sheet))
    painter.end()
    pages = file.pages()
    file.close()
    return pages


def print_lines(lines: Sequence[str], printer: QPrinter) -> None:
    """A few lines in large letters on one sheet."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(printer)
    painter.setFont(QFont("Atkinson Hyperlegible Next", 16))
    room = painter.viewport().adjusted(DOTS, DOTS, -DOTS, -DOTS)
    painter.drawText(room, Qt.TextFlag.TextWordWrap, "\n\n".join(lines))
    painter.end()


AskPrinter = Callable[[QWidget, str], QPrinter | None]
