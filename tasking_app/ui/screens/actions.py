"""The action list: saved views with counts, type to find, and one action with its history beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QLayout, QWidget

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import Command, new_id
from tasking_app.records.action import ActionList, ActionPage, ActionRow
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import action_list
from tasking_app.ui.dialogs import action_facts, ask_words
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept, once_all
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.parts import answers
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import ChipItem, Chips
from tasking_app.ui.widgets.fields import SearchField
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label

FIRST = 200
ALL = 10_000
LETTERS = {"d": "done", "f": "more_time", "b": "blocked"}


def columns() -> list[Column[ActionRow]]:
    """What the list shows of an action."""
    return [
        Column("Ref", lambda r: Cell(r.reference, strong=True), 92, lambda r: r.number),
        Column("Action", lambda r: Cell(r.short_text, r.referral, tip=r.text), 0, lambda r: r.short_text),
        Column(
            "Agency and officer", lambda r: Cell(r.agency, r.officer), 168, lambda r: (r.agency, r.officer)
        ),
        Column("Theme", lambda r: Cell.theme(r.theme), 122, lambda r: r.theme),
        Column(
            "Due",
            lambda r: Cell.under(days.short(r.due)[4:], r.status.kind.value, r.status.words),
            136,
            lambda r: r.due,
        ),
    ]


class ActionsScreen(Screen):
    """Every action, first those that wait longest."""

    key: ClassVar[str] = "actions"
    title: ClassVar[str] = "Actions"
    rail: ClassVar[str] = "actions"
    watches: ClassVar[frozenset[str]] = frozenset(
        ["action", "action_update", "deferral", "outcome", "officer", "agency", "setting", "action_support"]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._view = "open"
        self._first = FIRST
        self._list: ActionList | None = None
        self._wanted: UUID | None = None
        self._opened: set[UUID] = set()
        self._chips = Chips([ChipItem("open", "All open")], "Saved views", "open")
        self._find = SearchField("Type to find", width=210)
        self._table: RecordTable[ActionRow] = RecordTable(
            columns(), lambda r: r.id, "Actions", words=_words, row_height=56
        )
        self._none = Label("", "body", "text2", wrap=True)
        self._none.hide()
        self._foot = Label("", "small", "text2")
        self._more = Button("Show all", kind="link", size="small")
        self._pane = ActionPane()
        self._add = Button("Add action", icon="plus", keys="Ctrl+J")
        self._export = Button("Export", icon="file-text", keys="Ctrl+E")
        self.setLayout(self._make())
        self.setFocusProxy(self._table)
        self._connect()

    def _make(self) -> QLayout:
        head = row((self._chips, 1), self._find, gap=10, margins=(20, 12, 16, 10))
        hints = row(
            self._foot,
            self._more,
            None,
            Keycaps("U"),
            Label("update", "small", "text2"),
            Keycaps("D"),
            Label("done", "small", "text2"),
            Keycaps("F"),
            Label("more time", "small", "text2"),
            gap=6,
            margins=(20, 8, 16, 8),
        )
        left = column(wrap(head), self._none, (self._table, 1), box("foot", hints), gap=0)
        return row((wrap(left), 1), box("panel", column(self._pane, gap=0), width=372), gap=0)

    def _connect(self) -> None:
        self._chips.chosen.connect(self._choose_view)
        self._find.typed.connect(self._typed)
        self._table.current_changed.connect(self._choose)
        self._table.opened.connect(lambda _: self._pane.focus_update())
        self._table.letter.connect(self._letter)
        self._more.clicked.connect(self._show_all)
        self._pane.updated.connect(self._update)
        self._pane.answered.connect(self._answer)
        self._pane.typed.connect(self._keep_update)
        self._pane.edit_asked.connect(self._edit)
        self._pane.open_asked.connect(self._open_restricted)
        self._pane.referral_asked.connect(lambda key: self.go.emit(Place("referral", key)))
        self._add.clicked.connect(lambda: self.go.emit(Place("add")))
        self._export.clicked.connect(lambda: self.go.emit(Place("export", None, "action-plan")))

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        return [self._add, self._export]

    def regions(self) -> list[QWidget]:
        return [self._chips, self._table, self._pane]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("/", "Type to find"),
            KeyHint("U", "Add an update"),
            KeyHint("D", "Done"),
            KeyHint("F", "More time"),
            KeyHint("B", "Blocked"),
            KeyHint("Enter", "Go to the update"),
        ]

    def show_place(self, place: Place) -> None:
        if place.part:
            self._view = place.part
            self._chips.set_key(place.part)
        if place.id is not None:
            self._wanted = place.id
            self._jobs.ask(partial(action_list.page, key=place.id), self._show_page, self)

    def reload(self) -> None:
        view, first = self._view, self._first
        self._jobs.ask(partial(action_list.listing, view=view, first=first), self._show, self)

    def remember(self) -> dict[str, object]:
        return {"view": self._view}

    def restore(self, state: Mapping[str, object]) -> None:
        view = state.get("view")
        if isinstance(view, str) and view:
            self._view = view

    # -- showing

    def _show(self, shown: ActionList) -> None:
        self._list = shown
        counts = shown.counts
        chips = [
            ChipItem("open", "All open", counts.open),
            ChipItem("late", "Late", counts.late),
            ChipItem("due_soon", "Due soon", counts.due_soon),
            ChipItem("no_update", "No update", counts.no_update),
            ChipItem("done", "Done since last", counts.done),
        ]
        if self._view == "blocked":
            chips.append(ChipItem("blocked", "Blocked", len(shown.rows)))
        self._chips.set_items(chips, self._view)
        self._table.set_rows(shown.rows)
        if self._wanted is not None and self._table.select(self._wanted):
            self._wanted = None
        elif self._wanted is None and self._table.current() is None and shown.rows:
            self._table.select(shown.rows[0].id)
        current = self._table.current()
        if current is not None and self._wanted is None:
            self._choose(current)
        self._say_none(self._find.text())
        more = len(shown.rows) >= self._first
        self._foot.setText(f"{counts.open} open, {counts.late} late. Sorted by due date")
        self._more.setVisible(more)

    def _typed(self, text: str) -> None:
        self._table.search(text)
        self._say_none(text)

    def _say_none(self, text: str) -> None:
        empty = not self._table.rows_shown()
        self._none.setVisible(empty)
        if not empty:
            return
        if text:
            self._none.setText(
                f"   No action here matches “{text}”. Ctrl K finds everything and forgives a typo."
            )
        else:
            self._none.setText("   Nothing here. " + _nothing(self._view))

    def _choose_view(self, view: str) -> None:
        self._view, self._first = view, FIRST
        self.reload()

    def _show_all(self) -> None:
        self._first = ALL
        self.reload()

    def _choose(self, current: ActionRow | None) -> None:
        if current is None:
            self._pane.show_page(None)
            return
        opened = current.id in self._opened
        self._jobs.ask(partial(action_list.page, key=current.id, opened=opened), self._show_page, self)

    def _show_page(self, page: ActionPage) -> None:
        if page.hidden and page.row.id in self._opened:
            return  # asked for before it was opened; its words are on show by now
        self._pane.set_me(self._jobs.actor.officer)
        current = self._table.current()
        if current is None or current.id == page.row.id or self._wanted == page.row.id:
            before = self._pane.page()
            self._pane.show_page(page)
            if before is None or before.row.id != page.row.id:
                self._pane.set_update(kept(self._jobs, f"update:{page.row.id}"))

    def _keep_update(self, text: str) -> None:
        shown = self._pane.page()
        if shown is None:
            return
        if text.strip():
            self._jobs.draft(f"update:{shown.row.id}", text)
        else:
            self._jobs.drop_draft(f"update:{shown.row.id}")

    def _open_restricted(self, key: UUID) -> None:
        def opened(page: ActionPage) -> None:
            self._opened.add(key)
            self._show_page(page)

        self._jobs.long(
            lambda store, actor: action_list.open_restricted(store, actor, key),
            opened,
            self,
            touched=frozenset(["name_reading"]),
        )

    # -- changes

    def _edit(self) -> None:
        shown = self._pane.page()
        if shown is not None and not shown.hidden:
            action_facts.edit(self.window(), self._jobs, shown, self._edited)

    def _edited(self, commands: list[Command], saved: Callable[[], None]) -> None:
        done = once_all(len(commands), saved)
        for command in commands:
            self._jobs.do(command, done, self, words="Changed")
        if not commands:
            saved()

    def _letter(self, letter: str) -> None:
        if letter == "/":
            self._find.edit.setFocus()
        elif letter == "u":
            self._pane.focus_update()
        elif letter in LETTERS:
            self._answer(LETTERS[letter])

    def _update(self, text: str) -> None:
        shown = self._pane.page()
        if shown is None or not text.strip():
            return
        command = AddUpdate(
            update=new_id(),
            action=shown.row.id,
            text=text,
            at=datetime.now(UTC),
            on_behalf_of=self._pane.on_behalf_of(),
        )
        self._jobs.do(command, lambda _: self._pane.taken(), self, words=f"{shown.row.reference} updated")

    def _answer(self, name: str) -> None:
        shown = self._pane.page()
        if shown is None:
            return
        answer = answers.BY_NAME[name]
        if not answer.asks:
            self._do(shown.row, name, "")
            return
        question = (
            "The new date first, then why: 11 dec: contractor missed the date"
            if answer.asks == "date"
            else "Why?"
        )
        ask_words.ask(
            self.window(),
            f"{answer.words}: {shown.row.reference}",
            question,
            answer.words,
            lambda text: self._do(shown.row, name, text),
        )

    def _do(self, action: ActionRow, name: str, text: str) -> None:
        assert self._list is not None
        try:
            command = answers.command(action, name, text, datetime.now(UTC), self._list.today, None, None)
        except AppError as error:
            self.say.emit("late", str(error))
            return
        self._jobs.do(command, owner=self, words=f"{action.reference}: {answers.BY_NAME[name].words}")


def _words(action: ActionRow) -> str:
    parts = (
        action.reference,
        action.text,
        action.agency,
        action.officer,
        action.referral,
        action.referral_title,
    )
    return " ".join(parts)


def _nothing(view: str) -> str:
    return {
        "late": "Every open action is on time.",
        "due_soon": "No action is due soon.",
        "no_update": "Every agency has said something since the last meeting.",
        "done": "No action was finished since the last meeting.",
    }.get(view, "There are no open actions.")
