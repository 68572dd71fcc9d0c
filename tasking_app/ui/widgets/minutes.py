"""The minutes of an item: one text, each block one stored line, edited in place.

    editor = MinutesEditor("Minutes, item 8, Arson")
    editor.set_lines([LineView(id, "note", "...", time="10:39", ref="", referral="R-147")])
    line_typed(id|None, text)      every key, for drafts          line_edited(id, text)   left, or a pause
    line_added(after_id|None, text)   answer with editor.stored(text, new_id), also for split and pasted
    line_split(id, left, right)    lines_joined(id, next_id)      line_pasted(after_id|None, list of texts)
    line_moved(id, after_id|None)  current_changed(id|None)
    editor.release(id|None)  it was not stored: send again when left     editor.unsaved() -> [(id|None, text)]
    editor.start_line("! ")  a new last line      editor.set_frozen(True)      editor.focus_line(id)

A line that begins with ! or @ or A-n is only sent on Enter or when it is left, never half typed.
"""

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence

from tasking_app.ui.widgets.minutes_lines import Line, LineView
from tasking_app.ui.widgets.minutes_text import MinutesText

__all__ = ["LineView", "MinutesEditor"]


class MinutesEditor(MinutesText):
    """The keys of the minutes: Enter makes or splits a line, Backspace joins, Alt and arrows move it."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            line = self._lines[self._text.caret_line()]
            undo, redo = (
                event.matches(QKeySequence.StandardKey.Undo),
                event.matches(QKeySequence.StandardKey.Redo),
            )
            if (undo and not line.undo) or (redo and not line.redo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly() or not (self._key_of_lines(event) or self._key_of_text(event)):
            super().keyPressEvent(event)

    def _key_of_text(self, event: QKeyEvent) -> bool:
        """Keys that change text where the caret is; True when nothing is left to do."""
        standard = QKeySequence.StandardKey
        line = self._lines[self._text.caret_line()]
        if event.matches(standard.Undo) or event.matches(standard.Redo):
            if line.back() if event.matches(standard.Undo) else line.forth():
                self._text.rewrite(self._text.caret_line(), line.text)
                self.line_typed.emit(line.id, line.text)
                self._pause.start()
            return True
        if event.matches(standard.Cut):
            self.copy()
            self._empty_selection()
            return True
        if not self._text.spans_lines() or not (event.text().isprintable() and event.text()):
            return False
        self._empty_selection()
        return False

    def _key_of_lines(self, event: QKeyEvent) -> bool:
        """Keys that make, join or move lines; True when the key was one."""
        key, cursor = event.key(), self.textCursor()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._text.spans_lines():
            self._empty_selection()
        elif key == Qt.Key.Key_Backspace and not cursor.hasSelection() and cursor.atBlockStart():
            self._join(self._text.caret_line())
        elif key == Qt.Key.Key_Delete and not cursor.hasSelection() and cursor.atBlockEnd():
            self._join(self._text.caret_line() + 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._text.spans_lines():
            self._empty_selection()
        number, at = self._text.caret_line(), self.textCursor().positionInBlock()
        line = self._lines[number]
        if not line.text.strip():
            return
        left, right = line.text[:at].strip(), line.text[at:].strip()
        if left and right and line.kind == "note" and not line.waiting:
            self._split(number, left, right)
            return
        self._send(line)
        after = number + 1 if left else number
        if after >= len(self._lines) or self._lines[after].text or self._lines[after].view is not None:
            self._insert(after, Line())
        self._text.put_caret(after, 0)

    def _split(self, number: int, left: str, right: str) -> None:
        line = self._lines[number]
        rest = Line(None, right, [right] if line.view else [])
        if line.view is not None:
            line.sent.append(left)
        line.text, line.undo, line.redo = left, [], []
        self._insert(number + 1, rest)
        self._text.rewrite(number, left)
        self._text.put_caret(number + 1, 0)
        if line.view is not None:
            self.line_split.emit(line.view.id, left, right)
        else:
            self._send(line)

    def _insert(self, number: int, *new: Line) -> None:
        self._show([*self._lines[:number], *new, *self._lines[number:]])

    def _join(self, number: int) -> None:
        """Join a line to the one before it."""
        if not 0 < number < len(self._lines):
            return
        first, second = self._lines[number - 1], self._lines[number]
        empty = second.view is None and not second.text.strip()
        if not empty and (first.kind != "note" or second.kind != "note" or first.waiting or second.waiting):
            return
        at = len(first.text)
        if not empty:
            self._send(first)
            self._send(second)
            first.typed(f"{first.text.rstrip()} {second.text.lstrip()}".strip())
        if second.view is not None and first.view is not None:
            first.sent.append(first.text.strip())
            self._gone[second.view.id] = first
        self._show([*self._lines[:number], *self._lines[number + 1 :]])
        self._text.rewrite(number - 1, first.text)
        self._text.put_caret(number - 1, at)
        if second.view is not None and first.view is not None:
            self.lines_joined.emit(first.view.id, second.view.id)

    def _move(self, step: int) -> None:
        number = self._text.caret_line()
        line, to = self._lines[number], number + step
        if line.view is None or not 0 <= to < len(self._lines) or self._lines[to].view is None:
            return
        self._send(line)
        before = self._lines[to] if step > 0 else self._line_at(to - 1)
        self.line_moved.emit(line.view.id, before.id if before else None)

    def _empty_selection(self) -> None:
        """Take the selected words out of each line; the lines themselves stay."""
        for number, text in self._text.without_selection():
            line = self._lines[number]
            line.typed(text)
            self._text.rewrite(number, text)
            self.line_typed.emit(line.id, text)
        self._pause.start()

    def insertFromMimeData(self, source: QMimeData) -> None:
        texts = [text.strip() for text in source.text().splitlines() if text.strip()]
        if self._text.spans_lines():
            self._empty_selection()
        if len(texts) == 1:
            self.textCursor().insertText(texts[0])
        elif texts:
            self._paste_lines(texts)

    def _paste_lines(self, texts: list[str]) -> None:
        number = self._text.caret_line()
        if self._lines[number].text.strip():
            self._send(self._lines[number])
            number += 1
        self._insert(number, *(Line(None, text, [text]) for text in texts))
        self._text.put_caret(number + len(texts) - 1, len(texts[-1]))
        self.line_pasted.emit(self._stored_before(self._lines[number]), texts)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._text.spans_lines() and not self.isReadOnly():
            self._empty_selection()
        super().inputMethodEvent(event)
