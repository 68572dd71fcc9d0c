"""The action review: one action at a time, those up next under it, in the order that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from tasking_app.records.action import ActionRow
from tasking_app.records.running import Review
from tasking_app.rules.action import Shown
from tasking_app.ui.layouts import column, row, scroll, wrap
from tasking_app.ui.parts.review_card import HIDDEN, ReviewCard
from tasking_app.ui.parts.typed_before import TypedBefore
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.rows import Row, RowList
from tasking_app.ui.widgets.tags import THEMES, StatusTag

FIRST = 12
ROOMY = 700


@dataclass(frozen=True, slots=True)
class NextRow:
    """One action that is still to come, in a line."""

    id: UUID
    ref: str
    theme: str
    text: str
    agency: str
    kind: str
    words: str

    def spoken(self) -> str:
        """The row as a sentence."""
        return f"{self.ref}, {self.words}, {self.text}, {self.agency}"


class UpNext(RowList):
    """Actions still to come; choosing one puts it on the card."""

    def set_rows(self, rows: Sequence[NextRow]) -> None:
        """Show these."""
        self.show_rows(rows)
        self.set_current(None)

    def content(self, view: Row, now: bool) -> QLayout:
        if not isinstance(view, NextRow):
            raise TypeError(view)
        look = THEMES[view.theme]
        return row(
            Label(view.ref, "strong"),
            Glyph(look.icon, look.tone, 18),
            (Elided(view.text), 1),
            Label(view.agency, "small", "text2"),
            StatusTag(view.kind, view.words),
            gap=10,
            margins=(4, 7, 0, 8),
        )


class ReviewPane(QWidget):
    """Answering moves on by itself; Undo comes back to the action that was answered."""

    answered = Signal(object, str, str)
    order_chosen = Signal(str)
    show_asked = Signal(object)
    typed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Action review")
        self._review: Review | None = None
        self._opened: Mapping[UUID, str] = {}
        self._now: UUID | None = None
        self._skipped: list[UUID] = []
        self._sent: set[UUID] = set()
        self._stored: set[UUID] = set()
        self.chips = Chips(_chips(()), "Order of the review", "late")
        self.card = ReviewCard()
        self._count = Label("", "body", "text2")
        self.up_next = UpNext("Up next")
        self._done = EmptyState("circle-check", "", tone="on_track")
        self._hint = Label("No update is needed for “on track”", "small", "text2")
        top = row((self.chips, 1), self._hint, gap=16, margins=(20, 9, 16, 7))
        keys = row(
            Keycaps("1"),
            Label("to", "small", "text2"),
            Keycaps("4"),
            Keycaps("B"),
            Label("answer and move on", "small", "text2"),
            6,
            Keycaps("S"),
            Label("skip", "small", "text2"),
            gap=6,
        )
        self._head = wrap(row(Label("Up next", "h3"), self._count, None, keys, gap=8, margins=(4, 6, 0, 2)))
        page = column(self.card, self._head, self.up_next, self._done, None, gap=2, margins=(14, 2, 12, 8))
        self.setLayout(column(wrap(top), (scroll(wrap(page), "Action review"), 1), gap=0))
        self.chips.chosen.connect(self._order)
        self.card.answered.connect(self.answered)
        self.card.typed.connect(self.typed)
        self.card.show_asked.connect(self.show_asked)
        self.card.skipped.connect(self._skip)
        self.up_next.chosen.connect(self._choose)

    def show_review(self, review: Review, opened: Mapping[UUID, str]) -> None:
        """A new reading. An action that came back by Undo is shown again at once."""
        keys = {action.id for action in review.to_hear}
        heard = {action.id for action, _, _ in self._review.heard} if self._review is not None else set()
        came_back = (heard | self._stored) & keys
        if came_back:
            self._now = came_back.pop()
        self._sent = (self._sent & keys) - self._stored
        self._stored = set()
        self._review, self._opened = review, opened
        self.chips.set_items(_chips(review.to_hear))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() >= px(ROOMY))

    def failed(self, action: UUID, sentence: str) -> None:
        """An answer was refused: back to the action, with the sentence under it."""
        self._sent.discard(action)
        self._now = action
        self._show()
        self.card.refuse(sentence)

    def stored(self, action: UUID) -> None:
        """An answer is in the file: the next reading shows how the action stands."""
        self._stored.add(action)

    def taken(self, action: UUID) -> None:
        """An answer is on its way: on to the next."""
        self._sent.add(action)
        focused = self.isAncestorOf(QApplication.focusWidget() or self)
        self._show()
        if focused:
            self.take_focus()

    def take_focus(self) -> None:
        """Single keys answer from now on."""
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_back(self, drafts: Iterable[TypedBefore]) -> bool:
        """Go on with an answer that was being typed when the program last ended."""
        waiting = {str(action.id): action.id for action in self._order_now()}
        for draft in drafts:
            kind, _, rest = draft.place.partition(":")
            key, _, name = rest.partition(":")
            if kind == "answer" and key in waiting:
                self._choose(waiting[key])
                self.card.bring_back(name, draft.text)
                return True
        return False

    # -- which one

    def _order_now(self) -> list[ActionRow]:
        waiting = [one for one in self._review.to_hear if one.id not in self._sent] if self._review else []
        return sorted(waiting, key=lambda one: self._skipped.index(one.id) if one.id in self._skipped else -1)

    def _order(self, key: str) -> None:
        self._now, self._skipped = None, []
        self.order_chosen.emit(key)

    def _choose(self, key: UUID) -> None:
        self._now = key
        self._show()
        self.take_focus()

    def _skip(self) -> None:
        action = self.card.action()
        if action is None:
            return
        if action.id in self._skipped:
            self._skipped.remove(action.id)
        self._skipped.append(action.id)
        self._now = None
        self._show()
        self.take_focus()

    def _show(self) -> None:
        order = self._order_now()
        now = next((one for one in order if one.id == self._now), order[0] if order else None)
        for widget in (self.card, self._head, self.up_next):
            widget.setVisible(now is not None)
        self._done.setVisible(now is None)
        if now is None or self._review is None:
            heard = len(self._review.heard) if self._review is not None else 0
            self._done.say(
                "Every open action was reviewed." if heard else "There is no open action to review."
            )
            return
        self._now = now.id
        self.card.show_action(now, self._review, self._opened)
        rest = [one for one in order if one.id != now.id]
        self._count.setText(str(len(rest)))
        self.up_next.set_rows([self._row(one) for one in rest[:FIRST]])
        self.up_next.setMinimumHeight(px(40))

    def _row(self, action: ActionRow) -> NextRow:
        hidden = action.restricted and action.folder not in self._opened
        text = HIDDEN if hidden else action.short_text
        status = action.status
        return NextRow(
            action.id, action.reference, action.theme, text, action.agency, status.kind.value, status.words
        )


def _chips(waiting: Sequence[ActionRow]) -> list[ChipItem]:
    late = sum(1 for one in waiting if one.status.kind is Shown.LATE)
    quiet = sum(1 for one in waiting if one.updated_on is None)
    return [
        ChipItem("late", "Late first", late),
        ChipItem("agency", "By agency"),
        ChipItem("theme", "By theme"),
        ChipItem("quiet", "Not updated", quiet),
    ]
