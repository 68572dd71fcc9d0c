"""A walk through every screen of the program and its sheets, for what must hold on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import new_id
from tasking_app.commands.proposal import Propose
from tasking_app.services.proposal import step
from tasking_app.ui import catalogue
from tasking_app.ui.dialogs import leaves, pasted_list
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.first_run import FirstRun
from tasking_app.ui.screens.home import HomeScreen
from tasking_app.ui.screens.settings import SECTIONS
from tasking_app.ui.widgets.dialog import top_layer
from tests.services.paper_story import put_right
from tests.ui.conftest import Seat
from tests.ui.kit.hands import press
from tests.ui.story import go_to
from tests.ui.windows import CTRL, WAIT

DECEMBER = date(2026, 12, 17)
ITEMS = ("minutes", "review", "asb", "aob")


def walk(seat: Seat, qtbot: QtBot) -> Iterator[str]:
    """Stand at every screen in turn, with what it shows read and laid out."""
    desk, story = seat.desk, seat.story
    desk.add_screens({"home": HomeScreen} | catalogue.SCREENS)
    _ask_for_something(seat)
    desk.complete()

    def at(place: Place) -> str:
        desk.go(place)
        settle(seat, qtbot)
        screen = seat.window.screen_on_show()
        assert screen is not None
        assert screen.key == place.screen
        return f"{place.screen} {place.part}".strip()

    yield at(Place("home"))
    for kind in ITEMS:
        go_to(story.p, story.meeting, story.p.item(story.meeting, kind))
        yield f"{at(Place('meeting', story.meeting))}, {kind}"
    for place in (
        Place("end", story.meeting),
        Place("actions"),
        Place("my_agency"),
        Place("proposals"),
        Place("referrals"),
        Place("referral", story.referrals["bins"]),
        Place("library"),
        Place("reliability"),
        *(Place("settings", part=key) for key, *_ in SECTIONS),
    ):
        yield at(place)
    yield from _sheets(seat, qtbot)
    put_right(story)
    at(Place("end", story.meeting))
    press(desk.screen("end"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seat.window.screen_on_show() is desk.screen("done"), timeout=WAIT)
    settle(seat, qtbot)
    yield "done"
    december = story.p.plan(DECEMBER)
    yield at(Place("prepare", december))
    yield at(Place("start", december))
    first = FirstRun(seat.papers / "tasking.db")
    seat.window.cover(first)
    settle(seat, qtbot)
    yield "first run"
    first.begin_from_history(seat.papers / "history.json")
    settle(seat, qtbot)
    yield "first run, from a history"
    seat.window.cover(None)


def _ask_for_something(seat: Seat) -> None:
    """A request that waits, with a row that cannot be accepted."""
    p, action = seat.story.p, seat.story.actions["bins"]
    said = AddUpdate(update=new_id(), action=action, text="The bins are in", at=p.now)
    steps = (
        step(said, "The bins are in", action),
        step(said, "A-99 done", problem="There is no action A-99."),
    )
    p.do(Propose(proposal=new_id(), series=p.series["MAT"], source="list", steps=steps))


def _sheets(seat: Seat, qtbot: QtBot) -> Iterator[str]:
    seat.desk.go(Place("referrals", part="new"))
    settle(seat, qtbot)
    sheet = top_layer(seat.window)
    assert sheet is not None
    yield "new referral"
    press(sheet, Qt.Key.Key_Escape)
    pasted_list.paste(seat.window, seat.jobs, seat.desk.go)
    settle(seat, qtbot)
    yield "updates from an e-mail"
    press(top_layer(seat.window), Qt.Key.Key_Escape)
    leaves.ask(seat.window, seat.jobs, seat.story.p.officers["Helen"])
    settle(seat, qtbot)
    yield "an officer who leaves"
    press(top_layer(seat.window), Qt.Key.Key_Escape)
    export = ExportDialog(seat.jobs)
    export.open_for(seat.window, seat.story.last, "minutes")
    qtbot.waitUntil(lambda: export.preview.page_count() > 0, timeout=WAIT)
    settle(seat, qtbot)
    yield "export"
    press(export, Qt.Key.Key_Escape)


def settle(seat: Seat, qtbot: QtBot) -> None:
    """Wait until every question is answered, and let the layouts follow."""
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    for _ in range(5):
        QApplication.processEvents()
