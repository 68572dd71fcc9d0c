"""Windows of officers who work on one database of the tests' server at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tasking_app.database import postgres
from tasking_app.database.store import Store
from tasking_app.ui import theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.meeting import MeetingScreen
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.world import World
from tests.ui.meeting.conftest import named

WAIT = 20_000


@dataclass
class Laptop:
    """One officer's window, and the same officer's way to the data behind it."""

    p: Partnership
    window: MainWindow
    jobs: Jobs
    desk: Desk
    qtbot: QtBot
    changed: list[frozenset[str]] = field(default_factory=list)

    def wait(self, true: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=WAIT)

    def meeting(self, key: UUID) -> MeetingScreen:
        """The meeting screen with its reading, and everything asked so far answered."""
        self.desk.go(Place("meeting", key))
        screen = self.desk.screen("meeting")
        assert isinstance(screen, MeetingScreen)
        self.wait(lambda: named(screen, QAbstractButton, "Item ", ", now") and self.jobs.others.live)
        self.wait(lambda: frozenset({"*"}) in self.changed and not self.jobs.busy())
        return screen

    def head(self) -> str:
        """What the top bar says beside the title."""
        return self.window.top._subtitle.text()


@contextmanager
def laptop(p: Partnership, own: World, name: str, qtbot: QtBot, app: QApplication) -> Iterator[Laptop]:
    """An officer's window by their own login."""
    if not app.styleSheet():
        theme.apply(app)
    address = replace(own.address, login=login_of(name, own.address.database))

    def open_store() -> Store:
        store = postgres.open_store(address, PASSWORD)
        store.clock = p.store.clock
        return store

    jobs = Jobs(open_store, p.actor)
    window = MainWindow(app)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    desk = Desk(window, jobs, {"meeting": MeetingScreen, "actions": ActionsScreen})
    made = Laptop(p, window, jobs, desk, qtbot)
    jobs.changed.connect(made.changed.append)
    window.set_who(p.actor.name, "Council")
    window.show()
    yield made
    jobs.close()


@contextmanager
def two(
    desks: Mapping[str, Partnership], own: World, qtbot: QtBot, app: QApplication
) -> Iterator[tuple[Laptop, Laptop]]:
    """The co-ordinator's and the chair's."""
    with (
        laptop(desks["Jo"], own, "Jo", qtbot, app) as jo,
        laptop(desks["Helen"], own, "Helen", qtbot, app) as helen,
    ):
        yield jo, helen
