"""Puts a text on the clipboard, for a spreadsheet as lines and tabs and for a document as a table."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication


def put(text: str, html: str) -> None:
    """The same in two forms; each program takes the one it knows."""
    # Not a QMimeData of ours: the clipboard outlives the interpreter, which takes back what it has made,
    # and the program would end in a crash. One made by Qt is Qt's alone.
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for format_ in data.formats():
        data.removeFormat(format_)
    data.setText(text)
    data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
