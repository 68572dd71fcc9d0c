"""One line to type in with parts of it marked while typing, as a grammar recognises them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from tasking_app.ui.theme import colour, font, px

Range = tuple[int, int]


class _Marks(QSyntaxHighlighter):
    """Marks the ranges it was given."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.ranges: tuple[Range, ...] = ()

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setBackground(colour("mark_soft"))
        look.setFontWeight(QFont.Weight.DemiBold)
        for start, end in self.ranges:
            self.setFormat(start, end - start, look)


class OneLine(QTextEdit):
    """A single line. Enter, arrows up and down and Tab go to whoever owns it; paste brings plain words in."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, name: str, *, pixels: int = 17, placeholder: str = "") -> None:
        super().__init__()
        self.setProperty("bare", "1")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chosen = font("body", pixels)
        self.setFont(chosen)
        height = px(pixels * 2)
        self.setFixedHeight(height)
        self.document().setDefaultFont(chosen)
        self.document().setDocumentMargin(max(2, (height - QFontMetrics(chosen).height()) / 2 - 1))
        self._marks = _Marks(self.document())
        self._text = ""
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """What is typed."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text, caret at its end; one Ctrl Z takes it back."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def mark(self, ranges: Sequence[Range]) -> None:
        """Mark parts of the text, as start and end."""
        if tuple(ranges) != self._marks.ranges:
            self._marks.ranges = tuple(ranges)
            self._marks.rehighlight()

    def _changed(self) -> None:
        text = self.toPlainText()
        if text != self._text:
            self._text = text
            self.typed.emit(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._marks.rehighlight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(source.text().split()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
