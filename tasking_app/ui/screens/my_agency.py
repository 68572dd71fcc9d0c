"""My agency: what an attendee's agency has to do, updated in a few keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tasking_app.commands.proposal import TakeBackProposal
from tasking_app.records.action import ActionPage
from tasking_app.records.my_agency import MyAction, MyAgency
from tasking_app.rules.counting import counted
from tasking_app.rules.my_agency import update_words
from tasking_app.services import action_list, my_agency
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import clear, column, row, scroll, wrap
from tasking_app.ui.parts.my_actions import MyActions
from tasking_app.ui.parts.my_answers import MyAnswer
from tasking_app.ui.parts.my_side import MySide, done_row
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.labels import Label

ONE_COLUMN = 900
NOBODY = "Choose who you are, at the top right. Then the actions of your agency are here."


class MyAgencyScreen(Screen):
    """The page of an attendee."""

    key: ClassVar[str] = "my_agency"
    title: ClassVar[str] = "My agency"
    rail: ClassVar[str] = "actions"
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            *("action", "action_update", "deferral", "outcome", "officer", "agency", "setting", "meeting"),
            *("proposal", "reader", "folder", "referral"),
        ]
    )
    toast_lift: ClassVar[int] = 16

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._view = ""
        self._wanted: UUID | None = None
        self._shown: MyAgency | None = None
        self._opened: set[tuple[UUID | None, UUID]] = set()
        """Who opened which restricted action; the next to sit here opens it again, and that is recorded."""
        self._head = Label("", "h1", wrap=True)
        self._facts = Label("", "body", "text2", wrap=True)
        self._chips = Chips([ChipItem("mine", "Mine")], "Which actions", "mine")
        self._updated = Label("", "small", "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(120))
        self._actions = MyActions(jobs)
        self._done = QVBoxLayout()
        self._done.setSpacing(px(8))
        self._none = EmptyState("circle-check", "", tone="on_track")
        self._side = MySide()
        self._list = Button("All actions", icon="list-check")
        self._make()
        self.setFocusProxy(self._actions)
        self._connect()

    def _make(self) -> None:
        self._progress = wrap(row(self._updated, self._bar, gap=8))
        views = row((self._chips, 1), self._progress, gap=12)
        left = column(
            self._head,
            self._facts,
            views,
            self._actions,
            self._done,
            self._none,
            None,
            gap=8,
            margins=(0, 0, 0, 72),
        )
        self._sides = row((wrap(left), 1), self._side, gap=20, margins=(24, 16, 24, 0))
        self._pane = scroll(wrap(self._sides), "My agency")
        self.setLayout(column(self._pane, gap=0))

    def _connect(self) -> None:
        self._chips.chosen.connect(self._choose_view)
        self._actions.saved.connect(self._save)
        self._actions.take_back.connect(self._take_back)
        self._actions.open_asked.connect(self._open_restricted)
        self._actions.stood.connect(self._bring_into_view)
        self._side.go.connect(self.go)
        self._list.clicked.connect(lambda: self.go.emit(Place("actions")))
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._actions.save)

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        return [self._list]

    def regions(self) -> list[QWidget]:
        return [self._chips, self._actions, self._side]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("Up", "The action before"),
            KeyHint("Down", "The next action"),
            KeyHint("1", "Done"),
            KeyHint("2", "On track"),
            KeyHint("3", "More time, then a date and why"),
            KeyHint("4", "Drop, then why"),
            KeyHint("B", "Blocked, then by what"),
            KeyHint("Enter", "Go to the text"),
            KeyHint("Ctrl+Return", "Save and go to the next"),
        ]

    def show_place(self, place: Place) -> None:
        self._wanted = place.id
        if place.part:
            self._view = place.part

    def reload(self) -> None:
        opened = frozenset(key for who, key in self._opened if who == self._jobs.actor.officer)
        self._jobs.ask(lambda work: my_agency.my_agency(work, opened), self._show, self)

    def remember(self) -> dict[str, object]:
        return {"view": self._view}

    def restore(self, state: Mapping[str, object]) -> None:
        view = state.get("view")
        if isinstance(view, str):
            self._view = view

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(ONE_COLUMN)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(way)
        self._side.set_under(under=narrow)

    # -- showing

    def _bring_into_view(self, card: QWidget) -> None:
        """Once it is laid out: an open card is taller than the line it was."""
        QTimer.singleShot(0, card, lambda: self._pane.ensureWidgetVisible(card, 0, px(60)))

    def _show(self, shown: MyAgency | None) -> None:
        self._shown = shown
        for part in (self._chips, self._facts, self._side):
            part.setVisible(shown is not None)
        if shown is None:
            self._head.setText("My agency")
            self._actions.show_items((), datetime.now(UTC).date(), None)
            self._say_none(NOBODY)
            return
        count = counted(len(shown.actions), "open action")
        self._head.setText(f"{shown.agency} has {count if shown.actions else 'no open actions'}")
        self._facts.setText(update_words(shown.next_meeting, shown.update_by, shown.today))
        self._side.show_page(shown)
        wanted = next((one for one in shown.actions if one.row.id == self._wanted), None)
        if wanted is not None and not wanted.mine and self._view != "all":
            self._view = "all"
        self._fill(shown)
        if wanted is not None and self._actions.open_item(wanted.row.id):
            self._wanted = None

    def _fill(self, shown: MyAgency) -> None:
        mine = tuple(one for one in shown.actions if one.mine)
        view = self._view or ("mine" if mine else "all")
        chips = [
            ChipItem("mine", "Mine", len(mine)),
            ChipItem("all", f"All {shown.agency}", len(shown.actions)),
            ChipItem("done", "Done", shown.done_count),
        ]
        self._chips.set_items(chips, view)
        items = {"mine": mine, "all": shown.actions}.get(view, ())
        self._actions.show_items(items, shown.today, shown.next_meeting)
        clear(self._done)
        done = shown.done if view == "done" else ()
        for one in done:
            self._done.addWidget(done_row(one))
        self._show_actions(bool(items))
        self._show_progress(items)
        self._none.setVisible(not items and not done)
        if not items and not done:
            self._say_none(*_nothing(view, shown))

    def _show_actions(self, any_: bool) -> None:
        """Without one the keys go to the views: the list that hides would give them to the rail."""
        focus = QApplication.focusWidget()
        if not any_ and focus is not None and (focus is self._actions or self._actions.isAncestorOf(focus)):
            chip = self._chips.button(max(self._chips.current(), 0))
            chip.show()  # it was made a moment ago, and what is not shown yet takes no keys
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._actions.setVisible(any_)

    def _show_progress(self, items: tuple[MyAction, ...]) -> None:
        heard = sum(1 for one in items if one.heard or one.asked is not None)
        words = f"Updated {heard} of {len(items)}"
        self._updated.setText(words)
        self._bar.setRange(0, max(len(items), 1))
        self._bar.setValue(heard)
        self._bar.setAccessibleName(f"{words} since the last meeting")
        self._progress.setVisible(bool(items))

    def _say_none(self, words: str, more: str = "") -> None:
        self._none.show()
        self._progress.hide()
        self._none.say(words, more)

    def _choose_view(self, view: str) -> None:
        self._view = view
        if self._shown is not None:
            self._fill(self._shown)

    # -- changes

    def _save(self, answer: MyAnswer, forget: Callable[[], None]) -> None:
        def done(_done: object) -> None:
            forget()
            self._actions.stored(answer)

        def refused(error: Exception) -> None:
            self._actions.refused(answer, str(error))

        command = answer.command(datetime.now(UTC))
        self._jobs.do(command, done, self, refused, words=answer.words())
        self._actions.taken(answer)

    def _take_back(self, proposal: UUID) -> None:
        self._jobs.do(TakeBackProposal(proposal=proposal), owner=self, words="Taken back")

    def _open_restricted(self, key: UUID) -> None:
        who = self._jobs.actor.officer

        def opened(_page: ActionPage) -> None:
            self._opened.add((who, key))
            self.reload()

        self._jobs.long(
            partial(action_list.open_restricted, key=key), opened, self, touched=frozenset(["name_reading"])
        )


def _nothing(view: str, shown: MyAgency) -> tuple[str, str]:
    if view == "done":
        return "Nothing was finished in the last 12 months.", "What is done stays here for a year."
    if view == "mine" and shown.actions:
        count = counted(len(shown.actions), "action")
        return "No open action is yours.", f"Your agency has {count}: choose All {shown.agency}."
    return "There is nothing to update.", "What the next meeting gives your agency is listed here."
