"""The agency's open actions as cards in two groups; one of them is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tasking_app.records.my_agency import MyAction
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import clear
from tasking_app.ui.parts.my_answers import MyAnswer
from tasking_app.ui.parts.my_card import MyCard
from tasking_app.ui.parts.update_form import UpdateForm
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.spoken import speak_as


@dataclass(frozen=True, slots=True)
class _Shown:
    items: tuple[MyAction, ...]
    today: date
    following: date | None
    now: UUID | None


class MyActions(QWidget):
    """Up and down choose; saving opens the next. What is typed stays while its card is open."""

    saved = Signal(object, object)
    """A MyAnswer that is complete, and what forgets its texts once it is stored."""
    take_back = Signal(object)
    open_asked = Signal(object)
    stood = Signal(object)
    """The card that was opened, to bring it into view."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setAccessibleName("Actions")
        speak_as(self, "list")
        self._jobs = jobs
        self._shown: _Shown | None = None
        self._now: UUID | None = None
        self._form: UpdateForm | None = None
        self._cards: list[MyCard] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(10))

    # -- showing

    def show_items(self, items: Sequence[MyAction], today: date, following: date | None) -> None:
        """Show these; the open one stays open, or the one in its place is."""
        ids = [item.row.id for item in items]
        if self._now not in ids:
            at = self._place()
            self._now = ids[min(at, len(ids) - 1)] if ids else None
        self._lay_out(_Shown(tuple(items), today, following, self._now))

    def open_item(self, key: UUID) -> bool:
        """Open this one, if it is here."""
        if self._shown is None or key not in [item.row.id for item in self._shown.items]:
            return False
        self._choose(key)
        return True

    def now(self) -> UUID | None:
        """The open one."""
        return self._now

    def _place(self) -> int:
        ids = [item.row.id for item in self._shown.items] if self._shown is not None else []
        return ids.index(self._now) if self._now in ids else 0

    def _lay_out(self, wanted: _Shown) -> None:
        if wanted == self._shown:
            return
        self._shown = wanted
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        typing = (
            focus if self._form is not None and focus is not None and self._form.isAncestorOf(focus) else None
        )
        old = self._form
        self._form = self._form_for(wanted)
        if self._form is not None and self._form is old:
            self._form.setParent(self)
        else:
            typing = None
        clear(self._list)
        self._cards = []
        for title, due_now in (("Due now", True), ("Due later", False)):
            self._group(title, [item for item in wanted.items if item.due_now is due_now])
        if typing is not None:
            typing.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside:
            self.take_focus()

    def _form_for(self, wanted: _Shown) -> UpdateForm | None:
        item = next((one for one in wanted.items if one.row.id == wanted.now), None)
        if item is None or item.hidden:
            return None
        if self._form is not None and self._form.item.row.id == item.row.id:
            self._form.set_item(item)
            return self._form
        made = UpdateForm(self._jobs, item, wanted.today, wanted.following)
        made.asked.connect(lambda answer: self.saved.emit(answer, made.typed.forget))
        return made

    def _group(self, title: str, items: list[MyAction]) -> None:
        assert self._shown is not None
        if not items:
            return
        self._list.addWidget(Label(title, "h3"))
        for item in items:
            now = item.row.id == self._now
            card = MyCard(item, self._shown.today, self._form if now else None, now=now)
            card.chosen.connect(self._choose)
            card.moved.connect(self._step)
            card.take_back.connect(self.take_back)
            card.open_asked.connect(self.open_asked)
            self._cards.append(card)
            self._list.addWidget(card)
            card.show()
            if now and self._form is not None:
                self._form.show()

    # -- choosing

    def _choose(self, key: UUID) -> None:
        assert self._shown is not None
        self._now = key
        self._lay_out(_Shown(self._shown.items, self._shown.today, self._shown.following, key))
        self.take_focus()

    def _step(self, by: int) -> None:
        ids = [card.item.row.id for card in self._cards]
        at = ids.index(self._now) if self._now in ids else 0
        self._choose(ids[min(max(at + by, 0), len(ids) - 1)])

    def take_focus(self) -> None:
        """Single keys answer from now on."""
        for card in self._cards:
            if card.item.row.id == self._now:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                self.stood.emit(card)

    # -- saving

    def save(self) -> None:
        """Send what is chosen and typed in the open card."""
        if self._form is not None:
            self._form.save()

    def taken(self, answer: MyAnswer) -> None:
        """An answer is on its way: open the next that nothing was said of, or the next of all."""
        ids = [card.item.row.id for card in self._cards]
        at = ids.index(answer.item.row.id)
        round_about = [*self._cards[at + 1 :], *self._cards[:at]]
        quiet = [card for card in round_about if not card.item.heard and card.item.asked is None]
        following = [*quiet, *round_about]
        if following:
            self._choose(following[0].item.row.id)

    def stored(self, answer: MyAnswer) -> None:
        """An answer is in the file: where its card is still open, it is an empty one."""
        if self._form is not None and self._form.item.row.id == answer.item.row.id:
            self._form.start_afresh()

    def refused(self, answer: MyAnswer, sentence: str) -> None:
        """An answer was refused: back to its action, with the text as it was and the sentence under it."""
        self.open_item(answer.item.row.id)
        if self._form is not None and self._form.item.row.id == answer.item.row.id:
            self._form.bring_back(answer)
            self._form.say(sentence)
