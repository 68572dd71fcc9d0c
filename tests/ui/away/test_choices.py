"""What two changed while the database was away is decided: in the list of what waits, or at Home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tasking_app.app import App
from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.outbox.post import Post
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.partnership import Partnership
from tests.postgres.proxy import Proxy
from tests.postgres.world import World
from tests.ui.away.laptop import SHIFT, at_meeting, has_line, lines, picture, post_actor, sits, to_arson
from tests.ui.kit.hands import press
from tests.ui.windows import CTRL, WAIT, button, said

pytestmark = pytest.mark.usefixtures("kept")


def stuck(
    own: World, proxy: Proxy, helen: Partnership, start: Callable[[], App], qtbot: QtBot
) -> tuple[App, Post]:
    """What was changed while the database was away clashes with what somebody else wrote meanwhile."""
    to_arson(helen, own)
    key = helen.note(own.words["open"], helen.item(own.words["open"], "arson"), "As it was")
    app = start()
    post = sits(app, qtbot)
    at_meeting(app, own, qtbot)
    qtbot.waitUntil(lambda: post.copy.store.ask(post_actor(app), partial(has_line, key)), timeout=WAIT)
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
