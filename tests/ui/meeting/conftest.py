"""A meeting today with sixteen people, three referrals and actions of earlier meetings, at a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.attendance import Mark, ReadStatement
from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import GoToItem
from tasking_app.commands.partnership import AddOfficer
from tasking_app.database.files import open_store
from tasking_app.database.work import LONDON, Work
from tasking_app.drafts import Drafts
from tasking_app.models.meeting import Meeting
from tasking_app.records.running import LineRow
from tasking_app.services import running
from tasking_app.ui import theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.parts.start_row import PersonRow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.screens.start import StartScreen
from tests.partnership import Partnership, begin

T = TypeVar("T")
MORE_PEOPLE = (
    ("Dana Wheatcroft", "Council", "ASB officer"),
    ("Lewis Okafor", "Council", "Street scene"),
    ("Imogen Tate", "Police", "Town centre"),
    ("Liam Dunn", "Police", "Response"),
    ("Ian Prowse", "Housing", "Neighbourhood officer"),
    ("Joanne Birtles", "Adult care", "Team manager"),
    ("Tom Hendry", "Probation", "Probation officer"),
    ("Priya Nair", "NHS", "Safeguarding lead"),
    ("Faye Sutcliffe", "Victim services", "Advocate"),
    ("Bilal Haddad", "Mediation", "Mediator"),
)


W = TypeVar("W", bound=QWidget)


def named(root: QWidget, kind: type[W], *words: str) -> W | None:
    """The widget on show of a kind whose spoken name holds these words."""
    return next(
        (
            one
            for one in root.findChildren(kind)
            if one.isVisible() and all(word in one.accessibleName() for word in words)
        ),
        None,
    )


def today() -> date:
    """The day it is in London."""
    return datetime.now(UTC).astimezone(LONDON).date()


@dataclass
class Room:
    """Somebody sits at the window of a meeting."""

    p: Partnership
    path: Path
    meeting: UUID
    window: MainWindow
    jobs: Jobs
    drafts: Drafts
    desk: Desk
    qtbot: QtBot
    referrals: dict[str, UUID] = field(default_factory=dict)
    actions: dict[str, UUID] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def wait(self, true: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=8000)

    def ask(self, question: Callable[[Work], T]) -> T:
        """What stands in the file."""
        return self.p.store.ask(self.p.actor, question)

    def start_screen(self) -> StartScreen:
        """The start screen with its reading."""
        self.desk.go(Place("start", self.meeting))
        screen = self.desk.screen("start")
        assert isinstance(screen, StartScreen)
        self.wait(lambda: screen.findChildren(PersonRow))
        return screen

    def at(self, what: str) -> MeetingScreen:
        """The meeting screen at an item, the meeting started and everybody here."""
        if self.p.row(Meeting, self.meeting).stage != "in_progress":
            everybody_here(self)
            self.p.start(self.meeting)
        item = self.p.item(self.meeting, what)
        now = self.p.row(Meeting, self.meeting).current_item
        self.p.do(GoToItem(meeting=self.meeting, item=item, seen=now, at=self.p.now))
        self.desk.go(Place("meeting", self.meeting))
        screen = self.desk.screen("meeting")
        assert isinstance(screen, MeetingScreen)
        number, title = self.numbered(item)
        self.wait(lambda: named(screen, QAbstractButton, f"Item {number}, {title}", ", now"))
        return screen

    def numbered(self, item: UUID) -> tuple[int, str]:
        """Number and title of an item in the rail."""
        shown = self.ask(lambda work: running.running(work, self.meeting, item))
        return shown.item.number, shown.item.title

    def lines(self, what: str) -> tuple[LineRow, ...]:
        """The stored lines of an item."""
        item = self.p.item(self.meeting, what)
        return self.ask(lambda work: running.lines_of(work, item))

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def everybody_here(room: Room) -> None:
    """Everybody is marked and the statement is read, without the screen."""
    p = room.p
    for officer in p.officers.values():
        p.do(Mark(meeting=room.meeting, officer=officer, seen="", status="here", at=p.now))
    p.do(ReadStatement(reading=new_id(), meeting=room.meeting, at=p.now))


def people(p: Partnership) -> None:
    """Officers enough for sixteen."""
    for name, agency, job in MORE_PEOPLE:
        key = p.officers[name.split()[0]] = new_id()
        p.do(AddOfficer(officer=key, agency=p.agencies[agency], name=name, job=job))


def history(room: Room) -> None:
    """Three actions of a month ago: one late, one on time and one with an update to come."""
    p, now = room.p, datetime.now(UTC)
    p.store.clock = lambda: now - timedelta(days=40)
    for short, text, due in (
        ("late", "Fit lockable bins and move them 6 m", today() - timedelta(days=13)),
        ("soon", "Joint night patrols", today() + timedelta(days=5)),
        ("later", "Clear fly-tipping behind the garages", today() + timedelta(days=60)),
        ("long", "Home fire safety visits", today() + timedelta(days=70)),
        ("last", "Letter to licensees", today() + timedelta(days=80)),
    ):
        room.actions[short] = p.act(text, due=due)
    p.store.clock = lambda: datetime.now(UTC)


def open_window(p: Partnership, path: Path, qtbot: QtBot) -> Room:
    """A window over a file, with drafts beside it."""
    drafts = Drafts(path, None)
    jobs = Jobs(lambda: open_store(path, None), p.actor, drafts)
    window = MainWindow(QApplication.instance())  # type: ignore[arg-type]  # the application of the tests
    qtbot.addWidget(window)
    desk = Desk(window, jobs, {"start": StartScreen, "meeting": MeetingScreen})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Room(p, path, new_id(), window, jobs, drafts, desk, qtbot)
    for place in ("end", "actions", "referral", "prepare", "home", "done"):
        desk.answer(place, made.places.append)
    return made


@pytest.fixture
def room(empty_files: dict[str, Path], tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Room]:
    """The room before the meeting starts."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    path = tmp_path / "tasking.db"
    path.write_bytes(empty_files["plain"].read_bytes())
    store = open_store(path, None)
    store.clock = lambda: datetime.now(UTC)
    p = begin(store)
    people(p)

    room = open_window(p, path, qtbot)
    history(room)
    for short, title, kind in (("bins", "Bin store fires", "arson"), ("cars", "Burnt-out cars", "arson")):
        room.referrals[short] = p.refer(title, kind)
    room.referrals["secret"] = p.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim")
    room.meeting = p.plan(today())
    for key in room.referrals.values():
        p.place(key, room.meeting)
    yield room
    room.jobs.close()
    room.window.close()
    store.close()
