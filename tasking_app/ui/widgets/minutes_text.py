"""The minutes as text that sends itself: what a screen reads in, and what it is told."""

import re
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from tasking_app.ui.theme import font, px
from tasking_app.ui.widgets.minutes_document import MinutesDocument
from tasking_app.ui.widgets.minutes_gutter import GUTTER, LABELS, Gutter
from tasking_app.ui.widgets.minutes_lines import Line, LineView, merge

PAUSE_MS = 400
TYPE_HERE = "Type what was said. Start a line with ! for a decision, @ for an action"
MARKED = re.compile(r"\s*(!|@|A-\d)")


class MinutesText(QTextEdit):
    """Shows lines, notices what is typed and sends it. Typed text survives every new reading."""

    line_typed = Signal(object, str)
    line_edited = Signal(object, str)
    line_added = Signal(object, str)
    line_split = Signal(object, str, str)
    lines_joined = Signal(object, object)
    line_pasted = Signal(object, list)
    line_moved = Signal(object, object)
    current_changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("bare", "1")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setFont(font("body"))
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(TYPE_HERE)
        self._lines: list[Line] = [Line()]
        self._text = MinutesDocument(self)
        self._gone: dict[UUID, Line] = {}
        self._now: Line | None = None
        self._left_gutter = Gutter(self, self._line_at, labels=False)
        self._right_gutter = Gutter(self, self._line_at, labels=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.verticalScrollBar().valueChanged.connect(self._left_gutter.update)
        self.verticalScrollBar().valueChanged.connect(self._right_gutter.update)
        self._show([Line()])

    # -- what the screen tells

    def set_lines(self, views: Sequence[LineView], *, settled: bool = False) -> None:
        """A new reading of the item. Caret, typed text and undo stay where they are.

        `settled` says that everything sent before was stored or refused by the time of this reading.
        """
        if settled:
            self._gone = {}
        caret = self._lines[self._text.caret_line()] if self.hasFocus() else None
        self._show(merge(self._lines, views, self._gone, caret, settled=settled))
        if self.unsaved():
            self._pause.start()

    def stored(self, text: str, line_id: UUID) -> None:
        """The line sent with this text (added, split off or pasted) now has an id."""
        for line in self._lines:
            if line.waiting and line.sent[0] == text:
                line.view, line.unseen = LineView(line_id, "note", text), True
                return

    def release(self, line_id: UUID | None) -> None:
        """What was sent was not stored: take it as typed only, and send it when it is next left."""
        for line in self._lines:
            if line.id == line_id:
                line.sent = []
        self._gone = {gone: first for gone, first in self._gone.items() if line_id not in (gone, first.id)}

    def forget(self, line_id: UUID) -> None:
        """Show a line as it is stored, whatever was typed in it."""
        for line in self._lines:
            if line.id == line_id and line.view is not None:
                line.text, line.sent, line.undo, line.redo = line.view.text, [], [], []
        self._show(self._lines)

    def unsaved(self) -> list[tuple[UUID | None, str]]:
        """Texts nobody has been told about."""
        return [(line.id, line.text) for line in self._lines if line.dirty]

    def set_frozen(self, frozen: bool) -> None:
        """Approved minutes: text can be selected and copied, there is no caret."""
        self.setReadOnly(frozen)
        self.setCursorWidth(0 if frozen else 1)
        self._show(self._lines)

    def start_line(self, prefix: str = "") -> None:
        """Put the caret on the empty last line, with a marker in front."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        last = len(self._lines) - 1
        self._text.put_caret(last, len(self._lines[last].text))
        if prefix:
            self.textCursor().insertText(prefix)

    def focus_line(self, line_id: UUID) -> None:
        """Put the caret at the end of a stored line."""
        for i, line in enumerate(self._lines):
            if line.id == line_id:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self._text.put_caret(i, len(line.text))

    def current_line(self) -> UUID | None:
        """Id of the line the caret is in, None when it is not stored."""
        return self._lines[self._text.caret_line()].id

    def commit(self) -> None:
        """Send everything typed so far, as when the item is left."""
        for line in list(self._lines):
            self._send(line)

    # -- lines and blocks

    def _line_at(self, number: int) -> Line | None:
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def _show(self, lines: list[Line]) -> None:
        lines = list(lines)
        last = lines[-1] if lines else None
        if not self.isReadOnly() and (last is None or last.view is not None or last.waiting):
            lines.append(Line())
        self._lines = self._text.show(self._lines, lines or [Line()])
        labels = any(line.view and line.view.referral for line in lines)
        self.setViewportMargins(px(GUTTER), 0, px(LABELS) if labels else 0, 0)
        self._now = self._line_at(self._text.caret_line())
        self._place_gutters()

    def _place_gutters(self) -> None:
        bar = self.verticalScrollBar()
        right = bar.width() if bar.isVisible() else 0
        self._left_gutter.setGeometry(0, 0, px(GUTTER), self.height())
        self._right_gutter.setGeometry(
            self.width() - right - px(LABELS) - px(4), 0, px(LABELS), self.height()
        )
        self._left_gutter.update()
        self._right_gutter.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(font("body"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutters()

    def _text_changed(self) -> None:
        if self._text.busy:
            return
        self._lines = self._text.repaired(self._lines)
        number = self._text.caret_line()
        line, text = self._lines[number], self._text.text_of(number)
        if text != line.text:
            line.typed(text)
            self.line_typed.emit(line.id, text)
            self._pause.start()
        self._left_gutter.update()
        self._right_gutter.update()

    def _caret_moved(self) -> None:
        if self._text.busy:
            return
        now = self._line_at(self._text.caret_line())
        if now is not self._now:
            left, self._now = self._now, now
            if left is not None and left in self._lines:
                self._send(left)
            self.current_changed.emit(now.id if now else None)

    def _paused(self) -> None:
        now = self._lines[self._text.caret_line()]
        for line in list(self._lines):
            if line.view is not None or (line is now and not MARKED.match(line.text)):
                self._send(line)

    def _send(self, line: Line) -> None:
        if not line.dirty or (line.view is None and line.waiting):
            return
        text = line.text.strip()
        if line.view is not None:
            line.sent.append(text)
            self.line_edited.emit(line.view.id, text)
        elif text:
            line.sent.append(text)
            if line is self._lines[-1]:
                self._show(self._lines)
            self.line_added.emit(self._stored_before(line), text)

    def _stored_before(self, line: Line) -> UUID | None:
        before = self._lines[: self._lines.index(line)]
        return next((other.id for other in reversed(before) if other.view), None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self.commit()
