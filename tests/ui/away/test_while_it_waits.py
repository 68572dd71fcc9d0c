"""What the window shows of a lost line is true, whatever is done meanwhile, and it never hangs."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from uuid import UUID

import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.app import App
from tasking_app.commands.base import new_id
from tasking_app.commands.line import AddLine
from tasking_app.outbox.book import REFUSED
from tasking_app.outbox.post import DEADLINE
from tasking_app.outbox.sending import OTHER_PASSWORD
from tasking_app.ui.away import Away
from tasking_app.ui.dialogs import waiting
from tasking_app.ui.line_lost import PARTLY, SHUT
from tasking_app.ui.looking_round import LookingRound
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.partnership import Partnership
from tests.postgres.people import login_of
from tests.postgres.proxy import Proxy
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.away.laptop import SHIFT, at_meeting, lines, picture, post_actor, sits, to_arson
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import CTRL, WAIT, button, field, said

pytestmark = pytest.mark.usefixtures("kept")
Start = Callable[[], App]


def note(app: App, own: World, helen: Partnership, text: str) -> UUID:
    """Somebody says something in the open meeting; the key of the command."""
    item = helen.item(own.words["open"], "arson")
    said = AddLine(line=new_id(), meeting=own.words["open"], item=item, text=text, at=helen.now)
    app.seat.jobs.do(said)
    return said.id


def the_list(app: App, qtbot: QtBot) -> Layer:
    press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
    qtbot.waitUntil(lambda: top_layer(app.window) is not None, timeout=WAIT)
    layer = top_layer(app.window)
    assert layer is not None
    return layer


def away_with(
    many: int, own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot, text: str = "Said"
) -> App:
    """At the meeting without a line, and so many lines wait."""
    to_arson(helen, own)
    app = start()
    sits(app, qtbot)
    at_meeting(app, own, qtbot)
    proxy.refuse()
    for number in range(many):
        note(app, own, helen, f"{text} {number + 1}")
    if many:
        told = "1 change is saved" if many == 1 else f"{many} changes are saved"
        qtbot.waitUntil(lambda: told in said(app.window), timeout=6 * WAIT)
    return app


def in_screen(app: App) -> bool:
    """Whether the focus is in the screen on show."""
    screen = app.window.screen_on_show()
    return (
        screen is not None
        and focused().isVisible()
        and (focused() is screen or screen.isAncestorOf(focused()))
    )


def test_the_list_says_nothing_until_it_knows(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    sheet = the_list(app, qtbot)
    assert waiting.NOTHING not in said(sheet)
    assert waiting.LOOKING in said(sheet)
    qtbot.waitUntil(lambda: "Minutes: Said 1" in said(sheet), timeout=WAIT)
    assert waiting.SAFE in said(sheet)


def test_the_whole_text_of_what_was_not_taken_can_be_copied(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    long = ", ".join(["four bin fires at Holme Court since October and more words than fit"] * 6)
    app = away_with(1, own, proxy, helen, start, qtbot, long)
    post = app.seat.jobs._store
    (one,) = post.book.to_send()
    post.book.mark(one.command.id, REFUSED, "The meeting is closed.")
    sheet = the_list(app, qtbot)
    qtbot.waitUntil(lambda: "Do not send" in said(sheet), timeout=WAIT)
    names = [stop.accessibleName() for stop in stops(sheet)]
    assert any(name.startswith("Copy the text of Minutes: four bin fires") for name in names)
    assert any(name.startswith("Send again: Minutes: four bin fires") for name in names)
    copy = next(stop for stop in stops(sheet) if stop.accessibleName().startswith("Copy the text of"))
    copy.setFocus()
    press(focused(), Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == f"{long} 1"
    picture(app, "j-copy")


def stops(sheet: Layer) -> list[QWidget]:
    """What Tab comes by, once round."""
    found: list[QWidget] = []
    while (now := focused()) not in found:
        found.append(now)
        sheet.focusNextPrevChild(True)
    return found


def test_500_wait_and_the_sheet_stays_in_the_window(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    app.window.resize(1280, 680)
    post = app.seat.jobs._store
    (one,) = post.book.to_send()
    for number in range(499):
        item = helen.item(own.words["open"], "arson") if not number else one.command.item
        again = AddLine(
            line=new_id(), meeting=own.words["open"], item=item, text=f"Next {number}", at=helen.now
        )
        post.book.keep(again, one.actor, one.at)
    began = monotonic()
    sheet = the_list(app, qtbot)
    qtbot.waitUntil(lambda: "and 400 more" in said(sheet), timeout=WAIT)
    assert monotonic() - began < 2
    qtbot.waitUntil(lambda: sheet.frame.height() > sheet.height() // 2, timeout=WAIT)
    assert sheet.rect().contains(sheet.frame.geometry())
    picture(app, "j-500")
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "500 changes sent, none lost" in said(app.window), timeout=6 * WAIT)
    qtbot.waitUntil(lambda: waiting.NOTHING in said(sheet), timeout=WAIT)
    assert sheet.isAncestorOf(focused()) or focused() is sheet


def test_who_opened_the_list_from_the_banner_goes_on_in_the_meeting(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    see = button(app.window, "See it")
    see.setFocus()
    press(see, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Minutes: Said 1" in said(app.window), timeout=WAIT)
    sheet = top_layer(app.window)
    assert sheet is not None
    note(app, own, helen, "Said 2")
    qtbot.waitUntil(lambda: "Minutes: Said 2" in said(sheet), timeout=WAIT)
    assert sheet.isAncestorOf(focused())
    press(focused(), Qt.Key.Key_Escape)
    assert in_screen(app)


def test_whoever_is_at_a_button_of_the_banner_stays_there(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    button(app.window, "Try now").setFocus()
    note(app, own, helen, "Said 2")
    qtbot.waitUntil(lambda: "2 changes are saved" in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: focused() is button(app.window, "Try now"), timeout=WAIT)
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "No connection since" not in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: in_screen(app), timeout=WAIT)


def test_closing_the_window_does_not_wait_for_a_frozen_line(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    to_arson(helen, own)
    app = start()
    sits(app, qtbot)
    at_meeting(app, own, qtbot)
    jobs = app.seat.jobs
    proxy.freeze()
    note(app, own, helen, "Said into a frozen line")
    began = monotonic()
    app.window.close()
    assert monotonic() - began < DEADLINE + 2
    assert not jobs._thread.is_alive()
    proxy.heal()
    again = start()
    sits(again, qtbot)
    qtbot.waitUntil(lambda: lines(helen, own).count("Said into a frozen line") == 1, timeout=WAIT)


@pytest.mark.parametrize("screen", sorted(PARTLY))
def test_a_screen_that_is_not_whole_says_so(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot, screen: str
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    app.window.resize(1280, 680)
    app.seat.desk.go(Place(screen))
    qtbot.waitUntil(lambda: PARTLY[screen] in said(app.window), timeout=WAIT)
    qtbot.waitUntil(lambda: not app.seat.jobs.busy(), timeout=WAIT)
    picture(app, f"j-partly-{screen}")
    at_meeting(app, own, qtbot)
    assert PARTLY[screen] not in said(app.window)
    assert "1 change is saved on this laptop" in said(app.window)


def test_whose_login_was_disabled_is_not_told_to_keep_going(
    own: World, server: Server, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    login = sql.Identifier(login_of("Jo", own.address.database))
    with server.cluster.as_superuser() as keeper:
        keeper.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(login))
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: SHUT in said(app.window), timeout=WAIT)
    assert "Keep going" not in said(app.window)
    app.seat.desk.go(Place("home"))
    qtbot.waitUntil(lambda: "the account is disabled" in app.window.messages.text(), timeout=WAIT)
    picture(app, "j-disabled")
    the_list(app, qtbot)
    qtbot.waitUntil(lambda: "Minutes: Said 1" in said(app.window), timeout=WAIT)
    with server.cluster.as_superuser() as keeper:
        keeper.execute(sql.SQL("ALTER ROLE {} LOGIN").format(login))
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: "1 change sent, none lost" in said(app.window), timeout=WAIT)
    assert SHUT not in said(app.window)


def test_whose_password_was_reset_is_told_how_what_waits_is_sent(
    own: World, server: Server, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    login = sql.Identifier(login_of("Jo", own.address.database))
    with server.cluster.as_superuser() as keeper:
        keeper.execute(sql.SQL("ALTER ROLE {} PASSWORD 'four words of another'").format(login))
    proxy.heal()
    app.seat.jobs.away.try_now()
    qtbot.waitUntil(lambda: app.window.messages.text() == OTHER_PASSWORD, timeout=WAIT)
    picture(app, "j-password")
    app.window.close()
    again = start()
    qtbot.waitUntil(lambda: again.first_run is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "did not accept this login and password" in said(again.window), timeout=WAIT)
    field(again.window, "Password").setFocus()
    press(focused(), Qt.Key.Key_A, CTRL)
    type_in(focused(), "four words of another")
    press(focused(), Qt.Key.Key_Return)
    sits(again, qtbot)
    qtbot.waitUntil(lambda: lines(helen, own).count("Said 1") == 1, timeout=WAIT)


def test_back_from_made_up_data_what_waits_is_sent(
    own: World, proxy: Proxy, helen: Partnership, start: Start, qtbot: QtBot
) -> None:
    app = away_with(1, own, proxy, helen, start, qtbot)
    app.seat.window.toast("")
    looking = app.seat.findChild(LookingRound)
    assert looking is not None
    looking.go()
    qtbot.waitUntil(lambda: app.seat.jobs.looking_round, timeout=6 * WAIT)
    assert "No connection since" not in said(app.window)
    press(app.window, Qt.Key.Key_O, CTRL | SHIFT)
    assert top_layer(app.window) is None
    assert waiting.NOTHING not in said(app.window)
    proxy.heal()
    looking.back()
    qtbot.waitUntil(lambda: lines(helen, own).count("Said 1") == 1, timeout=WAIT)
    assert isinstance(app.seat.jobs.away, Away)
    assert post_actor(app).officer is not None
