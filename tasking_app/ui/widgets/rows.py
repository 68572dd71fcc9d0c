"""Lists of a few dozen rows made of real widgets: one tab stop, arrows move, Enter opens, buttons in the row.

    ReferralList(name)  set_rows([ReferralRow(id, "R-147", "map-pin", "Bin fires", "3rd time", "high", 34)])
    ActionList(name)    set_rows([ActionCard(id, "A-188", "Fit bins", "Council", "late", "13 days late")])
    both: chosen(id)  opened(id)  pressed(id, verb)  letter(str)  current()  set_current(id)

ActionList shows the chosen card open, with its last update and its buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QVBoxLayout, QWidget

from tasking_app.ui.layouts import box, clear, column, row, wrap
from tasking_app.ui.theme import px, set_state
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.spoken import speak_as, speak_chosen
from tasking_app.ui.widgets.tags import RiskBars, StatusTag


@dataclass(frozen=True, slots=True)
class Verb:
    """A button of a row: its key, words and icon."""

    key: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral in one line."""

    id: UUID
    ref: str
    icon: str
    title: str
    note: str = ""
    band: str = ""
    score: int | None = None
    verb: Verb = Verb("discuss", "Discuss")
    verb_now: Verb = Verb("open", "Open plan")

    def spoken(self) -> str:
        """The row as a sentence."""
        risk = f", risk {self.band} {self.score or ''}".rstrip() if self.band else ""
        return f"{self.ref}, {self.title}{', ' + self.note if self.note else ''}{risk}"


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action as a card: kind and words of its status, and its last update."""

    id: UUID
    ref: str
    text: str
    who: str
    kind: str
    words: str
    update_head: str = ""
    update: str = ""
    verbs: tuple[Verb, ...] = ()

    def spoken(self) -> str:
        """The card as a sentence."""
        return f"{self.ref}, {self.words}, {self.text}, {self.who}"


class Row(Protocol):
    """What a list needs of a row."""

    @property
    def id(self) -> UUID: ...

    def spoken(self) -> str: ...


class RowFrame(QFrame):
    """One row: it is what takes the focus."""

    def __init__(self, view: Row, owner: "RowList") -> None:
        super().__init__()
        self.view = view
        self._owner = owner
        self.setProperty("box", "row")
        self.setAccessibleName(view.spoken())
        speak_as(self, "line")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._owner.choose(self.view.id)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._owner.opened.emit(self.view.id)


class RowList(QWidget):
    """The list; kinds of row say how one is laid out."""

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object, str)
    letter = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        speak_as(self, "list")
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._frames: list[RowFrame] = []
        self._now: UUID | None = None

    def content(self, view: Row, now: bool) -> QLayout:
        """Lay a row out."""
        raise NotImplementedError

    def current(self) -> UUID | None:
        """Id of the row chosen."""
        return self._now

    def show_rows(self, views: Sequence[Row]) -> None:
        """Show these rows; the chosen one stays chosen if it is still there, else its neighbour is."""
        ids = [view.id for view in views]
        if [frame.view for frame in self._frames] == list(views):
            return
        inside = QApplication.focusWidget()
        focused = inside is not None and self.isAncestorOf(inside)
        at = next((i for i, frame in enumerate(self._frames) if frame.view.id == self._now), 0)
        clear(self._list)
        self._frames = []
        if self._now not in ids:
            self._now = ids[min(at, len(ids) - 1)] if ids else None
        for view in views:
            frame = RowFrame(view, self)
            self._frames.append(frame)
            self._list.addWidget(frame)
            self._fill(frame)
            frame.show()
        self._list.addStretch(1)
        if focused and self._now is not None:
            self._focus_now()

    def set_current(self, row_id: UUID | None) -> None:
        """Choose without a signal."""
        before, self._now = self._now, row_id
        for frame in self._frames:
            if frame.view.id in (before, row_id) or frame.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                self._fill(frame)

    def choose(self, row_id: UUID) -> None:
        """Choose and say so."""
        if row_id != self._now:
            self.set_current(row_id)
            self.chosen.emit(row_id)
        self._focus_now()

    def _focus_now(self) -> None:
        for frame in self._frames:
            if frame.view.id == self._now:
                frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, frame: RowFrame) -> None:
        now = frame.view.id == self._now
        set_state(frame, "box", "row_now" if now else "row")
        speak_chosen(frame, now)
        frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus if now else Qt.FocusPolicy.ClickFocus)
        old = frame.layout()
        if old is not None:
            clear(old)
            QWidget().setLayout(old)
        frame.setLayout(self.content(frame.view, now))

    def verb_button(self, view: Row, verb: Verb) -> Button:
        """A small button of a row."""
        made = Button(verb.text, icon=verb.icon, size="small", name=f"{verb.text}, {view.spoken()}")
        made.clicked.connect(lambda: self.pressed.emit(view.id, verb.key))
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        ids = [frame.view.id for frame in self._frames]
        at = ids.index(self._now) if self._now in ids else -1
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None and ids:
            self.choose(ids[min(max(at + step, 0), len(ids) - 1)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self.opened.emit(ids[at])
        elif event.text().strip() and not event.modifiers():
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)


class ReferralList(RowList):
    """Referrals of an item, one line each."""

    def set_rows(self, views: Sequence[ReferralRow]) -> None:
        """Show these referrals."""
        self.show_rows(views)

    def content(self, view: Row, now: bool) -> QLayout:
        if not isinstance(view, ReferralRow):
            raise TypeError(view)
        risk = RiskBars(view.band, view.score) if view.band else QWidget()
        risk_box = wrap(row(risk, None))
        risk_box.setFixedWidth(px(112))
        button = self.verb_button(view, view.verb_now if now else view.verb)
        button.setFixedWidth(px(88))
        title = Elided(view.title, "strong" if now else "body")
        return row(
            Glyph(view.icon, "text2", 18),
            Label(view.ref, "strong"),
            (title, 1),
            Label(view.note, "small", "text2"),
            risk_box,
            button,
            gap=10,
            margins=(10 if now else 14, 6, 10, 6),
        )


class ActionList(RowList):
    """Actions as cards."""

    def set_rows(self, views: Sequence[ActionCard]) -> None:
        """Show these actions."""
        self.show_rows(views)

    def content(self, view: Row, now: bool) -> QLayout:
        if not isinstance(view, ActionCard):
            raise TypeError(view)
        head = row(Label(view.ref, "small_strong", "text2"), None, StatusTag(view.kind, view.words), gap=6)
        text = Label(view.text, "strong" if now else "body", wrap=True)
        made = column(
            head, text, Elided(view.who, "small", "text2"), gap=4, margins=(12 if now else 16, 9, 12, 10)
        )
        if now and view.update:
            words = column(
                Label(view.update_head, "small", "text2"),
                Label(view.update, "small", wrap=True),
                gap=2,
                margins=(10, 6, 10, 8),
            )
            made.addWidget(box("inset", words))
        if now and view.verbs:
            made.addSpacing(px(2))
            made.addLayout(row(*(self.verb_button(view, verb) for verb in view.verbs), None, gap=6))
        return made
