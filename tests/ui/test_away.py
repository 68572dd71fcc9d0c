"""The database goes away in the middle of the meeting, as the chair sees it at the window, by keyboard."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import pairwise
from time import monotonic
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tasking_app import settings
from tasking_app.app import App
from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.meeting import GoToItem
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.database.work import Actor, Work
from tasking_app.models.action import Action
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.outbox.post import DEADLINE, Post
from tasking_app.records.signing_in import SignIn
from tasking_app.services import connecting
from tasking_app.services.must_fix import must_fix
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tasking_app.ui.widgets.one_line import OneLine
from tests.outbox.conftest import at
from tests.partnership import Partnership
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.proxy import Proxy
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, field, said

OWN = "four words of my own"
SHIFT = Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    line = Proxy(server.cluster.port)
    line.open()
    with closing(line):
        yield line


@pytest.fixture
def helen(own: World) -> Iterator[Partnership]:
    """The chair, straight at the server."""
    there = replace(own.address, login=login_of("Helen", own.address.database))
    with closing(postgres.open_store(there, PASSWORD)) as store:
        yield at(store, own, "Helen")


@pytest.fixture
def start(own: World, proxy: Proxy, qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[], App]]:
    """Start the program of the co-ordinator over a line that can be cut."""
    there = replace(
        own.address, login=login_of("Jo", own.address.database), servers=(("localhost", proxy.door),)
    )
    sign_in = SignIn(address=addresses.written(there), told=there.told, login=there.login)
    connecting.change_password(sign_in, PASSWORD, OWN)
    connecting.keep(sign_in, wanted=True)
    settings.save(settings.Settings(last_file=sign_in.address))
    started: list[App] = []

    def begin() -> App:
        app = App()
        started.append(app)
        app.window.resize(1366, 768)
        app.show_frame()
        app.window.activateWindow()
        qtbot.waitUntil(lambda: app.seat is not None or app.first_run is not None, timeout=WAIT)
        return app

    yield begin
    for app in started:
        app.window.close()
        app.window.deleteLater()
    gc.unfreeze()
    gc.enable()


def sits(app: App, qtbot: QtBot) -> Post:
    """Wait until somebody sits there with every screen loaded and a copy of the meeting; answers the post."""
    qtbot.waitUntil(lambda: app.seat is not None and app.seat.desk.notes_places, timeout=WAIT)
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)
    post = app.seat.jobs._store
    assert isinstance(post, Post)
    qtbot.waitUntil(lambda: post.book.told("seen") != "", timeout=WAIT)
    return post


def at_meeting(app: App, own: World, qtbot: QtBot) -> None:
    app.seat.desk.go(Place("meeting", own.words["open"]))
    qtbot.waitUntil(lambda: "Minutes" in said(app.window) and not app.seat.jobs.busy(), timeout=WAIT)


def to_arson(p: Partnership, own: World) -> None:
    """The meeting is at arson."""
    meeting = own.words["open"]
    seen = p.row(Meeting, meeting).current_item
    p.do(GoToItem(meeting=meeting, item=p.item(meeting, "arson"), seen=seen, at=p.now))


def picture(app: App, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    folder = os.environ.get("TASKING_PICTURES")
    if folder:
        app.window.grab().save(f"{folder}/{name}.png")


def lines(p: Partnership, own: World) -> list[str]:
    wanted = select(Line.text).where(Line.meeting_id == own.words["open"], Line.withdrawn_at.is_(None))
    return list(p.store.ask(p.actor, lambda work: work.session.scalars(wanted).all()))


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


def stuck(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> tuple[App, Post]:
    """What was changed while the database was away clashes with what somebody else wrote meanwhile."""
    to_arson(helen, own)
    key = helen.note(own.words["open"], helen.item(own.words["open"], "arson"), "As it was")
    app = start()
    post = sits(app, qtbot)
    at_meeting(app, own, qtbot)
    qtbot.waitUntil(lambda: post.copy.store.ask(post_actor(app), partial(_has, key)), timeout=WAIT)
    proxy.refuse()
    mine = Edit(kind="line", row=key, changes=(Change("text", "As it was", "Said by Jo"),))
    app.seat.jobs.do(mine)
    helen.do(Edit(kind="line", row=key, changes=(Change("text", "As it was", "Said by Helen"),)))
    qtbot.waitUntil(lambda: "1 change is saved" in said(app.window), timeout=WAIT)
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "1 change was not taken by the database" in said(app.window), timeout=WAIT)
    return app, post


def the_sheet(app: App) -> Layer:
    layer = top_layer(app.window)
    assert layer is not None
    return layer


def test_two_texts_of_one_line_are_decided_from_the_list(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    app, post = stuck(own, proxy, helen, start, qtbot)
    picture(app, "j-stuck")
    press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Decide" in said(app.window), timeout=WAIT)
    button(app.window, "Decide").click()
    qtbot.waitUntil(lambda: "Two people changed" in said(app.window), timeout=WAIT)
    picture(app, "j2-decide")
    sheet = top_layer(app.window)
    assert sheet is not None
    next(one for one in sheet.findChildren(QAbstractButton) if "Said by Jo" in one.accessibleName()).click()
    press(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Said by Jo" in lines(helen, own), timeout=WAIT)
    qtbot.waitUntil(lambda: "not taken by the database" not in said(app.window), timeout=WAIT)
    assert post.book.shown() == []


def test_a_choice_put_off_is_made_at_home_or_given_up_in_the_list(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    app, post = stuck(own, proxy, helen, start, qtbot)

    def decide_later() -> None:
        press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
        qtbot.waitUntil(lambda: "Decide" in said(app.window), timeout=WAIT)
        button(app.window, "Decide").click()
        qtbot.waitUntil(lambda: "Two people changed" in said(app.window), timeout=WAIT)
        press(the_sheet(app), Qt.Key.Key_Escape)

    decide_later()
    app.seat.desk.go(Place("home"))
    home = app.seat.desk.screen("home")
    qtbot.waitUntil(lambda: "Two people changed" in said(home), timeout=WAIT)
    button(app.window, "See it").click()
    qtbot.waitUntil(lambda: "Do not send" in said(app.window), timeout=WAIT)
    button(app.window, "Do not send").click()
    button(app.window, "Do not send it").click()
    qtbot.waitUntil(lambda: "Two people changed" not in said(home), timeout=WAIT)
    assert post.book.shown() == []
    assert "Said by Jo" not in lines(helen, own)


def test_chosen_at_home_nothing_is_sent_any_more(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> None:
    app, post = stuck(own, proxy, helen, start, qtbot)
    press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Decide" in said(app.window), timeout=WAIT)
    button(app.window, "Decide").click()
    qtbot.waitUntil(lambda: "Two people changed" in said(app.window), timeout=WAIT)
    press(the_sheet(app), Qt.Key.Key_Escape)
    app.seat.desk.go(Place("home"))
    home = app.seat.desk.screen("home")
    qtbot.waitUntil(lambda: "Two people changed" in said(home), timeout=WAIT)
    button(home, "Choose").click()
    qtbot.waitUntil(lambda: "Save this version" in said(app.window), timeout=WAIT)
    button(the_sheet(app), "All theirs").click()
    press(the_sheet(app), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "not taken by the database" not in said(app.window), timeout=WAIT)
    assert post.book.shown() == []
    assert "Said by Helen" in lines(helen, own)


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


def post_actor(app: App) -> Actor:
    actor = app.seat.jobs.actor
    assert isinstance(actor, Actor)
    return actor


def _has(key: UUID, work: Work) -> bool:
    return work.session.get(Line, key) is not None
