"""How long until what one person saved stands on another's screen, on a shared database on this computer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from tasking_app.commands.meeting import GoToItem
from tasking_app.database import postgres
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.models.meeting import Meeting
from tasking_app.ui import theme
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.widgets.minutes import MinutesEditor
from tests.bench.figure import Figure
from tests.partnership import Partnership
from tests.postgres.cluster import Cluster, running
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world

SAVES = 10  # for each run
PATIENCE, LOOK = 20.0, 0.005
LISTENERS = ("Callum", "Marta", "Sade")


def measure(runs: int) -> list[Figure]:
    """A window at a meeting, three more who listen, and somebody who writes line after line."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    with running(Cluster(durable=True)) as cluster, closing(Server(cluster)) as server, world(server) as made:
        saves, seen = _written(application, made, runs * SAVES)
    return [
        Figure("live: a line saved, p50", _at(saves, 50), None, "ms"),
        Figure("live: a line saved, p99", _at(saves, 99), 50, "ms"),
        Figure("live: on another's screen, p50", _at(seen, 50), None, "ms", note="5 connected"),
        Figure("live: on another's screen, p99", _at(seen, 99), 300, "ms", note="5 connected"),
    ]


def _at(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def _store(made: World, name: str) -> Iterator[Store]:
    store = _open(made, name)
    yield store
    store.close()


def _open(made: World, name: str) -> Store:
    return postgres.open_store(replace(made.address, login=login_of(name, made.address.database)), PASSWORD)


def _written(application: QApplication, made: World, many: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each save, and from then on until the line stands in the other window."""
    told, meeting = made.words, made.words["open"]
    saves: list[float] = []
    seen: list[float] = []
    with ExitStack() as stack:
        for name in LISTENERS:
            listener = stack.enter_context(_store(made, name)).listener(lambda _: None, lambda: None)
            assert listener is not None
            listener.start()
            stack.callback(listener.stop)
        helen = Actor(told["o_Helen"], told["g_Council"], "Helen Marsden")
        p = Partnership(stack.enter_context(_store(made, "Helen")), helen, {}, {"MAT": told["series"]})
        item = p.item(meeting, "hate")
        p.do(GoToItem(meeting=meeting, item=item, seen=p.row(Meeting, meeting).current_item, at=p.now))
        jobs = Jobs(lambda: _open(made, "Jo"), Actor(told["o_Jo"], told["g_Council"], "Jo Fenwick"))
        stack.callback(jobs.close)
        window = MainWindow(application)
        desk = Desk(window, jobs, {"meeting": MeetingScreen})
        window.show()
        desk.go(Place("meeting", meeting))
        _until(application, lambda: bool(_editors(window)) and jobs.others.live and not jobs.busy())
        for number in range(many):
            text = f"Line {number} of somebody else"
            began = time.perf_counter()
            p.note(meeting, item, text)
            saved = time.perf_counter()
            _until(application, lambda words=text: words in _minutes(window))  # type: ignore[misc]  # bound now
            saves.append((saved - began) * 1000)
            seen.append((time.perf_counter() - saved) * 1000)
        window.close()
    return saves, seen


def _minutes(window: MainWindow) -> str:
    return "".join(one.toPlainText() for one in _editors(window))


def _editors(window: MainWindow) -> list[MinutesEditor]:
    return [one for one in window.findChildren(MinutesEditor) if one.isVisible()]


def _until(application: QApplication, true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        application.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("The line never came")
        time.sleep(LOOK)
