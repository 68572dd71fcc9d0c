"""The start of a meeting: who is here, the statement, conflicts of interest, and on to the first item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.commands.attendance import (
    Mark,
)
from tasking_app.records.running import Present, Start
from tasking_app.rules import days
from tasking_app.rules.meeting import TO_COME
from tasking_app.services import home, starting
from tasking_app.ui.dialogs import confirm
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, clear, column, row, scroll, wrap
from tasking_app.ui.parts.start_board import AgencyBoard
from tasking_app.ui.parts.start_cards import ConfidentialityCard, ConflictsCard
from tasking_app.ui.parts.start_deeds import StartDeeds, missing
from tasking_app.ui.parts.start_find import PersonFind
from tasking_app.ui.parts.with_you import WithYou
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.pages import Hints
from tasking_app.ui.widgets.tags import Tag
from tasking_app.ui.withheld import withhold, withhold_inside

SIDE = 396
KEYS = (
    KeyHint("F5", "Start with the first item"),
    KeyHint("Space", "Here, and on to the next person"),
    KeyHint("A", "Apologies"),
    KeyHint("S", "Substitute: who comes instead"),
    KeyHint("G", "Add a guest"),
    KeyHint("Up", "The person before, Down the next"),
)


class StartScreen(Screen):
    """Any order; what is left open is written in the minutes."""

    key: ClassVar[str] = "start"
    title: ClassVar[str] = "Start the meeting"
    rail: ClassVar[str] = "meeting"
    compact_rail: ClassVar[bool] = True
    watches: ClassVar[frozenset[str]] = frozenset(
        [
            *("meeting", "attendance", "statement_reading", "conflict", "go_ahead", "officer", "agency"),
            *("seat", "series", "setting", "placing", "referral"),
        ]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._shown: Start | None = None
        self._told: tuple[str, ...] = ()
        self._come = True
        self._quorum = Tag("", "circle-check-filled", "on_track", "on_track_bg")
        self._go_on = Button("Go on without it", kind="link", size="small", name="Go on without the quorum")
        self._why = Label("", "small", "text2", wrap=True)
        self._why.hide()
        self._notices = QVBoxLayout()
        self._deeds = StartDeeds(jobs, self)
        self._with = WithYou(jobs, self)
        self._with.changed.connect(self._show_head)
        self._find, self._board = PersonFind(), AgencyBoard()
        self._statement, self._conflicts = ConfidentialityCard(), ConflictsCard()
        self._start = Button("Start item 1", icon="player-play-filled", kind="primary", keys="F5")
        self._not_today = Button("Not today", kind="ghost", name="Not today: postpone or cancel")
        self._rest = Button("Everyone not marked is absent", kind="ghost", size="small")
        self._guest = Button("Add a guest", icon="user-plus", kind="ghost", size="small", keys="G")
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(Label("1  Who is here", "h2"), None, self._quorum, self._go_on, gap=10)
        marks = (("gavel", "may decide for the agency"), ("replace", "substitute"))
        hints = [wrap(row(Glyph(icon, "text2", 18), Label(words, "small", "text2"))) for icon, words in marks]
        legend = row((Hints(hints, gap=16), 1), self._guest, self._rest, gap=8)
        self._left = wrap(
            column(
                head,
                self._why,
                self._find,
                self._notices,
                (scroll(self._board, "Who is here"), 1),
                legend,
                gap=8,
                margins=(20, 12, 10, 10),
            )
        )
        cards = wrap(column(self._statement, self._conflicts, None, gap=12, margins=(6, 14, 20, 12)))
        side = box("plain", column((scroll(cards, "Before business starts"), 1), gap=0), width=SIDE)
        self.setLayout(row((self._left, 1), side, gap=0))

    def _connect(self) -> None:
        find, board = self._find, self._board
        find.typed.connect(lambda text: find.show_found(board.look_for(text)))
        find.here.connect(partial(self._mark_found, "here"))
        find.apologies.connect(partial(self._mark_found, "apologies"))
        find.substitute.connect(lambda: self._deeds.ask_substitute(board.current()))
        find.down.connect(self._to_board)
        board.marked.connect(self._mark)
        board.substitute_asked.connect(self._unless_withheld(self._deeds.ask_substitute))
        board.guest_asked.connect(self._unless_withheld(self._deeds.ask_guest))
        board.guest_dropped.connect(self._unless_withheld(self._deeds.drop_guest))
        self._guest.clicked.connect(self._deeds.ask_guest)
        self._rest.clicked.connect(self._deeds.rest_absent)
        self._go_on.clicked.connect(lambda: self._deeds.without("quorum"))
        self._statement.agreed.connect(self._deeds.agree)
        self._statement.undone.connect(self._deeds.undo_statement)
        self._conflicts.add_asked.connect(self._deeds.ask_conflict)
        self._conflicts.changed.connect(self._deeds.change_conflict)
        self._conflicts.dropped.connect(self._deeds.drop_conflict)
        self._start.clicked.connect(self.start_meeting)
        self._deeds.go.connect(self.go)
        self._not_today.clicked.connect(self._deeds.ask_not_today)

    # -- what the frame asks

    def show_place(self, place: Place) -> None:
        if place.id != self._meeting:
            self._meeting, self._shown, self._told = place.id, None, ()
        self._come = True

    def top_actions(self) -> list[QWidget]:
        return [self._not_today, self._start]

    def regions(self) -> list[QWidget]:
        return [self._find, self._board, self._statement, self._conflicts]

    def keys(self) -> list[KeyHint]:
        return list(KEYS)

    def reload(self) -> None:
        if self._meeting is None:
            self._jobs.ask(home.next_meeting, self._found, self)
        else:
            key = self._meeting
            self._jobs.ask(lambda work: starting.start(work, key), self._show, self)

    def _found(self, key: UUID | None) -> None:
        if key is None:
            self.go.emit(Place("prepare"))
        else:
            self._meeting = key
            self.reload()

    def event(self, event: QEvent) -> bool:
        """F5 starts here; everywhere else it leads here."""
        f5 = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F5 and not event.modifiers()
        if f5 and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if f5 and event.type() == QEvent.Type.KeyPress:
            self.start_meeting()
            return True
        return super().event(event)

    # -- showing

    def _show(self, shown: Start) -> None:
        if shown.head.stage not in [stage.value for stage in TO_COME]:
            running = shown.head.stage == "in_progress"
            self.go.emit(Place("meeting" if running else "done", shown.head.id))
            return
        self._shown = shown
        self._deeds.set_start(shown)
        if self.isVisible():
            self._with.come(shown.head.id)
        self._show_head()
        self._board.show_start(shown)
        self._statement.show_start(shown)
        self._conflicts.show_start(shown)
        self._show_quorum(shown)
        self._show_missing(shown)
        self._withhold(shown.head.may.run)
        if self._come:
            self._come = False
            self._find.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _withhold(self, why: str) -> None:
        """Who neither chairs nor co-ordinates sees who is here; an interest of one's own may be declared."""
        withhold(why, self._start, self._not_today)
        withhold_inside(why, self._left, self._statement)
        withhold_inside(why, *self._conflicts.rows())
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _withheld(self) -> bool:
        why = self._shown.head.may.run if self._shown is not None else ""
        if why:
            self.say.emit("info", why)
        return bool(why)

    def _unless_withheld(self, act: Callable[..., None]) -> Callable[..., None]:
        """What a key of the board asks for, unless whoever sits here only looks."""
        return lambda *told: None if self._withheld() else act(*told)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._with.leave()
        super().hideEvent(event)

    def _show_head(self) -> None:
        if self._shown is not None:
            head = self._shown.head
            when = f"{days.short(head.held_on)}, {head.starts}"
            self.head.emit("Start the meeting", f"{when}{self._with.words()}")

    def _show_quorum(self, shown: Start) -> None:
        met = shown.here >= shown.needed
        if met:
            words, look = (
                f"Quorum met, {shown.needed} needed",
                ("circle-check-filled", "on_track", "on_track_bg"),
            )
        elif shown.quorum_waived:
            words, look = "Going on without the quorum", ("info-circle", "due_soon", "due_soon_bg")
        else:
            words, look = (
                f"{shown.here} of {shown.needed} needed",
                ("alert-triangle-filled", "due_soon", "due_soon_bg"),
            )
        self._quorum.setVisible(shown.needed > 0)
        self._quorum.show_tag(words, *look)
        self._go_on.setVisible(not met and not shown.quorum_waived and shown.here > 0)

    def _show_missing(self, shown: Start) -> None:
        away = missing(shown) if shown.here >= shown.needed > 0 or self._all_marked(shown) else []
        names = tuple(one.name for one in away)
        if names == self._told:
            return
        self._told = names
        clear(self._notices)
        if not away:
            return
        go = Button("Start without" if len(names) == 1 else "Start without them", size="small")
        go.clicked.connect(lambda: self._deeds.without_agencies(away))
        verb = "is" if len(names) == 1 else "are"
        said = f"{_and(names)} {verb} not here. What needs them can be heard, not decided."
        notice = box(
            "due_soon",
            row(
                Glyph("alert-triangle-filled", "due_soon", 20),
                (Label(said, "strong", wrap=True), 1),
                go,
                gap=10,
                margins=(12, 6, 10, 6),
            ),
        )
        notice.setAccessibleName(said)
        self._notices.addWidget(notice)

    def _all_marked(self, shown: Start) -> bool:
        people = [person for one in shown.agencies for person in one.people]
        return bool(people) and all(person.status for person in people)

    # -- people

    def _mark_found(self, status: str) -> None:
        if self._find.field.text():
            self._board.mark_now(status)
            self._find.start()

    def _to_board(self) -> None:
        self._board.take_focus()
        self._find.start()

    def _mark(self, person: Present, seen: str, status: str) -> None:
        if self._meeting is None or person.officer is None:
            return
        officer = person.officer
        command = Mark(meeting=self._meeting, officer=officer, seen=seen, status=status, at=datetime.now(UTC))

        def settled(_: object) -> None:
            self._board.settled(officer, status)

        def refused(error: Exception) -> None:
            self._board.settled(officer, status)
            self.say.emit("late", str(error))
            self.reload()

        self._jobs.do(command, settled, self, refused)

    # -- starting

    def start_meeting(self) -> None:
        """On to the first item, once every mark so far is stored."""
        if self._meeting is not None and not self._withheld():
            key = self._meeting
            self._jobs.ask(lambda work: starting.start(work, key), self._start_as, self)

    def _start_as(self, shown: Start) -> None:
        """What is missing is asked about once, and who goes on without it is kept."""
        self._show(shown)
        if shown.head.stage == "in_progress":
            return
        said = []
        if shown.read_at is None:
            said.append("The statement is not read.")
        if shown.here < shown.needed and not shown.quorum_waived:
            said.append(f"{shown.here} of {shown.needed} people needed are here.")
        away = missing(shown)
        if away:
            names = _and(tuple(one.name for one in away))
            said.append(f"{names} must be here and {'is' if len(away) == 1 else 'are'} not.")
        if not said:
            self._deeds.begin()
            return
        text = f"{' '.join(said)} It is written in the minutes that you go on without it."
        confirm.ask(self.window(), "Start all the same?", text, "Start without it", self._deeds.begin_without)


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
