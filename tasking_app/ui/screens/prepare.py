"""Prepare the next meeting: the agenda to scale, what waits to go in, whether it is ready to issue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import (
    Cancel,
    IssueAgenda,
    LeaveOut,
    MoveItem,
    Postpone,
    TakeMinutes,
)
from tasking_app.commands.proposal import Propose
from tasking_app.records.may import MeetingMay
from tasking_app.records.prepare import AgendaRow, Prepare, Waiting
from tasking_app.rules import days
from tasking_app.services import home, may, place_request, preparing
from tasking_app.ui.dialogs import ask_words, meeting_facts
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import edit_place
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, scroll, wrap
from tasking_app.ui.parts import agenda_item, asked_of_chair
from tasking_app.ui.parts.agenda_rows import AgendaRows
from tasking_app.ui.parts.ready_list import ReadyList
from tasking_app.ui.parts.waiting_list import WaitingList
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.pages import Hints
from tasking_app.ui.widgets.tags import Tag
from tasking_app.ui.widgets.time_bar import TimeBar, TimeBlock
from tasking_app.ui.withheld import withhold, withhold_inside


class PrepareScreen(Screen):
    """The agenda of a meeting to come."""

    key: ClassVar[str] = "prepare"
    title: ClassVar[str] = "Next meeting"
    rail: ClassVar[str] = "meeting"
    watches: ClassVar[frozenset[str]] = frozenset(
        ["meeting", "agenda_item", "placing", "referral", "officer", "incident_load", "setting", "action"]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._shown: Prepare | None = None
        self._day = Label("", "h1")
        self._facts = Label("", "body", "text2")
        self._over = Tag("", "alert-triangle-filled", "due_soon", "due_soon_bg")
        self._fix = Button("", kind="link", size="small")
        self._bar = TimeBar()
        self._rows = AgendaRows(jobs)
        self._waiting = WaitingList()
        self._ready = ReadyList()
        self._preview = Button("Preview", icon="file-text", keys="Ctrl+E")
        self._issue = Button("Issue agenda", icon="send", kind="primary", keys="Ctrl+Return")
        self._empty = self._make_empty()
        self._page = self._make_page()
        self.setLayout(column((self._page, 1), (self._empty, 1), gap=0))
        self._empty.hide()
        self._connect()

    def _make_empty(self) -> QWidget:
        plan = Button("Plan a meeting", icon="calendar-event", kind="primary")
        plan.clicked.connect(self._plan)
        self._plan_first = plan
        words = "Its agenda starts with the standing items, the five themes and what carries over."
        return EmptyState("calendar-event", "No meeting is planned", words, plan)

    def _make_page(self) -> QWidget:
        edit = icon_button("edit", "Change date, place and chair", kind="ghost", size="small")
        edit.clicked.connect(self._edit_facts)
        self._edit = edit
        head = column(
            row(self._day, edit, None, self._over, gap=10),
            row((self._facts, 1), self._fix, gap=10),
            self._bar,
            gap=4,
            margins=(20, 8, 16, 4),
        )
        marks = (
            ("lock", "five themes, always in this order"),
            ("pin", "standing item"),
            ("grip-vertical", "can be moved"),
        )
        shown = [
            row(Glyph(icon, "text2", 16), Label(words, "small", "text2"), gap=6) for icon, words in marks
        ]
        move = row(Keycaps("Alt+Up"), Keycaps("Alt+Down"), Label("move", "small", "text2"), gap=6)
        add = row(Keycaps("Ctrl+J"), Label("add an item", "small", "text2"), gap=6)
        hints = [wrap(one) for one in (*shown, move, add)]
        legend = row((Hints(hints, gap=14), 1), margins=(20, 8, 16, 8))
        left = column(wrap(head), (scroll(self._rows, "Agenda"), 1), box("foot", legend), gap=0)
        side = column((self._waiting, 1), self._ready, gap=0)
        return wrap(row((wrap(left), 1), box("panel", side, width=352), gap=0))

    def _connect(self) -> None:
        self._issue.clicked.connect(self._ask_issue)
        self._preview.clicked.connect(self._show_preview)
        self._fix.clicked.connect(self._take_from_longest)
        self._rows.minutes_changed.connect(self._minutes)
        self._rows.moved.connect(self._move)
        self._rows.dropped.connect(self._drop)
        self._rows.urgent_asked.connect(self._urgent)
        self._rows.left_out.connect(self._leave_out)
        self._rows.presenter_changed.connect(self._presenter)
        self._rows.withdrawn.connect(self._withdraw)
        self._bar.chosen.connect(self._rows.focus_item)
        self._waiting.added.connect(self._place)
        self._waiting.opened.connect(lambda key: self.go.emit(Place("referral", key)))
        self._ready.asked.connect(self._ready_asked)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._ask_issue)

    # -- what the frame asks

    def show_place(self, place: Place) -> None:
        self._meeting = place.id
        if place.part == "plan":
            self._plan()

    def top_actions(self) -> list[QWidget]:
        return [self._preview, self._issue]

    def regions(self) -> list[QWidget]:
        return [self._bar, self._rows, self._waiting, self._ready]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("Alt+Up", "Move the item up, Alt Down moves it down"),
            KeyHint("Ctrl+J", "Add an agenda item"),
            KeyHint("U", "On an added item: urgent, or not after all"),
            KeyHint("Ctrl+Return", "Issue the agenda"),
        ]

    def reload(self) -> None:
        if self._meeting is None:
            self._jobs.ask(home.next_meeting, self._found, self)
        else:
            key = self._meeting
            self._jobs.ask(lambda work: preparing.prepare(work, key), self._show, self)

    def _found(self, key: UUID | None) -> None:
        self._meeting = key
        self._empty.setVisible(key is None)
        for one in (self._page, self._issue, self._preview):
            one.setVisible(key is not None)
        if key is not None:
            self.reload()
        else:
            self.head.emit("Next meeting", "")
            self._plan_first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Prepare) -> None:
        self._shown = shown
        self._page.show()
        self._empty.hide()
        facts = shown.head
        self.head.emit("Next meeting", facts.reference)
        self._day.setText(f"{days.long(facts.held_on)}, {facts.starts} to {facts.ends}")
        chair = f"Chair: {facts.chair}." if facts.chair else "No chair yet."
        place = f"{facts.place}. " if facts.place else ""
        self._facts.setText(f"{facts.series}. {place}{chair} {shown.invited} invited.")
        self._show_time(shown)
        self._rows.show_rows(shown.rows, shown.officers)
        self._waiting.show_rows(shown.waiting, proposes=bool(facts.may.run))
        self._ready.show_rows(shown.ready, shown.out_by, facts.stage, facts.agenda_version)
        again = facts.stage == "agenda_issued"
        self._issue.set_text(f"Issue version {facts.agenda_version + 1}" if again else "Issue agenda")
        withhold(facts.may.run, self._issue, self._edit, self._fix)
        withhold_inside(facts.may.run, self._rows)

    def _show_time(self, shown: Prepare) -> None:
        start = datetime.strptime(shown.head.starts, "%H:%M")  # noqa: DTZ007  (a time of day)
        blocks = [TimeBlock(one.id, one.title, one.minutes, one.theme) for one in shown.rows]
        self._bar.set_items(
            blocks, shown.head.minutes, lambda minutes: f"{start + timedelta(minutes=minutes):%H:%M}"
        )
        self._over.setVisible(shown.over > 0)
        longest = next((one for one in shown.rows if one.id == shown.longest), None)
        self._fix.setVisible(shown.over > 0 and longest is not None)
        if shown.over:
            words = f"{shown.over} minutes over" if shown.over > 1 else "1 minute over"
            self._over.show_tag(words, "alert-triangle-filled", "due_soon", "due_soon_bg")
        if longest is not None:
            self._fix.set_text(f"Take {min(shown.over, longest.minutes)} from {longest.title}")

    # -- changes

    def _row(self, key: UUID) -> AgendaRow:
        assert self._shown is not None
        return next(one for one in self._shown.rows if one.id == key)

    def _withheld(self, why: str = "") -> bool:
        """Say why whoever sits here does not prepare meetings, if they do not."""
        why = why or (self._shown.head.may.run if self._shown is not None else "")
        if why:
            self.say.emit("info", why)
        return bool(why)

    def _take_from_longest(self) -> None:
        if self._shown is None or self._shown.longest is None or self._withheld():
            return
        longest = self._row(self._shown.longest)
        self._minutes(longest.id, max(0, longest.minutes - self._shown.over))

    def _minutes(self, key: UUID, minutes: int) -> None:
        take = TakeMinutes(item=key, seen=self._row(key).minutes, minutes=minutes)
        self._jobs.do(take, lambda _: self._jobs.drop_draft(edit_place("agenda_item", key, "minutes")), self)

    def _move(self, key: UUID, by: int) -> None:
        item = self._row(key)
        self._jobs.do(MoveItem(item=key, seen=item.order_key, by=by), owner=self, words=f"{item.title} moved")

    def _drop(self, key: UUID, after: UUID) -> None:
        item = self._row(key)
        self._jobs.do(
            MoveItem(item=key, seen=item.order_key, after=after), owner=self, words=f"{item.title} moved"
        )

    def _presenter(self, key: UUID, officer: UUID) -> None:
        item = self._row(key)
        seen = str(item.presenter_id) if item.presenter_id is not None else None
        change = Change("presenter_id", seen, str(officer))
        self._jobs.do(Edit(kind="agenda_item", row=key, changes=(change,)), owner=self)

    def _urgent(self, key: UUID) -> None:
        item = self._row(key)
        words = f"{item.title} is {'not urgent after all' if item.urgent else 'urgent'}"
        change = Change("urgent", item.urgent, not item.urgent)
        self._jobs.do(Edit(kind="agenda_item", row=key, changes=(change,)), owner=self, words=words)

    def _withdraw(self, key: UUID) -> None:
        self._rows.withdraw(self._jobs, self._row(key), self)

    def _leave_out(self, placing: UUID, reference: str) -> None:
        def said(words: str) -> None:
            self._jobs.do(
                LeaveOut(placing=placing, reason=words),
                owner=self,
                words=f"{reference} left out of this agenda",
            )

        ask_words.ask(
            self.window(),
            f"Leave {reference} out of this agenda?",
            "Why? It stays in history and comes back when you put it on again.",
            "Leave out",
            said,
            about=placing,
        )

    def _place(self, waiting: Waiting) -> None:
        if self._meeting is None:
            return
        question = partial(place_request.ready, referral=waiting.referral, meeting=self._meeting)
        self._jobs.ask(question, partial(self._placed, waiting), self)

    def _placed(self, waiting: Waiting, command: Command | None) -> None:
        """At once, or as a request from who does not decide."""
        if command is not None:
            placed = f"{waiting.reference} is on the agenda"
            words = asked_of_chair.PROPOSED if isinstance(command, Propose) else placed
            self._jobs.do(command, owner=self, words=words)

    def add_here(self) -> bool:
        """Ask for an agenda item; False without a meeting."""
        if self._meeting is None:
            return False
        agenda_item.ask(self, self._jobs, self._meeting, self._shown)
        return True

    def _plan(self) -> None:
        self._jobs.ask(may.meeting, self._plan_if, self)

    def _plan_if(self, found: MeetingMay) -> None:
        if not self._withheld(found.run):
            meeting_facts.plan(self.window(), self._jobs, self._planned)

    def _planned(self, key: UUID) -> None:
        self._meeting = key
        self.reload()

    def _edit_facts(self) -> None:
        if self._shown is not None and not self._withheld():
            meeting_facts.change(self.window(), self._jobs, self._shown.head, self._not_held)

    def _not_held(self, what: str, why: str, day: date | None) -> None:
        """Postponed to another day, or cancelled."""
        if self._meeting is None:
            return
        old, self._meeting = self._meeting, None
        if what == "postpone" and day is not None:
            self._meeting = new_id()
            command = Postpone(meeting=old, why=why, new_meeting=self._meeting, held_on=day)
            self._jobs.do(command, owner=self, words="Postponed. Its business goes with it")
        else:
            self._jobs.do(Cancel(meeting=old, why=why), owner=self, words="Cancelled. Its business waits")

    def _show_preview(self) -> None:
        self.go.emit(Place("export", self._meeting, "agenda"))

    def _ask_issue(self) -> None:
        shown = self._shown
        if shown is None or self._meeting is None or self._withheld():
            return
        open_points = [one.words for one in shown.ready if not one.good]
        if not open_points:
            self._do_issue(())
            return
        ask_words.ask(
            self.window(),
            "Issue it as it is?",
            f"Still open: {'; '.join(open_points)}. Say why it goes out as it is.",
            "Issue agenda",
            lambda words: self._do_issue((words,)),
            about=self._meeting,
        )

    def _do_issue(self, reasons: tuple[str, ...]) -> None:
        assert self._meeting is not None
        command = IssueAgenda(meeting=self._meeting, reasons=reasons)
        self._jobs.do(command, lambda _: self._show_preview(), self, words="Agenda issued")

    def _ready_asked(self, what: str) -> None:
        places = {"minutes": Place("library"), "figures": Place("settings", part="figures")}
        if what == "time":
            self._take_from_longest()
        elif what == "set_up":
            self._edit_facts()
        else:
            self.go.emit(places[what])
