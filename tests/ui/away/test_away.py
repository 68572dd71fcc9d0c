"""The database goes away in the middle of the meeting, as the chair sees it at the window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tasking_app.app import App
from tasking_app.commands.change import Withdraw
from tasking_app.models.action import Action
from tasking_app.models.meeting import Meeting
from tasking_app.outbox.post import DEADLINE
from tasking_app.services.must_fix import must_fix
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.one_line import OneLine
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World
from tests.ui.away.laptop import OWN, SHIFT, at_meeting, lines, picture, sits, to_arson
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, field, said

pytestmark = pytest.mark.usefixtures("kept")


def typed(app: App) -> list[str]:
    """What stands in the lines of the window."""
    return [one.text() for one in app.window.findChildren(OneLine)]


def say(app: App, words: str, qtbot: QtBot) -> None:
    """Type a line and Enter, and wait until it is answered."""
    type_in(focused(), words)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)


def test_a_meeting_goes_on_while_the_database_is_away(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    to_arson(helen, own)
    app = start()
    sits(app, qtbot)
    at_meeting(app, own, qtbot)
    before = lines(helen, own)
    proxy.refuse()
    press(app.window, Qt.Key.Key_J, CTRL)
    say(app, "four bin fires at Holme Court since October", qtbot)
    say(app, "@fire by 11 Dec: arson-proof letterboxes at the 3 highest-risk flats", qtbot)
    say(app, "A-new 1 goes to the landlord as well", qtbot)
    type_in(focused(), "still typing about A-new 1")
    qtbot.waitUntil(lambda: "No connection since" in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: "3 changes are saved on this laptop" in said(app.window), timeout=WAIT)
    assert "On this laptop" in said(app.window)
    press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
    qtbot.waitUntil(lambda: top_layer(app.window) is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "Action: " in said(app.window), timeout=WAIT)
    picture(app, "j-waiting")
    press(top_layer(app.window), Qt.Key.Key_Escape)
    assert lines(helen, own) == before
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "Connected again. 3 changes sent, none lost" in said(app.window), timeout=WAIT)
    picture(app, "j3-back")
    qtbot.waitUntil(lambda: "No connection since" not in said(app.window), timeout=WAIT)
    assert "four bin fires at Holme Court since October" in lines(helen, own)
    number = max(row.number for row in helen.rows(Action))
    assert f"A-{number} goes to the landlord as well" in lines(helen, own)
    qtbot.waitUntil(lambda: f"still typing about A-{number}" in typed(app), timeout=WAIT)
    press(app.window, Qt.Key.Key_K, CTRL)
    type_in(focused(), "A-new 1")
    qtbot.waitUntil(lambda: f"A-{number}" in said(app.window), timeout=WAIT)


def test_the_window_lives_while_the_line_is_frozen(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    to_arson(helen, own)
    app = start()
    sits(app, qtbot)
    at_meeting(app, own, qtbot)
    press(app.window, Qt.Key.Key_J, CTRL)
    proxy.freeze()
    beats: list[float] = []
    beat = QTimer()
    beat.timeout.connect(lambda: beats.append(monotonic()))
    beat.start(10)
    began = monotonic()
    type_in(focused(), "said into a frozen line")
    press(focused(), Qt.Key.Key_Return)
    type_in(focused(), "and the next one meanwhile")
    qtbot.waitUntil(lambda: "No connection since" in said(app.window), timeout=WAIT)
    taken = monotonic() - began
    beat.stop()
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)
    assert taken < DEADLINE + 2
    assert max(after - before for before, after in pairwise(beats)) < DEADLINE / 2  # nothing waited there
    assert "and the next one meanwhile" in typed(app)
    press(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2 changes are saved" in said(app.window), timeout=WAIT)
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "and the next one meanwhile" in lines(helen, own), timeout=WAIT)
    assert lines(helen, own).count("said into a frozen line") == 1


def test_the_program_starts_without_the_database_by_password(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    app = start()
    sits(app, qtbot)
    app.window.close()
    proxy.refuse()
    again = start()
    qtbot.waitUntil(lambda: again.first_run is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "Type your password to go on" in said(again.window), timeout=WAIT)
    picture(again, "i-without")
    field(again.window, "Password").setFocus()
    type_in(focused(), OWN)
    press(focused(), Qt.Key.Key_Return)
    sits(again, qtbot)
    qtbot.waitUntil(lambda: "No connection since" in said(again.window), timeout=WAIT)
    at_meeting(again, own, qtbot)
    picture(again, "j-started-without")
    proxy.heal()
    again.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "No connection since" not in said(again.window), timeout=WAIT)


def test_a_meeting_is_closed_on_the_laptop_with_drafts_that_say_so(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    meeting = own.words["open"]
    for check in helen.store.ask(helen.actor, lambda work: must_fix(work, work.get(Meeting, meeting))):
        if check.row is not None:
            helen.do(Withdraw(kind={"no_agency": "line", "no_reason": "decision"}[check.what], row=check.row))
    app = start()
    sits(app, qtbot)
    at_meeting(app, own, qtbot)
    proxy.refuse()
    app.seat.desk.go(Place("end", meeting))
    qtbot.waitUntil(lambda: "Close on this laptop" in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: "Ready to close" in said(app.window), timeout=WAIT)
    picture(app, "n-close-alone")
    press(app.window.screen_on_show(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "not yet sent to the database" in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: "Everything below took" in said(app.window), timeout=WAIT)
    picture(app, "n2-done-alone")
    assert helen.row(Meeting, meeting).stage == "in_progress"
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: helen.row(Meeting, meeting).stage == "draft_minutes", timeout=WAIT)
