"""The meeting under way: agenda, the item now, its minutes, and what is open beside them, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tasking_app.commands.meeting import GoToItem
from tasking_app.database.work import Work
from tasking_app.records.action import ActionRow
from tasking_app.records.quick_add import QuickAdd
from tasking_app.records.referral import ReferralPage
from tasking_app.records.running import ReferralCard, Review, Running
from tasking_app.rules import days
from tasking_app.rules.errors import Clash
from tasking_app.rules.meeting import TO_COME
from tasking_app.services import home, quick_add, review, running, starting
from tasking_app.ui.dialogs import read_back
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import row
from tasking_app.ui.parts.meeting_deeds import MeetingDeeds
from tasking_app.ui.parts.meeting_middle import Middle
from tasking_app.ui.parts.meeting_minutes import MinutesPane
from tasking_app.ui.parts.meeting_rail import MeetingRail
from tasking_app.ui.parts.meeting_side import WHO, SidePane
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_send import Sender
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.toast import announce

TICK_MS = 15_000
BACK = "We closed unexpectedly. What you were typing is here."
Reading = tuple[Running, QuickAdd, Review | None]
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


class MeetingScreen(Screen):
    """One item at a time; the item now is the same for everybody, because the database holds it."""

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

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._shown: Running | None = None
        self._review: Review | None = None
        self._spot: Spot | None = None
        self._order, self._wanted_kind = "late", ""
        self._opened: dict[UUID, str] = {}
        self._under: dict[UUID, UUID | None] = {}
        self._read_out: dict[UUID, tuple[UUID, ...]] = {}
        self._been: set[UUID] = set()
        self._deeds = MeetingDeeds(jobs, self)
        self._rail, self._side = MeetingRail(), SidePane()
        self._middle = Middle(jobs, Sender(jobs, self))
        self._end = Button("End…", name="End the meeting")
        self.setLayout(row(self._rail, (self._middle, 1), self._side, gap=0))
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(lambda: self._rail.tick(datetime.now(UTC)))
        self._clock.start()
        self._connect()
        self._add_keys()

    def _connect(self) -> None:
        middle, side, deeds = self._middle, self._side, self._deeds
        self._end.clicked.connect(self._go_to_end)
        self._rail.chosen.connect(self._go_to)
        middle.head.next_asked.connect(self.next_item)
        middle.head.back_asked.connect(self.previous_item)
        middle.view_changed.connect(self._show_side)
        middle.minutes.said.connect(self.say)
        middle.minutes.action_asked.connect(self.add_here)
        middle.quick.refused.connect(partial(self.say.emit, "late"))
        middle.quick.added.connect(self.reload)
        middle.last_minutes.go.connect(self.go)
        middle.last_minutes.say.connect(self.say)
        referrals = middle.referrals
        referrals.chosen.connect(self._choose_referral)
        referrals.discussed.connect(partial(self._with_card, deeds.discuss))
        referrals.put_off.connect(partial(self._with_card, deeds.put_off))
        referrals.opened.connect(lambda key: self.go.emit(Place("referral", key)))
        referrals.show_asked.connect(self._open_restricted)
        referrals.add_asked.connect(self._add_referral)
        middle.review.answered.connect(self._answer)
        middle.review.order_chosen.connect(self._choose_order)
        middle.review.show_asked.connect(self._open_restricted)
        middle.review.typed.connect(lambda key, name, text: self._jobs.draft(f"answer:{key}:{name}", text))
        side.answered.connect(self._answer_beside)
        side.opened.connect(lambda key: self.go.emit(Place("actions", key)))
        side.more_asked.connect(lambda: self.go.emit(Place("actions")))
        side.people_asked.connect(self._read_people)
        side.people.left.connect(deeds.leave)
        side.people.back.connect(deeds.come_back)
        for signal, deed in (
            (side.people.guest_asked, deeds.add_guest),
            (side.people.agreed, deeds.agree),
        ):
            signal.connect(partial(self._with_meeting, deed))
        side.people.arrived.connect(lambda person: self._with_meeting(lambda key: deeds.arrive(key, person)))

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+PgDown", self.next_item),
            ("Ctrl+PgUp", self.previous_item),
            ("Ctrl+M", self._to_minutes),
            ("Ctrl+Shift+M", self._file_line),
            *((f"Ctrl+{n}", partial(self._middle.referrals.choose_number, n)) for n in range(10)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- what the frame asks

    def show_place(self, place: Place) -> None:
        if place.id != self._meeting:
            self._middle.minutes.forget()
            self._under, self._opened, self._read_out = {}, {}, {}
            self._shown = self._review = self._spot = None
            self._meeting = place.id
        self._wanted_kind = place.part

    def top_actions(self) -> list[QWidget]:
        return [self._end]

    def regions(self) -> list[QWidget]:
        return [self._rail, *self._middle.regions(), self._side]

    def keys(self) -> list[KeyHint]:
        return list(KEYS)

    def add_here(self) -> bool:
        if self._spot is None:
            return False
        self._middle.show_lines()
        self._middle.quick.start("@")
        return True

    def may_leave(self) -> bool:
        self._middle.minutes.commit()
        return True

    def reload(self) -> None:
        if self._meeting is None:
            self._jobs.ask(home.where_to, self._found, self)
            return
        meeting, order = self._meeting, self._order
        asked = self._middle.minutes.mark()
        self._jobs.ask(lambda work: _read(work, meeting, order), partial(self._show, asked), self)
        if self._side.tab() == WHO:
            self._read_people()
        if self._middle.kind() == "minutes":
            self._middle.last_minutes.reload()

    def _found(self, where: tuple[str, UUID | None]) -> None:
        screen, meeting = where
        if screen == "meeting":
            self._meeting = meeting
            self.reload()
        else:
            self.go.emit(Place(screen, meeting))

    # -- showing

    def _show(self, asked: Asked, reading: Reading) -> None:
        shown, quick, heard = reading
        if shown.head.id != self._meeting:
            return
        if shown.head.stage != "in_progress":
            to_come = shown.head.stage in [stage.value for stage in TO_COME]
            self.go.emit(Place("start" if to_come else "done", shown.head.id))
            return
        new = self._shown is None or self._shown.item.id != shown.item.id
        self._shown, self._review = shown, heard
        began = shown.head.started_at
        started = f", started {began.astimezone(days.LONDON):%H:%M}" if began is not None else ""
        name = shown.head.series
        title = name if name.casefold().endswith("meeting") else f"{name} meeting"
        self.head.emit(title, f"{days.short(shown.head.held_on)}{started}")
        self._rail.show_meeting(shown, datetime.now(UTC))
        self._middle.show_item(shown, new=new)
        self._show_referrals(shown)
        self._spot = Spot(shown.head.id, shown.item.id, quick).under(self._under[shown.item.id])
        self._middle.quick.set_spot(self._spot)
        self._middle.minutes.show_item(shown, self._spot, self._opened, asked)
        self._show_review()
        self._show_side()
        if new:
            self._came_to(shown)

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

    def _came_to(self, shown: Running) -> None:
        announce(self, f"Item {shown.item.number}, {shown.item.title}")
        pane = self._middle.minutes.pane()
        if self._middle.kind() == "minutes":
            self._middle.last_minutes.show_item(shown.head.id, shown.item.id)
        elif self._middle.kind() == "review":
            self._middle.review.take_focus()
        elif pane is not None:
            pane.editor.start_line()
        if shown.item.id not in self._been and self._middle.bring_back():
            self.say.emit("info", BACK)
        self._been.add(shown.item.id)
        wanted = next((one for one in shown.rail if one.kind == self._wanted_kind), None)
        self._wanted_kind = ""
        if wanted is not None and wanted.id != shown.item.id:
            self._go_to(wanted.id)

    # -- from item to item

    def next_item(self) -> None:
        """On to the next item, after what was agreed here was read back; after the last one to the end."""
        shown = self._shown
        if shown is None:
            return
        self._middle.minutes.commit()
        agreed = [line for line in shown.lines if line.kind != "note"]
        keys = tuple(line.id for line in agreed)
        following = shown.following
        if shown.read_back and agreed and self._read_out.get(shown.item.id) != keys:
            self._read_out[shown.item.id] = keys
            name = following.title if following is not None else "the end"
            open_ones = [one for one in agreed if not one.restricted or one.referral in self._opened]
            read_back.open_over(self.window(), shown.item.title, name, open_ones, self.next_item)
        elif following is None:
            self._go_to_end()
        else:
            self._go_to(following.id)

    def previous_item(self) -> None:
        """Back to the item before."""
        if self._shown is not None:
            rail = self._shown.rail
            place = next(n for n, one in enumerate(rail) if one.id == self._shown.item.id)
            if place > 0:
                self._go_to(rail[place - 1].id)

    def _go_to(self, item: UUID) -> None:
        shown = self._shown
        if shown is None or item == shown.item.id:
            return
        self._middle.minutes.commit()
        command = GoToItem(
            meeting=shown.head.id, item=item, seen=shown.head.current_item, at=datetime.now(UTC)
        )
        self._jobs.do(command, None, self, self._moved_elsewhere)
        self.reload()

    def _moved_elsewhere(self, error: Exception) -> None:
        clash = isinstance(error, Clash)
        self.say.emit("info", "Somebody else moved the meeting on." if clash else str(error))
        self.reload()

    def _go_to_end(self) -> None:
        self._middle.minutes.commit()
        self.go.emit(Place("end", self._meeting))

    def _to_minutes(self) -> None:
        self._middle.show_lines()
        pane = self._middle.minutes.pane()
        if pane is not None:
            pane.editor.start_line()

    # -- referrals and lines

    def _choose_referral(self, referral: UUID | None) -> None:
        if self._shown is None or self._spot is None:
            return
        self._middle.minutes.commit()
        self._under[self._shown.item.id] = referral
        self._spot = self._spot.under(referral)
        self._middle.quick.set_spot(self._spot)
        pane = self._middle.minutes.pane()
        if pane is not None:
            pane.set_spot(self._spot)

    def _card(self, referral: UUID | None) -> ReferralCard | None:
        cards = self._middle.referrals.cards()
        return next((card for card in cards if card.referral == referral), None)

    def _with_card(self, deed: Callable[[ReferralCard], None], referral: UUID | None) -> None:
        card = self._card(referral)
        if card is not None:
            deed(card)

    def _open_restricted(self, referral: UUID) -> None:
        card = self._card(referral)
        title = card.title if card is not None else "This restricted item"
        self._deeds.open_restricted(referral, title, partial(self._opened_now, referral))

    def _opened_now(self, referral: UUID, page: ReferralPage) -> None:
        self._opened[referral] = page.row.title
        if self._shown is not None and self._card(referral) is not None:
            self._under[self._shown.item.id] = referral
        self.reload()

    def _add_referral(self) -> None:
        if self._spot is not None:
            self._deeds.add_referral(self._spot.meeting, self._spot.quick)

    def _file_line(self) -> None:
        pane = self._middle.minutes.pane()
        key = pane.editor.current_line() if pane is not None else None
        line = pane.rows().get(key) if pane is not None and key is not None else None
        if line is None:
            self.say.emit("info", "Put the caret in a line first.")
        else:
            self._deeds.file_line(line, self._middle.referrals.cards(), self._opened)

    # -- people and actions

    def _read_people(self) -> None:
        if self._meeting is not None:
            meeting = self._meeting
            self._jobs.ask(lambda work: starting.start(work, meeting), self._side.people.show_people, self)

    def _with_meeting(self, deed: Callable[[UUID], None]) -> None:
        if self._meeting is not None:
            deed(self._meeting)

    def _choose_order(self, order: str) -> None:
        self._order = order
        self.reload()

    def _answer(self, action: ActionRow, name: str, text: str) -> None:
        if self._meeting is None or self._review is None:
            return
        pane, heard = self._middle.review, self._review
        sent = self._deeds.answer(
            action,
            name,
            text,
            self._meeting,
            heard.today,
            heard.next_meeting,
            partial(pane.failed, action.id),
        )
        if sent:
            self._jobs.drop_draft(f"answer:{action.id}:{name}")
            pane.taken(action.id)

    def _answer_beside(self, action: ActionRow, name: str) -> None:
        if self._shown is not None and self._spot is not None:
            context = self._spot.quick.context
            meeting = self._shown.head.id
            self._deeds.answer_beside(action, name, meeting, context.day, context.next_meeting)


def _read(work: Work, meeting: UUID, order: str) -> Reading:
    """The item now, what lines may refer to there, and the review where the item is one."""
    shown = running.running(work, meeting)
    quick = quick_add.surroundings(work, meeting, shown.item.theme, None)
    heard = review.review(work, meeting, order) if shown.item.kind == "review" else None
    return shown, quick, heard
