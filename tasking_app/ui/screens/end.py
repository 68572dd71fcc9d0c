"""End of the meeting: what has to be put right, what may wait, what carries over, and closing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from tasking_app.commands.base import Change, new_id
from tasking_app.commands.change import PutBack
from tasking_app.commands.meeting import CloseMeeting, LeaveOut
from tasking_app.records.end import Carry, Check, End
from tasking_app.rules import days
from tasking_app.rules import meeting as stages
from tasking_app.rules.counting import counted
from tasking_app.rules.meeting import Stage
from tasking_app.services import ending
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, scroll, wrap
from tasking_app.ui.panels.carry_row import CarryRow
from tasking_app.ui.panels.end_cards import Checked, WaitRow, WillBeMade
from tasking_app.ui.panels.fix_row import FixRow
from tasking_app.ui.panels.keyed import KeyedColumn
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.toast import announce
from tasking_app.ui.withheld import withhold, withhold_inside

LEFT_OUT = "Left out at the end of the meeting"
APPROVED = "Approved minutes do not change. Corrections stand beside them."
SEAL_FOLLOWS = "The seal follows when the database is back. Until then the papers say so."


class EndScreen(Screen):
    """Each thing to fix is fixed where it stands; closing makes draft minutes at once."""

    key: ClassVar[str] = "end"
    title: ClassVar[str] = "End of the meeting"
    rail: ClassVar[str] = "meeting"
    compact_rail: ClassVar[bool] = True
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            *("meeting", "agenda_item", "placing", "line", "decision", "action", "action_update", "referral"),
            *("attendance", "statement_reading", "go_ahead", "incident_load", "series", "seat"),
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._shown: End | None = None
        self._closing = False
        self._build_cards()
        self._build_foot()
        left = column(self._fix, self._wait, self._checked, None, gap=12)
        right = column(self._carries, self._made, None, gap=12)
        page = wrap(row((left, 1), (right, 1), gap=16, margins=(20, 14, 20, 14)))
        self._page = scroll(page, "Check before closing")
        self.setLayout(column((self._page, 1), self._foot, gap=0))
        close = QShortcut(QKeySequence("Ctrl+Return"), self)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.activated.connect(lambda: None if top_layer(self.window()) else self.close_meeting())

    def _build_cards(self) -> None:
        self._fix_rows: KeyedColumn[Check] = KeyedColumn("Fix first", self._fix_row)
        self._wait_rows: KeyedColumn[Check] = KeyedColumn("May wait", self._wait_row)
        self._carry_rows: KeyedColumn[Carry] = KeyedColumn("Carries over", self._carry_row)
        self._good = Label("Nothing to put right.", "body", "text2")
        hints = (
            "The meeting cannot close without these",
            "Written in the minutes as they are",
            "Undo with Ctrl Z",
        )
        fix, wait, undo = (Label(words, "small", "text2") for words in hints)
        tight = (18, 12, 16, 8)
        self._fix = Card("Fix first", None, fix, margins=tight, gap=2).add(self._good, self._fix_rows)
        self._wait = Card("May wait", None, wait, margins=tight, gap=2).add(self._wait_rows)
        self._checked = Checked()
        self._nothing = Label("Nothing carries over.", "body", "text2")
        self._carries = Card("Carries over", None, undo, margins=(18, 12, 12, 6), gap=1)
        self._carries.add(self._nothing, self._carry_rows)
        self._made = WillBeMade()
        for card in (self._fix, self._wait, self._checked, self._carries, self._made):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build_foot(self) -> None:
        self._state_glyph, self._state = Glyph("alert-octagon-filled", "late", 20), Label("", "strong")
        self._about = Label(APPROVED, "small", "text2")
        self._back = Button("Back to the meeting", icon="chevron-left")
        self._back.clicked.connect(self._go_back)
        self._close = Button("Close the meeting", icon="lock", kind="primary", keys="Ctrl+Enter")
        self._close.clicked.connect(self.close_meeting)
        self._foot: QFrame = box(
            "foot",
            row(
                self._state_glyph,
                self._state,
                None,
                self._about,
                12,
                self._back,
                self._close,
                gap=8,
                margins=(20, 10, 20, 10),
            ),
        )

    # -- what the frame asks

    def show_place(self, place: Place) -> None:
        if place.id != self._meeting:
            self._meeting, self._shown = place.id, None

    def reload(self) -> None:
        if self._meeting is not None:
            meeting = self._meeting
            self._jobs.ask(lambda work: ending.end(work, meeting), self._show, self)

    def regions(self) -> list[QWidget]:
        return [self._fix, self._wait, self._checked, self._carries, self._foot]

    def keys(self) -> list[KeyHint]:
        return [KeyHint("Ctrl+Enter", "Close the meeting, or go to the first thing to fix")]

    def ready(self) -> bool:
        """Whether the meeting can close now."""
        return self._shown is not None and self._shown.may_close

    # -- showing

    def _show(self, end: End) -> None:
        if end.meeting != self._meeting:
            return
        if end.stage != "in_progress":
            self._elsewhere(end)
            return
        focused = QApplication.focusWidget()
        in_fix = focused is not None and self._fix.isAncestorOf(focused)
        fewer = self._shown is not None and len(end.fix) < len(self._shown.fix)
        self._shown = end
        started = f", started {end.started_at.astimezone():%H:%M}" if end.started_at else ""
        self.head.emit("End of the meeting", f"{days.short(end.held_on)}{started}")
        self._show_checks(end)
        self._show_carries(end)
        self._made.show_end(end)
        self._show_foot(end)
        withhold(end.may.run, self._close)
        withhold_inside(end.may.run, self._fix_rows, self._carry_rows)
        if fewer and in_fix:
            self._to_next()

    def _elsewhere(self, end: End) -> None:
        """A meeting that is not under way has no end to prepare: its papers, or its agenda."""
        if self.isVisible():
            held = Stage(end.stage) in stages.HELD
            self.go.emit(Place("done" if held else "prepare", end.meeting))

    def _show_checks(self, end: End) -> None:
        self._fix_rows.show_records(end.fix)
        self._fix.set_count(len(end.fix))
        self._good.setVisible(not end.fix)
        self._wait_rows.show_records(end.wait)
        self._wait.set_count(len(end.wait))
        self._wait.setVisible(bool(end.wait))
        self._checked.show_checks(end.checked)

    def _show_carries(self, end: End) -> None:
        going = sum(1 for one in end.carries if not one.left_out)
        to = f"Carries over to {end.next_on.day} {days.MONTHS[end.next_on.month - 1]}" if end.next_on else ""
        self._carries.set_title(to or "Carries over to the next meeting")
        self._carries.set_count(going)
        self._carry_rows.show_records(end.carries)
        self._nothing.setVisible(not end.carries)

    def _show_foot(self, end: End) -> None:
        left = len(end.fix)
        icon, tone = ("circle-check-filled", "on_track") if left == 0 else ("alert-octagon-filled", "late")
        self._state_glyph.set_icon(icon, tone)
        words = f"{counted(left, 'thing')} to fix before you can close" if left else "Ready to close"
        self._state.setText(words)
        self._back.set_text(f"Back to item {end.last_item}")
        self._close.set_kind("primary" if left == 0 else "secondary")
        alone = self._jobs.alone
        close = "Close on this laptop" if alone else "Close the meeting"
        self._close.set_text(close, close if left == 0 else f"{close}. {words}")
        self._about.setText(SEAL_FOLLOWS if alone else APPROVED)

    def _fix_row(self, check: Check) -> QWidget:
        return FixRow(check, self._jobs, self._day())

    def _wait_row(self, check: Check) -> QWidget:
        made = WaitRow(check)
        made.pressed.connect(self._go_to)
        return made

    def _carry_row(self, carry: Carry) -> QWidget:
        made = CarryRow(carry)
        made.pressed.connect(self._turn)
        return made

    def _day(self) -> date:
        assert self._shown is not None
        return self._shown.held_on

    # -- doing

    def _turn(self, carry: Carry) -> None:
        """Leave out, or put back."""
        if carry.placing is None:
            return
        if carry.left_out:
            change = Change("left_out", carry.stored, "")
            back = PutBack(kind="placing", row=carry.placing, changes=(change,))
            self._jobs.do(back, owner=self, words=f"{carry.reference} put back")
        else:
            out = LeaveOut(placing=carry.placing, reason=LEFT_OUT)
            self._jobs.do(out, owner=self, words=f"{carry.reference} left out")

    def _go_to(self, check: Check) -> None:
        """Where something that may wait could still be put right."""
        if check.what == "overdue":
            self.go.emit(Place("meeting", self._meeting, "review"))
        elif check.what == "no_outcome":
            self.go.emit(Place("meeting", self._meeting, str(check.row)))
        elif check.what == "figures":
            self.go.emit(Place("settings", part="figures"))
        else:
            self.go.emit(Place("start", self._meeting))

    def _go_back(self) -> None:
        self.go.emit(Place("meeting", self._meeting))

    def _to_next(self) -> None:
        """The next thing to fix, or closing when there is none."""
        rows = [widget for widget in self._fix_rows.widgets() if isinstance(widget, FixRow)]
        if rows:
            self._page.ensureWidgetVisible(rows[0])
            rows[0].focus_first()
        else:
            self._close.setFocus()

    def close_meeting(self) -> None:
        """Close, or say what stands in the way and go there."""
        if self._shown is None or self._closing:
            return
        if self._shown.may.run:
            self.say.emit("info", self._shown.may.run)
            return
        if not self._shown.may_close:
            words = f"{self._state.text()}. {self._shown.fix[0].title}"
            self.say.emit("late", words)
            announce(self, words)
            self._to_next()
            return
        self._closing = True
        command = CloseMeeting(meeting=self._shown.meeting, at=datetime.now(UTC), next_meeting=new_id())
        self._jobs.do(command, lambda _: self._closed(), self, self._refused, "Meeting closed")

    def _closed(self) -> None:
        self._closing = False
        self.go.emit(Place("done", self._meeting, "closed"))

    def _refused(self, why: Exception) -> None:
        self._closing = False
        self.say.emit("late", str(why))
        self.reload()
