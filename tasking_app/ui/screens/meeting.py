"""The meeting under way: agenda, the item now, its minutes, and what is open beside them, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tasking_app.commands.meeting import GoToItem
from tasking_app.records.action import ActionRow
from tasking_app.records.referral import ReferralPage
from tasking_app.records.running import LineRow, ReferralCard, Running
from tasking_app.rules.errors import Clash
from tasking_app.rules.meeting import TO_COME
from tasking_app.services import home, running, starting
from tasking_app.services.meeting_page import Reading
from tasking_app.services.meeting_reading import MeetingReading, Question
from tasking_app.ui.dialogs import read_back
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.others import EVERYTHING
from tasking_app.ui.parts.meeting_deeds import MeetingDeeds
from tasking_app.ui.parts.meeting_frame import MeetingFrame
from tasking_app.ui.parts.meeting_minutes import MinutesPane
from tasking_app.ui.parts.meeting_side import WHO
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.toast import announce

BACK = "We closed unexpectedly. What you were typing is here."
Asked = tuple[MinutesPane | None, int]


class MeetingScreen(MeetingFrame):
    """One item at a time; the item now is the same for everybody, because the database holds it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._deeds = MeetingDeeds(jobs, self)
        self._reading = MeetingReading()
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
        middle.minutes.action_asked.connect(partial(middle.quick.start, "@"))
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
        middle.review.typed.connect(self._keep_answer)
        middle.review.card.before = lambda key, name: kept(self._jobs, f"answer:{key}:{name}")
        side.answered.connect(self._answer_beside)
        side.opened.connect(lambda key: self.go.emit(Place("actions", key)))
        side.more_asked.connect(lambda: self.go.emit(Place("actions")))
        side.people_asked.connect(self._read_people)
        side.people.left.connect(deeds.leave)
        side.people.back.connect(deeds.come_back)
        side.people.chair_asked.connect(deeds.change_chair)
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
        self._arrived = True

    def reload(self) -> None:
        if self._meeting is None:
            self._jobs.ask(home.where_to, self._found, self)
            return
        self._ask(self._reading.whole(self._meeting, self._order))

    def refresh(self, touched: frozenset[str]) -> None:
        if self._meeting is None or touched & EVERYTHING:
            self.reload()
            return
        self._ask(self._reading.again(self._meeting, self._order, touched))

    def _ask(self, question: Question) -> None:
        self._jobs.ask(question, partial(self._show, self._middle.minutes.mark()), self)
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
        self._display(shown, quick, heard, asked)
        if new or self._arrived:
            self._came_to(shown)

    def _came_to(self, shown: Running) -> None:
        self._arrived = False
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
        """On to the next item, once every line typed here is stored."""
        if self._shown is not None and not self._withheld(self._may.run):
            self._middle.minutes.commit()
            item = self._shown.item.id
            self._jobs.ask(lambda work: running.lines_of(work, item), partial(self._leave, item), self)

    def _leave(self, item: UUID, lines: tuple[LineRow, ...]) -> None:
        """What was agreed here is read back first; after the last item comes the end."""
        shown = self._shown
        if shown is None or shown.item.id != item:
            return
        agreed = [line for line in lines if line.kind != "note"]
        keys = tuple(line.id for line in agreed)
        following = shown.following
        if shown.read_back and agreed and self._read_out.get(item) != keys:
            self._read_out[item] = keys
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
        if shown is None or item == shown.item.id or self._withheld(self._may.run):
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
        if self._withheld(self._may.run):
            return
        self._middle.minutes.commit()
        self.go.emit(Place("end", self._meeting))

    # -- referrals and lines

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
        if self._withheld(self._may.minutes):
            return
        pane, shown = self._middle.minutes.pane(), self._shown
        key = pane.editor.current_line() if pane is not None else None
        if shown is None or key is None:
            self.say.emit("info", "Choose a line of the minutes first.")
            return
        self._middle.minutes.commit()
        item = shown.item.id
        self._jobs.ask(lambda work: running.lines_of(work, item), partial(self._file_one, key), self)

    def _file_one(self, key: UUID, lines: tuple[LineRow, ...]) -> None:
        line = next((one for one in lines if one.id == key), None)
        if line is not None:
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

    def _keep_answer(self, action: UUID, name: str, text: str) -> None:
        if text.strip():
            self._jobs.draft(f"answer:{action}:{name}", text)
        else:
            self._jobs.drop_draft(f"answer:{action}:{name}")

    def _answer(self, action: ActionRow, name: str, text: str) -> None:
        if self._meeting is None or self._review is None or self._withheld(self._may.run):
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
            lambda _: self._answered(action.id, name),
        )
        if sent:
            pane.taken(action.id)

    def _answered(self, action: UUID, name: str) -> None:
        self._jobs.drop_draft(f"answer:{action}:{name}")
        self._middle.review.stored(action)

    def _answer_beside(self, action: ActionRow, name: str) -> None:
        if self._shown is not None and self._spot is not None and not self._withheld(self._may.run):
            context = self._spot.quick.context
            meeting = self._shown.head.id
            self._deeds.answer_beside(action, name, meeting, context.day, context.next_meeting)
