"""Who may not do something is not offered it, by keyboard either, and reads why: at a shared database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.app import App
from tasking_app.database import postgres
from tasking_app.database.work import Actor
from tasking_app.models.meeting import Placing
from tasking_app.models.proposal import Proposal
from tasking_app.rules import refusal
from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import OptionCard
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.minutes import MinutesEditor
from tests.partnership import Partnership
from tests.postgres.server import Server
from tests.postgres.world import World
from tests.ui.kit.hands import click, press, type_in
from tests.ui.test_shared_window import begin, signed_up, sits
from tests.ui.windows import CTRL, WAIT, button, field, named, rows, said

pytestmark = pytest.mark.usefixtures("kept")


class Desk:
    """The program at one officer's desk, and what its message bar said."""

    def __init__(self, app: App, own: World, qtbot: QtBot) -> None:
        self.app, self.own, self.qtbot = app, own, qtbot
        self.told: list[str] = []

    def at(self, place: Place, words: str) -> Screen:
        """A screen, once these words stand on it."""
        self.app.seat.desk.go(place)
        screen: Screen = self.app.seat.desk.screen(place.screen)
        screen.say.connect(lambda _kind, words: self.told.append(words))
        self.wait(lambda: words in said(screen))
        self.wait(lambda: not self.app.seat.jobs.busy())
        return screen

    def said_last(self, words: str) -> bool:
        """Whether this is what the message bar said last."""
        return self.told[-1:] == [words]

    def wait(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=WAIT)


@pytest.fixture
def desk(request: pytest.FixtureRequest, own: World, start: list[App], qtbot: QtBot) -> Desk:
    signed_up(own, request.param)
    app = begin(start, qtbot)
    app.window.resize(1366, 768)
    sits(app, qtbot)
    return Desk(app, own, qtbot)


def as_(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("desk", [name], indirect=True)


def off(widget: QWidget, words: str) -> str:
    """Why a button is off."""
    found = button(widget, words)
    assert not found.isEnabled()
    return found.toolTip()


def row_of(desk: Desk, name: str) -> UUID:
    key = desk.own.words[name]
    assert isinstance(key, UUID)
    return key


@as_("Marta")
def test_an_action_of_another_agency_is_read(desk: Desk) -> None:
    screen = desk.at(Place("actions", row_of(desk, "a_letterboxes")), "letterboxes")
    desk.wait(lambda: refusal.UPDATE in said(screen))
    assert off(screen, "Done") == refusal.STATUS
    assert off(desk.app.window, "Add action") == refusal.GIVE
    assert button(screen, "More time").isEnabled()
    table = screen.focusProxy()
    for key, why in (
        (Qt.Key.Key_U, refusal.UPDATE),
        (Qt.Key.Key_D, refusal.STATUS),
        (Qt.Key.Key_E, refusal.DECIDE),
    ):
        press(table, key)
        desk.wait(partial(desk.said_last, why))
    assert top_layer(desk.app.window) is None


@as_("Callum")
def test_an_action_of_the_own_agency_is_answered_and_more_time_is_asked_for(desk: Desk) -> None:
    screen = desk.at(Place("actions", row_of(desk, "a_letterboxes")), "letterboxes")
    desk.wait(lambda: button(screen, "Done").isEnabled())
    assert button(screen, "Add update").isEnabled()
    press(screen.focusProxy(), Qt.Key.Key_F)
    desk.wait(lambda: top_layer(desk.app.window) is not None)
    layer = top_layer(desk.app.window)
    assert layer is not None
    type_in(layer.findChild(QLineEdit), "18 dec: the van is out")
    press(layer.findChild(QLineEdit), Qt.Key.Key_Return)
    jo = desk.own.people["Jo"]
    desk.wait(lambda: jo.one("SELECT count(*) FROM app.proposal WHERE source = 'more_time'") == 1)


@as_("Rowan")
def test_a_referral_is_read(desk: Desk) -> None:
    screen = desk.at(Place("referral", row_of(desk, "shop")), "Market Arcade")
    assert off(screen, "Add a point") == refusal.FACTS
    assert off(screen, "Restrict…") == refusal.SHARE
    assert off(screen, "Share…") == refusal.SHARE
    assert off(desk.app.window, "Edit") == refusal.FACTS
    assert all(not one.isEnabled() for one in named(screen, "Decline…"))


@as_("Rowan")
def test_a_meeting_is_followed(desk: Desk) -> None:
    screen = desk.at(Place("meeting", row_of(desk, "open")), "You follow this meeting")
    editor = rows(screen, MinutesEditor)[0]
    assert isinstance(editor, MinutesEditor)
    assert editor.isReadOnly()
    jo, now_at = desk.own.people["Jo"], "SELECT current_item FROM app.meeting WHERE id = %s"
    before = jo.one(now_at, [row_of(desk, "open")])
    type_in(editor, "Kites")
    press(editor, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_PageUp, CTRL)
    press(editor, Qt.Key.Key_PageDown, CTRL)
    desk.wait(lambda: desk.told[-1:] == [refusal.MEETING])
    assert off(desk.app.window, "End…") == refusal.MEETING
    desk.wait(lambda: not desk.app.seat.jobs.busy())
    assert jo.one(now_at, [row_of(desk, "open")]) == before
    assert jo.one("SELECT count(*) FROM app.line WHERE text = 'Kites'") == 0
    screen.add_here()
    assert desk.told[-1] == refusal.MINUTES


@as_("Rowan")
def test_settings_are_read_but_for_ones_own_entry(desk: Desk) -> None:
    screen = desk.at(Place("settings", part="partnership"), refusal.SETTINGS)
    name = field(screen, "Name of the partnership")
    assert not name.isEnabled()
    assert button(screen, "Save as a template…").isEnabled()
    desk.at(Place("settings", part="officers"), "Job of Sgt Rowan Ashdown")
    assert field(screen, "Job of Sgt Rowan Ashdown").isEnabled()
    assert not field(screen, "Name of Sgt Rowan Ashdown").isEnabled()
    assert not field(screen, "Job of Marta Kowalska").isEnabled()
    assert not button(screen, "Add an officer").isEnabled()


@as_("Helen")
def test_the_chair_decides_and_leaves_settings_to_the_co_ordinator(desk: Desk) -> None:
    screen = desk.at(Place("actions", row_of(desk, "a_letterboxes")), "letterboxes")
    desk.wait(lambda: button(screen, "Done").isEnabled())
    assert button(desk.app.window, "Add action").isEnabled()
    meeting = desk.at(Place("meeting", row_of(desk, "open")), "Referrals")
    assert "You follow this meeting" not in said(meeting)
    desk.at(Place("settings", part="partnership"), refusal.SETTINGS)


@as_("Rowan")
def test_an_agenda_is_read_and_a_place_on_it_asked_for(desk: Desk, server: Server) -> None:
    jo = as_keeper(desk, server)
    meeting, referral = jo.plan(date(2026, 12, 17)), jo.refer("Loud kites", "asb")
    screen = desk.at(Place("prepare", meeting), "Loud kites")
    assert off(desk.app.window, "Issue agenda") == refusal.MEETING
    press(screen, Qt.Key.Key_Return, CTRL)
    desk.wait(partial(desk.said_last, refusal.MEETING))
    desk.app.seat.desk.go(Place("prepare", meeting, "plan"))
    desk.wait(lambda: desk.told.count(refusal.MEETING) > 1 and not desk.app.seat.jobs.busy())
    assert top_layer(desk.app.window) is None
    add = next(
        one for one in rows(screen, Button) if "Loud kites" in one.accessibleName() and one.isEnabled()
    )
    add.setFocus()
    press(add, Qt.Key.Key_Return)
    desk.wait(lambda: len(jo.rows(Proposal, source="agenda_item")) == 1)
    assert not jo.rows(Placing, referral_id=referral)
    jo.store.close()


def as_keeper(desk: Desk, server: Server) -> Partnership:
    """Whoever looks after the database, who does what the co-ordinator would."""
    told = desk.own.words
    store = postgres.open_store(desk.own.address, server.password)
    actor = Actor(told["o_Jo"], told["g_Council"], "Jo Fenwick")
    return Partnership(store, actor, {"Council": told["g_Council"]}, {"MAT": told["series"]})


@as_("Rowan")
def test_papers_of_the_own_agency_are_made_and_the_others_looked_at(desk: Desk) -> None:
    desk.at(Place("library"), "October")
    desk.app.window.export_asked.emit()
    desk.wait(lambda: isinstance(top_layer(desk.app.window), ExportDialog))
    dialog = top_layer(desk.app.window)
    assert isinstance(dialog, ExportDialog)
    desk.wait(lambda: bool(named(dialog, "Save PDF")) and not desk.app.seat.jobs.busy())
    assert off(dialog, "Save PDF") == refusal.PAPERS
    ours = next(one for one in rows(dialog, OptionCard) if "One agency" in one.accessibleName())
    click(ours)
    desk.wait(lambda: button(dialog, "Save PDF").isEnabled())
