"""One action of the review, big enough for the room: what, who, since when, and the answers under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from tasking_app.records.action import ActionRow
from tasking_app.records.running import Review
from tasking_app.rules import days
from tasking_app.rules.action import Shown
from tasking_app.ui.layouts import Flow, box, clear, column, row, wrap
from tasking_app.ui.parts.answers import ANSWERS, BY_NAME
from tasking_app.ui.parts.review_line import ReviewLine
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.spoken import speak_as
from tasking_app.ui.widgets.tags import StatusTag, ThemeTag
from tasking_app.ui.withheld import withhold

HIDDEN = "Action of a restricted item"
MOVED = {0: "", 1: ", moved once", 2: ", moved twice"}


class ReviewCard(QFrame):
    """The card takes the single keys while it has the focus."""

    answered = Signal(object, str, str)
    skipped = Signal()
    show_asked = Signal(object)
    typed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "chosen")
        speak_as(self, "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._action: ActionRow | None = None
        self._review: Review | None = None
        self._asking = self._why = ""
        self.before: Callable[[UUID, str], str] = lambda _action, _answer: ""
        """What was being typed for an answer of an action: Esc, another action or a kill keeps it."""
        self._facts = QVBoxLayout()
        self._facts.setSpacing(px(6))
        self._buttons: dict[str, Button] = {}
        for answer in ANSWERS:
            button = Button(f"{answer.key}  {answer.words}", icon=answer.icon, name=answer.words)
            button.clicked.connect(partial(self.press_answer, answer.name))
            self._buttons[answer.name] = button
        self._line = ReviewLine()
        self._line.typed.connect(self._typed)
        self._line.entered.connect(self._entered)
        self._line.left.connect(self.stop_asking)
        self.setLayout(
            column(
                self._facts,
                2,
                wrap(Flow(*self._buttons.values(), gap=5)),
                self._line,
                gap=6,
                margins=(14, 12, 14, 14),
            )
        )

    def withhold(self, why: str) -> None:
        """Who follows the meeting answers for the own agency in My agency, not here."""
        self._why = why
        withhold(why, *self._buttons.values())

    def action(self) -> ActionRow | None:
        """The action on the card."""
        return self._action

    def show_action(self, action: ActionRow, review: Review, opened: Mapping[UUID, str]) -> None:
        """Show an action. What is typed under it stays as long as it is the same one."""
        self._review = review
        hidden = action.restricted and action.folder not in opened
        if self._action is None or action.id != self._action.id:
            self._asking = ""
            self._line.close_line()
            self._show_kinds()
        self._action = action
        text = HIDDEN if hidden else action.text
        self.setAccessibleName(f"{action.reference}, {action.status.words}, {text}")
        clear(self._facts)
        self._show_facts(action, text, hidden=hidden)

    def _show_facts(self, action: ActionRow, text: str, *, hidden: bool) -> None:
        matter = "" if hidden else f"{action.referral} {action.referral_title}".strip()
        head = row(
            Label(action.reference, "body", "text2"),
            StatusTag(action.status.kind.value, action.status.words),
            ThemeTag(action.theme),
            (Elided(""), 1),
            Elided(matter, "body", "text2"),
            gap=10,
        )
        who = ", ".join(part for part in (action.agency, action.officer) if part)
        moved = MOVED.get(action.moved, f", moved {action.moved} times")
        agreed = f"Agreed {action.raised_on.day} {days.MONTHS[action.raised_on.month - 1]}"
        self._facts.addWidget(wrap(head))
        self._facts.addWidget(Label(text, "h1", wrap=True))
        self._facts.addWidget(
            Elided(f"{who}. {agreed}{moved}. Due {days.long(action.due)}.", "body", "text2")
        )
        if hidden:
            look = Button("Open the restricted item…", icon="lock", size="small")
            look.clicked.connect(lambda: self.show_asked.emit(action.folder))
            self._facts.addWidget(look)
        elif action.update:
            self._facts.addWidget(self._update(action))

    def _update(self, action: ActionRow) -> QFrame:
        day = action.updated_on
        when = f", {day.day} {days.MONTHS[day.month - 1]}" if day is not None else ""
        said = column(
            Label(f"{action.update_by or 'Update'}{when}", "small_strong", "text2"),
            Label(action.update, wrap=True),
            gap=2,
            margins=(14, 8, 14, 10),
        )
        return box("inset", said)

    # -- answering

    def press_answer(self, name: str) -> None:
        """Take an answer: at once, or after the date or the reason it asks for."""
        action, review = self._action, self._review
        if action is None or review is None or self._why:
            return
        if name == "on_track" and action.status.kind is Shown.LATE:
            name = "more_time"
        if not BY_NAME[name].asks:
            self.answered.emit(action, name, "")
            return
        self._asking = name
        self._show_kinds()
        text = self.before(action.id, name)
        self._line.ask(name, review.today, review.next_meeting, text)

    def bring_back(self, name: str, text: str) -> None:
        """Go on with an answer that was being typed when the program last ended."""
        self.press_answer(name)
        if self._asking and self._review is not None:
            self._line.ask(self._asking, self._review.today, self._review.next_meeting, text)

    def refuse(self, sentence: str) -> None:
        """Say what the answer still needs."""
        self._line.refuse(sentence)

    def stop_asking(self) -> None:
        """Back to the five answers."""
        self._asking = ""
        self._line.close_line()
        self._show_kinds()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kinds(self) -> None:
        for name, button in self._buttons.items():
            button.set_kind("primary" if name == self._asking else "secondary")

    def _typed(self, text: str) -> None:
        if self._action is not None and self._asking:
            self.typed.emit(self._action.id, self._asking, text)

    def _entered(self, text: str) -> None:
        if self._action is not None and self._asking:
            self.answered.emit(self._action, self._asking, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper() if not event.modifiers() else ""
        name = next((one.name for one in ANSWERS if one.key == letter and letter), "")
        if name:
            self.press_answer(name)
        elif letter == "S":
            self.skipped.emit()
        else:
            super().keyPressEvent(event)
