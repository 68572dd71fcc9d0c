"""What happened on a shared database, and how its record is read, on screen and off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from tasking_app.database import postgres
from tasking_app.database.store import Store
from tasking_app.database.work import Actor
from tasking_app.records.audit import Asked, AuditPage
from tasking_app.services import audit, leaving, seal
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.screens.audit import AuditScreen
from tasking_app.ui.seat import Seat
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.world import World
from tests.ui.conftest import WAIT

Sits = Callable[[str], Seat]


def opened(own: World, name: str) -> Store:
    return postgres.open_store(replace(own.address, login=login_of(name, own.address.database)), PASSWORD)


def page(own: World, name: str, **asked: Any) -> AuditPage:
    store = opened(own, name)
    try:
        found = store.ask(actor(own, name), lambda work: audit.page(work, Asked(**asked)))
    finally:
        store.close()
    assert found is not None
    return found


def actor(own: World, name: str) -> Actor:
    return Actor(own.words[f"o_{name}"], own.words["g_Council"], name)


def happened(own: World) -> None:
    """A line is changed, names are read, minutes are printed, and the record is sealed."""
    jo, told = own.people["Jo"], own.words
    jo.does("UPDATE line SET text = 'Zanzibar', version = version + 1 WHERE id = %(line)s", told)
    assert jo.does("SELECT name FROM app.identities(%(flat)s, NULL)", told).rows == 1
    own.people["Rowan"].does("SELECT audit.note('print', 'action-plan', '', NULL)")
    store = opened(own, "Jo")
    leaving.record(store, actor(own, "Jo"), leaving.PRINT, "minutes", told["approved"])
    seal.make(store, actor(own, "Jo"))
    store.close()


def on_show(seat: Seat, qtbot: QtBot) -> AuditScreen:
    qtbot.waitUntil(lambda: isinstance(seat.window.screen_on_show(), AuditScreen), timeout=WAIT)
    screen = seat.window.screen_on_show()
    assert isinstance(screen, AuditScreen)
    qtbot.waitUntil(lambda: bool(screen.entries.rows_shown()), timeout=WAIT)
    return screen


def searched(own: World, name: str) -> list[str]:
    """Where somebody searched, as the record holds it."""
    rows = own.people["keeper"].connection.execute(
        "SELECT what FROM audit.log WHERE kind = 'search' AND actor = %s ORDER BY id",
        (login_of(name, own.address.database),),
    )
    return [what for (what,) in rows]


def banners(seat: Seat) -> list[str]:
    """What is said of seals as long as it is true."""
    told = [one.accessibleName() for one in seat.window.findChildren(Banner) if one.isVisible()]
    return [words for words in told if "not sealed" in words]
