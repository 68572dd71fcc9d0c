"""The parts of the meeting screen and how a reading is shown in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from tasking_app.records.may import MeetingMay
from tasking_app.records.quick_add import QuickAdd
from tasking_app.records.running import ReferralCard, Review, Running
from tasking_app.rules import days
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import row
from tasking_app.ui.parts.meeting_middle import Middle
from tasking_app.ui.parts.meeting_minutes import MinutesPane
from tasking_app.ui.parts.meeting_rail import MeetingRail
from tasking_app.ui.parts.meeting_side import SidePane
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_send import Sender
from tasking_app.ui.parts.with_you import WithYou
from tasking_app.ui.screen import Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.withheld import withhold

TICK_MS = 15_000
Asked = tuple[MinutesPane | None, int]
KEYS = (
    KeyHint("Ctrl+PgDn", "Next item"),
    KeyHint("Ctrl+PgUp", "Previous item"),
    KeyHint("Ctrl+J", "Add an action, a decision or a note in one line"),
    KeyHint("Ctrl+M", "Minutes"),
    KeyHint("Ctrl+1", "First referral, Ctrl 2 the second, Ctrl 0 none"),
    KeyHint("Ctrl+Shift+M", "Move the line to another referral"),
    KeyHint("Alt+Up", "Move the line up, Alt Down moves it down"),
    KeyHint("D", "Put the chosen referral off"),
    KeyHint("1 to 4", "In a review: done, on track, more time, drop. B blocked, S skip"),
)


class MeetingFrame(Screen):
    """Agenda, middle and side; whoever inherits it reads, and knows what is to be done."""

    key: ClassVar[str] = "meeting"
    title: ClassVar[str] = "Meeting"
    rail: ClassVar[str] = "meeting"
    compact_rail: ClassVar[bool] = True
    toast_lift: ClassVar[int] = 112
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            *("meeting", "agenda_item", "placing", "line", "decision", "action", "action_update", "outcome"),
            *("deferral", "attendance", "statement_reading", "incident_load", "officer", "agency", "setting"),
            *("referral", "referral_point", "folder", "share", "reader", "correction"),
        ]
    )

    spotted = Signal(object)
    """Where lines go now: a Spot."""
    typing = Signal(str)
    """What stands in the line, for whoever may look over the shoulder."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._shown: Running | None = None
        self._review: Review | None = None
        self._spot: Spot | None = None
        self._may = MeetingMay()
        self._order, self._wanted_kind, self._arrived = "late", "", True
        self._opened: dict[UUID, str] = {}
        self._opened_by: UUID | None = None
        self._under: dict[UUID, UUID | None] = {}
        self._read_out: dict[UUID, tuple[UUID, ...]] = {}
        self._been: set[UUID] = set()
        self._rail, self._side = MeetingRail(), SidePane()
        self._middle = Middle(jobs, Sender(jobs, self))
        self._middle.quick.typed.connect(self.typing)
        self._end = Button("End…", name="End the meeting")
        self.setLayout(row(self._rail, (self._middle, 1), self._side, gap=0))
        self._with = WithYou(jobs, self)
        self._with.changed.connect(self._show_head)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(lambda: self._rail.tick(datetime.now(UTC)))
        self._clock.start()

    @property
    def spot(self) -> Spot | None:
        """Where lines go now."""
        return self._spot

    def top_actions(self) -> list[QWidget]:
        return [self._end]

    def regions(self) -> list[QWidget]:
        return [self._rail, *self._middle.regions(), self._side]

    def keys(self) -> list[KeyHint]:
        return list(KEYS)

    def add_here(self) -> bool:
        if self._spot is None:
            return False
        if self._withheld(self._may.minutes):
            return True
        self._middle.show_lines()
        self._middle.quick.focus_line()
        return True

    def may_leave(self) -> bool:
        self._middle.minutes.commit()
        return True

    # -- showing

    def _display(self, shown: Running, quick: QuickAdd, heard: Review | None, asked: Asked) -> None:
        if self._opened_by != self._jobs.actor.officer:  # somebody else sits here now
            self._opened_by, self._opened = self._jobs.actor.officer, {}
        new = self._shown is None or self._shown.item.id != shown.item.id
        self._shown, self._review = shown, heard
        if self.isVisible():
            self._with.come(shown.head.id)
        self._show_head()
        self._rail.show_meeting(shown, datetime.now(UTC))
        self._middle.show_item(shown, new=new)
        self._show_referrals(shown)
        self._spot = Spot(shown.head.id, shown.item.id, quick).under(self._under[shown.item.id])
        self._middle.quick.set_spot(self._spot)
        self.spotted.emit(self._spot)
        self._middle.minutes.show_item(shown, self._spot, self._opened, asked)
        self._show_review()
        self._show_side()
        self._withhold(shown.head.may)

    def _withhold(self, may: MeetingMay) -> None:
        """Who neither chairs nor co-ordinates follows the meeting: what runs and writes it is off."""
        self._may = may
        withhold(may.run, self._end)
        self._middle.withhold(may)
        self._side.people.withhold(may.run)

    def _withheld(self, why: str) -> bool:
        """Say why whoever sits here may not do this, if they may not."""
        if why:
            self.say.emit("info", why)
        return bool(why)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._with.leave()
        super().hideEvent(event)

    def _show_head(self) -> None:
        if self._shown is None:
            return
        head = self._shown.head
        began = head.started_at
        started = f", started {began.astimezone(days.LONDON):%H:%M}" if began is not None else ""
        title = head.series if head.series.casefold().endswith("meeting") else f"{head.series} meeting"
        self.head.emit(title, f"{days.short(head.held_on)}{started}{self._with.words()}")

    def _show_referrals(self, shown: Running) -> None:
        """Minutes go under the first referral not heard so far, until another one is chosen."""
        item, cards = shown.item.id, shown.referrals
        if item not in self._under:
            free = [card for card in cards if not card.restricted and not card.deferred]
            first = next((card for card in free if not card.discussed), free[0] if free else None)
            self._under[item] = first.referral if first is not None else None
        self._middle.referrals.show_cards(cards, self._opened, self._under[item])

    def _show_review(self) -> None:
        if self._review is not None:
            self._middle.review.show_review(self._review, self._opened)
            heard = len(self._review.heard)
            self._middle.head.show_progress(heard, heard + len(self._review.to_hear))

    def _show_side(self) -> None:
        if self._shown is not None:
            kind = self._middle.kind()
            self._side.setVisible(kind != "minutes")
            self._side.show_item(self._shown, self._review if kind == "review" else None)

    def _to_minutes(self) -> None:
        self._middle.show_lines()
        pane = self._middle.minutes.pane()
        if pane is not None and not self._may.minutes:
            pane.editor.start_line()

    def _choose_referral(self, referral: UUID | None) -> None:
        if self._shown is None or self._spot is None:
            return
        self._middle.minutes.commit()
        self._under[self._shown.item.id] = referral
        self._spot = self._spot.under(referral)
        self._middle.quick.set_spot(self._spot)
        self.spotted.emit(self._spot)
        pane = self._middle.minutes.pane()
        if pane is not None:
            pane.set_spot(self._spot)

    def _card(self, referral: UUID | None) -> ReferralCard | None:
        cards = self._middle.referrals.cards()
        return next((card for card in cards if card.referral == referral), None)
