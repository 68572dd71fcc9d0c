"""The text document behind the minutes: blocks kept in step with lines, caret kept in place."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from tasking_app.ui.theme import px
from tasking_app.ui.widgets.minutes_lines import Line


class MinutesDocument:
    """Writes lines into an editor's document. While it writes, `busy` is true and changes mean nothing."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self.busy = False
        editor.document().setDocumentMargin(px(6))

    def caret_line(self) -> int:
        """Number of the block the caret is in."""
        return self._editor.textCursor().blockNumber()

    def text_of(self, number: int) -> str:
        """Text of a block."""
        return self._block(number).text()

    def _block(self, number: int) -> QTextBlock:
        return self._editor.document().findBlockByNumber(number)

    def put_caret(self, number: int, column: int) -> None:
        """Put the caret into a block and bring it into view."""
        block = self._block(number)
        cursor = self._editor.textCursor()
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def spans_lines(self) -> bool:
        """Whether the selection goes over more than one line."""
        start, end = self._ends()
        return start[0] != end[0]

    def _ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        cursor = self._editor.textCursor()
        found = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            block = self._editor.document().findBlock(position)
            found.append((block.blockNumber(), position - block.position()))
        return found[0], found[1]

    def without_selection(self) -> list[tuple[int, str]]:
        """Each line the selection touches, with the selected words taken out."""
        (first, start), (last, end) = self._ends()
        cursor = self._editor.textCursor()
        cursor.setPosition(self._block(first).position() + start)
        texts = []
        for number in range(first, last + 1):
            text = self.text_of(number)
            left = text[:start] if number == first else ""
            right = text[end:] if number == last else ""
            texts.append((number, left + right))
        self._editor.setTextCursor(cursor)
        return texts

    def rewrite(self, number: int, text: str) -> None:
        """Give a block another text; a caret in it stays as near as it can."""
        block = self._block(number)
        if block.text() == text:
            return
        now = self._editor.textCursor()
        column = now.positionInBlock() if now.blockNumber() == number else -1
        self.busy = True
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text, cursor.charFormat())
        self.busy = False
        if column >= 0:
            self.put_caret(number, min(column, len(text)))

    def show(self, before: Sequence[Line], lines: list[Line]) -> list[Line]:
        """Make the blocks those of `lines`; blocks that stay as they are, are left alone."""
        now = self._editor.textCursor()
        caret = before[now.blockNumber()] if now.blockNumber() < len(before) else None
        column, top = now.positionInBlock(), self._editor.verticalScrollBar().value()
        follow = caret is not None and caret in lines
        self.busy = True
        if list(before) != lines or self._editor.document().blockCount() != len(lines):
            self._write_all(lines)
        for number, line in enumerate(lines):
            if self.text_of(number) != line.text:
                self.rewrite(number, line.text)
            self._dress(number, line)
        self.busy = False
        self._editor.verticalScrollBar().setValue(top)
        if caret is not None and follow:
            self._restore_caret(lines.index(caret), column)
        return lines

    def _restore_caret(self, number: int, column: int) -> None:
        self.busy = True
        block = self._block(number)
        cursor = self._editor.textCursor()
        wanted = block.position() + min(column, block.length() - 1)
        if cursor.position() != wanted:
            cursor.setPosition(wanted)
            self._editor.setTextCursor(cursor)
        self.busy = False

    def _write_all(self, lines: Sequence[Line]) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format())
            cursor.insertText(line.text, _char_format(line))
        cursor.endEditBlock()

    def _dress(self, number: int, line: Line) -> None:
        block = self._block(number)
        wanted = _char_format(line)
        if block.charFormat().fontWeight() == wanted.fontWeight() and block.blockFormat().topMargin():
            return
        cursor = QTextCursor(block)
        cursor.setBlockFormat(_block_format())
        cursor.setBlockCharFormat(wanted)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(wanted)

    def repaired(self, lines: list[Line]) -> list[Line]:
        """Lines in step with the blocks again, if a change from outside the keys added or removed blocks."""
        count = self._editor.document().blockCount()
        if count == len(lines):
            return lines
        texts = [self.text_of(number) for number in range(count)]
        head = 0
        while head < min(count, len(lines)) and lines[head].text == texts[head]:
            head += 1
        tail = 0
        while tail < min(count, len(lines)) - head and lines[-1 - tail].text == texts[-1 - tail]:
            tail += 1
        middle = [Line(None, text) for text in texts[head : count - tail]]
        return [*lines[:head], *middle, *lines[len(lines) - tail :]]


def _block_format() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(px(4))
    made.setBottomMargin(px(4))
    made.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setLeftMargin(px(4))
    return made


def _char_format(line: Line) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Normal if line.kind == "note" else QFont.Weight.DemiBold)
    return made
