"""Approved minutes to read: paragraphs by theme with their numbers; nothing here can be typed into."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tasking_app.records.last_minutes import Heading, Paragraph
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import px, set_state
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.spoken import speak_as, speak_chosen
from tasking_app.ui.widgets.tags import THEMES, Tag

KINDS = {"decision": ("Decision", "gavel"), "action": ("Action", "list-check")}
NUMBER, WHO = 38, 96
TOP = Qt.AlignmentFlag.AlignTop


class ParagraphRow(QFrame):
    """One paragraph: its number, what it says, who leads, and the correction asked for."""

    def __init__(self, paragraph: Paragraph, corrected: str, owner: FrozenText, *, first: bool) -> None:
        super().__init__()
        self.paragraph = paragraph
        self._owner = owner
        kind = KINDS.get(paragraph.kind, ("", ""))[0]
        said = ". ".join(part for part in (kind, paragraph.text.rstrip("."), corrected) if part)
        self.setAccessibleName(f"Paragraph {paragraph.number}. {said}")
        self.setProperty("box", "plain")
        speak_as(self, "line")
        self.setLayout(self._content(corrected, first=first))
        self.mark(False)

    def _content(self, corrected: str, *, first: bool) -> QVBoxLayout:
        paragraph = self.paragraph
        body = column(gap=3)
        if first and paragraph.referral:
            body.addWidget(Label(paragraph.referral, "small_strong", "text2", wrap=True))
        kind, icon = KINDS.get(paragraph.kind, ("", ""))
        if kind:
            tone, fill = ("canvas", "ink") if paragraph.kind == "decision" else ("text", "sunken")
            words = f"{kind} {paragraph.reference}".strip()
            body.addLayout(row(Tag(words, icon, tone, fill), None))
        role = "strong" if paragraph.kind == "decision" else "body"
        body.addWidget(Label(paragraph.text, role, wrap=True))
        if corrected:
            body.addLayout(row(Tag(corrected, "pencil", "info", "info_bg"), None))
        number = Label(paragraph.number, "small_strong", "text2")
        number.setFixedWidth(px(NUMBER))
        who = Label(paragraph.who, "small", "text2", wrap=True, align=Qt.AlignmentFlag.AlignRight | TOP)
        who.setFixedWidth(px(WHO))
        line = row(gap=8, margins=(14, 5, 14, 6))
        line.addWidget(number, 0, TOP)
        line.addLayout(body, 1)
        line.addWidget(who, 0, TOP)
        return column(line, gap=0)

    def mark(self, now: bool) -> None:
        """Show whether it is the one chosen; only that one is a tab stop."""
        set_state(self, "box", "row_now" if now else "plain")
        speak_chosen(self, now)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if now else Qt.FocusPolicy.ClickFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._owner.choose(self.paragraph.line)
        event.accept()


class FrozenText(QScrollArea):
    """The whole text: one tab stop, arrow keys go from paragraph to paragraph, Enter corrects."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Text of the minutes, which does not change")
        inside = QWidget()
        speak_as(inside, "list")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(px(4), px(6), px(8), px(10))
        self._list.setSpacing(0)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._rows: list[ParagraphRow] = []
        self._now: UUID | None = None
        self._shown: tuple[tuple[Heading, ...], Mapping[UUID, str]] = ((), {})

    def show_text(self, headings: tuple[Heading, ...], corrected: Mapping[UUID, str]) -> None:
        """Show these paragraphs; `corrected` says what is asked for of a line."""
        if (headings, corrected) == self._shown:
            return
        self._shown = (headings, dict(corrected))
        focused = any(one.hasFocus() for one in self._rows)
        clear(self._list)
        self._rows = []
        for heading in headings:
            self._list.addWidget(_heading(heading))
            last = ""
            for one in heading.paragraphs:
                made = ParagraphRow(one, corrected.get(one.line, ""), self, first=one.referral != last)
                last = one.referral
                self._rows.append(made)
                self._list.addWidget(made)
        self._list.addStretch(1)
        keys = [one.paragraph.line for one in self._rows]
        self._mark(self._now if self._now in keys else keys[0] if keys else None)
        if focused:
            self._focus()

    def current(self) -> Paragraph | None:
        """The paragraph chosen."""
        return next((one.paragraph for one in self._rows if one.paragraph.line == self._now), None)

    def choose(self, line: UUID) -> None:
        """Choose a paragraph, show it and say so."""
        self._mark(line)
        self._focus()
        self.chosen.emit(self.current())

    def go_to(self, number: str) -> bool:
        """Choose the paragraph with a number; whether there is one."""
        found = next((one for one in self._rows if one.paragraph.number == number.strip()), None)
        if found is None:
            return False
        self.choose(found.paragraph.line)
        return True

    def _mark(self, line: UUID | None) -> None:
        self._now = line
        for one in self._rows:
            one.mark(one.paragraph.line == line)

    def _focus(self) -> None:
        for one in self._rows:
            if one.paragraph.line == self._now:
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(one, 0, px(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        at = next((n for n, one in enumerate(self._rows) if one.paragraph.line == self._now), 0)
        if step is not None and self._rows:
            place = min(max(at + step, 0), len(self._rows) - 1)
            self.choose(self._rows[place].paragraph.line)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)


def _heading(heading: Heading) -> QWidget:
    line = row(gap=7, margins=(14, 8, 14, 2))
    if heading.theme:
        look = THEMES[heading.theme]
        line.addWidget(Glyph(look.icon, look.tone, 18))
    line.addWidget(Label(f"{heading.number}  {heading.title}", "h3"))
    line.addStretch(1)
    return wrap(line)
