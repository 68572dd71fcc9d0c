"""The action tracker: views with counts, filters, type to find, and one action with its history beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from tasking_app.records.action import ActionList, ActionPage, ActionRow
from tasking_app.records.action_filter import ActionView
from tasking_app.services import action_find, action_list, action_rows
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.parts import action_pick
from tasking_app.ui.parts.action_columns import THEME, columns, nothing_in
from tasking_app.ui.parts.action_deeds import SEVERAL, ActionDeeds
from tasking_app.ui.parts.action_filters import ActionFilters
from tasking_app.ui.parts.action_keys import ANSWERS, DEEDS, HINTS, KEYS
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.parts.action_reading import ActionReading
from tasking_app.ui.parts.bulk_bar import BulkBar
from tasking_app.ui.parts.no_match import NoMatch, Way
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.table import RecordTable
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.withheld import withhold

NARROW = 1100


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
        self._wanted: UUID | None = None
        self._opened: set[UUID] = set()
        self._opened_by: UUID | None = None
        self._filters = ActionFilters(jobs)
        self._reading = ActionReading(jobs, self)
        self._deeds = ActionDeeds(jobs, self)
        self._table: RecordTable[ActionRow] = RecordTable(
            columns(), lambda r: r.id, "Actions", words=action_find.straw, row_height=56, several=True
        )
        self._none = NoMatch()
        self._foot = Label("", "small", "text2")
        self._hints = box("foot")
        self._bulk = BulkBar()
        self._pane = ActionPane()
        self._add = Button("Add action", icon="plus", keys="Ctrl+J")
        self._mine = Button("My agency", icon="building")
        self._mail = icon_button("mail", "Updates from an e-mail")
        self._export = Button("Export", icon="file-text", keys="Ctrl+E")
        self.setLayout(self._make())
        self.setFocusProxy(self._table)
        self._connect()

    def _make(self) -> QLayout:
        hints = row(self._foot, None, gap=6, margins=(20, 8, 16, 8))
        for keys, words in HINTS:
            hints.addWidget(Keycaps(keys))
            hints.addWidget(Label(words, "small", "text2"))
        self._hints.setLayout(hints)
        head = box("surface", column(self._filters, gap=0))
        left = column(head, self._none, (self._table, 1), self._hints, self._bulk, gap=0)
        return row((wrap(left), 1), box("panel", column(self._pane, gap=0), width=372), gap=0)

    def _connect(self) -> None:
        self._filters.changed.connect(self.reload)
        self._filters.typed.connect(self._typed)
        self._filters.pick_asked.connect(self._pick)
        self._filters.search.entered.connect(self._table.setFocus)
        self._reading.first.connect(self._show)
        self._reading.more.connect(self._show_more)
        self._table.current_changed.connect(self._choose)
        self._table.picked_changed.connect(self._picked)
        self._table.opened.connect(lambda _: self._to_update())
        self._table.letter.connect(self._letter)
        self._table.copy_with(lambda rows: self.toast.emit(self._deeds.copy(rows), False))
        self._bulk.pressed.connect(self._deed)
        self._bulk.cleared.connect(self._table.pick_one)
        self._connect_pane()
        self._add.clicked.connect(lambda: self.go.emit(Place("add")))
        self._mine.clicked.connect(lambda: self.go.emit(Place("my_agency")))
        self._mail.clicked.connect(lambda: self.go.emit(Place("pasted")))
        self._export.clicked.connect(lambda: self.go.emit(Place("export", None, "action-plan")))

    def _connect_pane(self) -> None:
        pane = self._pane
        pane.updated.connect(self._update)
        pane.answered.connect(self._answer)
        pane.typed.connect(self._keep_update)
        pane.edit_asked.connect(partial(self._deed, "edit"))
        pane.deed_asked.connect(self._deed_of_shown)
        pane.open_asked.connect(self._open_restricted)
        pane.other_asked.connect(lambda key: self.show_place(Place("actions", key)))
        pane.before_asked.connect(self._bring_back)
        pane.referral_asked.connect(lambda key: self.go.emit(Place("referral", key)))

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        return [self._mine, self._mail, self._add, self._export]

    def regions(self) -> list[QWidget]:
        return [self._filters, self._table, self._bulk, self._pane]

    def keys(self) -> list[KeyHint]:
        return list(KEYS)

    def show_place(self, place: Place) -> None:
        if place.part:
            self._filters.show_view(place.part)
        if place.id is not None:
            self._table.select(place.id)
            self._wanted = place.id  # also where it is shown: the list being read may lack it
            self._ask_page(place.id)

    def reload(self) -> None:
        if self._opened_by != self._jobs.actor.officer:  # somebody else sits here now
            self._opened_by, self._opened = self._jobs.actor.officer, set()
        self._reading.read(self._filters.asked(), self._filters.own())

    def remember(self) -> dict[str, object]:
        return self._filters.remember()

    def restore(self, state: Mapping[str, object]) -> None:
        self._filters.restore(state)

    # -- showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words matter more than the theme, which stands beside the list."""
        super().resizeEvent(event)
        self._table.setColumnHidden(THEME, self.width() < px(NARROW))

    def _show(self, shown: ActionList) -> None:
        self._deeds.today = shown.today
        withhold(shown.why_not_add, self._add)
        if not self._filters.set_list(shown):
            return
        self._set_rows()
        self._say_none(self._filters.search.text())
        counts = shown.counts
        done = "done" in (self._filters.asked().view, self._filters.asked().chosen.status)
        order = "The last finished first" if done else "Sorted by due date"
        self._foot.setText(f"{counts.open} open, {counts.late} late. {order}")

    def _set_rows(self) -> None:
        """The caret stays, or goes to the action asked for, which is shown also where the list lacks it."""
        wanted = self._wanted
        self._table.set_rows(self._reading.rows())
        if wanted is not None and self._table.select(wanted):
            wanted = None
        self._wanted = wanted
        current = self._table.current()
        if wanted is not None:
            self._ask_page(wanted)
        elif current is not None:
            self._ask_page(current.id)

    def _show_more(self) -> None:
        wanted = self._wanted
        self._table.set_rows(self._reading.rows())
        self._wanted = None if wanted is not None and self._table.select(wanted) else wanted
        self._table.would_find("")
        self._say_none(self._filters.search.text())

    def _typed(self, text: str) -> None:
        self._table.search(text)
        self._say_none(text)

    def _say_none(self, text: str) -> None:
        shown = self._reading.shown()
        if shown is None or self._table.rows_shown():
            self._none.hide()
        elif text:
            self._say_no_match(text)
        else:
            ways: list[Way] = []
            for one in shown.near:
                words = f"{one.count} {one.words}."
                go = partial(self._filters.ask_for, one.view)
                ways.append((words, "Show it" if one.count == 1 else "Show them", f"Show {words}", go))
            self._none.say(nothing_in(self._filters.asked().view) if not ways else f"No {shown.said}.", ways)

    def _say_no_match(self, text: str) -> None:
        meant, everywhere = self._reading.words.nearest(text), ActionView(view="")
        ways: list[Way] = []
        sentence = f"No action matches “{text}”."
        if meant and self._table.would_find(meant):
            sentence += f" Did you mean {meant}?"
            go = partial(self._filters.search.edit.setText, meant)
            ways.append(("", f"Find {meant}", f"Find {meant}", go))
        elif self._filters.asked() != everywhere:
            go = partial(self._filters.ask_for, everywhere)
            ways.append(("", "Look in all actions", "Look in all actions", go))
        self._none.say(sentence, ways)

    def _pick(self, what: str) -> None:
        shown = self._reading.shown()
        if shown is not None:
            action_pick.ask(self, self._jobs, what, shown.choices, partial(self._filters.picked, what))

    # -- the action beside the list

    def _choose(self, current: ActionRow | None) -> None:
        self._wanted = None
        if current is None:
            self._pane.show_page(None)
        else:
            self._ask_page(current.id)

    def _ask_page(self, key: UUID) -> None:
        opened = key in self._opened
        self._jobs.ask(partial(action_list.page, key=key, opened=opened), self._show_page, self)

    def _show_page(self, page: ActionPage) -> None:
        if page.hidden and page.row.id in self._opened:
            return  # asked for before it was opened; its words are on show by now
        self._pane.set_me(self._jobs.actor.officer)
        current = self._table.current()
        wanted = self._wanted or (current.id if current is not None else None)
        if wanted == page.row.id:
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

        read = partial(action_list.open_restricted, key=key)
        self._jobs.long(read, opened, self, touched=frozenset(["name_reading"]))

    # -- changes

    def _picked(self, rows: list[ActionRow]) -> None:
        self._bulk.show_count(len(rows))
        self._hints.setVisible(len(rows) < 2)

    def _on_show(self) -> ActionPage | None:
        """The page beside the list, unless the caret has moved on and the next one is still being read."""
        page, current = self._pane.page(), self._table.current()
        wanted = self._wanted or (current.id if current is not None else None)
        if page is None or page.row.id == wanted:
            return page
        self.say.emit("info", "That action is still being read. Press the key once more.")
        return None

    def _to_update(self) -> None:
        if self._on_show() is not None and not self._withheld("update"):
            self._pane.focus_update()

    def _withheld(self, what: str) -> bool:
        """Say why whoever sits here may not do this to the action on show, if they may not."""
        why = self._pane.why_not(what)
        if why:
            self.say.emit("info", why)
        return bool(why)

    def _letter(self, letter: str) -> None:
        simple = {
            "/": self._filters.search.edit.setFocus,
            "u": self._to_update,
            ".": self._pane.open_menu,
            "v": self._filters.names.press,
            "x": self._filters.clear,
        }
        if letter in simple:
            simple[letter]()
        elif letter in ANSWERS:
            self._answer(ANSWERS[letter])
        elif letter in DEEDS:
            self._deed(DEEDS[letter])

    def _deed(self, what: str) -> None:
        """For all that are selected where it is for several; else for the one on show."""
        rows = self._table.picked()
        if what == "copy":
            self._table.copy_rows()
        elif what in SEVERAL and len(rows) > 1:
            self._deeds.open(what, rows)
        else:
            self._deed_of_shown(what)

    def _deed_of_shown(self, what: str) -> None:
        shown = self._on_show()
        if shown is None or self._withheld(what):
            return
        able = self._pane.deeds()
        if what == "edit" and what in able:
            self._deeds.edit(shown)
        elif what == "copy":
            self.toast.emit(self._deeds.copy([action_rows.hide(shown.row)]), False)
        elif what in able or (what == "date" and "lead" in able):
            self._deeds.open(what, [shown.row])

    def _bring_back(self, before: str) -> None:
        if (shown := self._on_show()) is not None:
            self._deeds.bring_back(shown, before)

    def _update(self, text: str) -> None:
        if (shown := self._on_show()) is not None and text.strip():
            self._deeds.update(shown.row, text, self._pane.on_behalf_of(), lambda _: self._pane.taken())

    def _answer(self, name: str) -> None:
        if (shown := self._on_show()) is not None and not self._withheld(name):
            self._deeds.answer(shown.row, name, partial(self.say.emit, "late"))
