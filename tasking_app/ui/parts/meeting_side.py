"""What stands beside the minutes: open actions of the theme, what was added today, who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from tasking_app.records.action import ActionRow
from tasking_app.records.running import Review, Running
from tasking_app.rules import days
from tasking_app.ui.layouts import column, hline, scroll
from tasking_app.ui.parts.meeting_people import PeopleList
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.chips import Tabs
from tasking_app.ui.widgets.rows import ActionCard, ActionList, Verb

VERBS = (
    Verb("done", "Done", "check"),
    Verb("more_time", "More time", "arrow-forward"),
    Verb("note", "Note", "message"),
)
LETTERS = {"1": "done", "2": "on_track", "3": "more_time", "4": "drop", "b": "blocked", "u": "note"}
ANSWERS = {
    "done": ("done", "Done"),
    "on_track": ("on_track", "On track"),
    "drop": ("dropped", "Dropped"),
    "blocked": ("blocked", "Blocked"),
    "": ("info", "Updated"),
}
OPEN, ADDED, WHO = 0, 1, 2
WIDTH = 326


def card(action: ActionRow, *, verbs: tuple[Verb, ...] = ()) -> ActionCard:
    """An action as a card; one of a restricted referral keeps its words to itself."""
    who = " · ".join(part for part in (action.agency, action.officer) if part)
    if action.restricted:
        return ActionCard(
            action.id,
            action.reference,
            "Action of a restricted item",
            who,
            action.status.kind.value,
            action.status.words,
        )
    said = f"{action.update_by or 'Update'}, {_day(action)}" if action.update else ""
    return ActionCard(
        action.id,
        action.reference,
        action.text,
        who,
        action.status.kind.value,
        action.status.words,
        said,
        action.update,
        verbs,
    )


def _day(action: ActionRow) -> str:
    day = action.updated_on
    return f"{day.day} {days.MONTHS[day.month - 1]}" if day is not None else ""


def heard_card(heard: tuple[ActionRow, str, str]) -> ActionCard:
    """An action that was reviewed, with the answer in place of its status."""
    action, answer, _text = heard
    kind, words = ANSWERS.get(answer, ANSWERS[""])
    if answer == "more_time":
        kind, words = "carried", f"To {action.due.day} {days.MONTHS[action.due.month - 1][:3]}"
    text = "Action of a restricted item" if action.restricted else action.short_text
    return ActionCard(action.id, action.reference, text, action.agency, kind, words)


class SidePane(QFrame):
    """Three tabs; the first is Open, or Reviewed during the action review."""

    answered = Signal(object, str)
    opened = Signal(object)
    people_asked = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "panel")
        self.setAccessibleName("Beside the minutes")
        self.setFixedWidth(px(WIDTH))
        self.tabs = Tabs(["Open", "Added today", "Who is here"], "What is beside the minutes")
        self.cards, self.added, self.people = (
            ActionList("Open actions"),
            ActionList("Added today"),
            PeopleList(),
        )
        self._nothing = EmptyState("circle-check", "")
        self._more = Button("", kind="link", size="small")
        self._more.clicked.connect(self.more_asked)
        self._rows: dict[object, ActionRow] = {}
        first = QWidget()
        first.setLayout(column(self.cards, self._more, self._nothing, None, gap=0))
        self._pages = QStackedWidget()
        for page, name in (
            (first, "Open actions"),
            (self.added, "Added today"),
            (self.people, "Who is here"),
        ):
            self._pages.addWidget(scroll(page, name))
        self.setLayout(column(self.tabs, hline(), (self._pages, 1), gap=0))
        self.tabs.chosen.connect(self.show_tab)
        self.cards.pressed.connect(self._answer)
        self.cards.letter.connect(self._letter)
        for part in (self.cards, self.added):
            part.opened.connect(self.opened)

    def tab(self) -> int:
        """Which tab is on show."""
        return self._pages.currentIndex()

    def show_tab(self, index: int) -> None:
        """Show a tab; people are read when they are first looked at."""
        self.tabs.set_current(index)
        self._pages.setCurrentIndex(index)
        if index == WHO:
            self.people_asked.emit()

    def show_item(self, shown: Running, review: Review | None) -> None:
        """Show what belongs to an item; during the review the first tab lists what was heard."""
        if review is not None:
            self._show_first([heard_card(one) for one in review.heard], "Nothing reviewed yet.")
            first = f"Reviewed {len(review.heard)}"
            self._more.hide()
        else:
            self._rows = {action.id: action for action in shown.open_actions}
            verbs = VERBS if not shown.head.may.run else ()
            self._show_first([card(one, verbs=verbs) for one in shown.open_actions], "Nothing is open here.")
            first = f"Open {shown.open_count}"
            rest = shown.open_count - len(shown.open_actions)
            self._more.setVisible(rest > 0)
            self._more.set_text(f"{rest} more are under Actions")
        self.added.set_rows([card(action) for action in shown.added_today])
        self.tabs.set_texts([first, f"Added today {len(shown.added_today)}", "Who is here"])

    def _show_first(self, cards: Sequence[ActionCard], nothing: str) -> None:
        self.cards.set_rows(cards)
        self._nothing.say(nothing)
        self._nothing.setVisible(not cards)

    def _answer(self, key: object, verb: str) -> None:
        if key in self._rows:
            self.answered.emit(self._rows[key], verb)

    def _letter(self, letter: str) -> None:
        if letter in LETTERS:
            self._answer(self.cards.current(), LETTERS[letter])
