"""A key pressed while the next one is still being read never reaches the one that was shown before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tasking_app.models.action import Action, ActionUpdate
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.test_proposals_screen import ask, on_show, open_page, page_of
from tests.ui.tracker import go_to, idle, shown, table, tracker
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT

FIRE = "Fire and rescue"


@contextmanager
def _slow(seat: Seat) -> Iterator[None]:
    """Nothing more is read meanwhile: the file is busy."""
    gate = threading.Event()
    seat.jobs.long(lambda _store, _actor: gate.wait(), lambda _: None, seat.window, touched=frozenset())
    try:
        yield
    finally:
        gate.set()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_D, Qt.Key.Key_F, Qt.Key.Key_B, Qt.Key.Key_U, Qt.Key.Key_N, Qt.Key.Key_E]
)
def test_a_letter_in_the_tracker_waits_for_the_action_it_is_for(
    seat: Seat, qtbot: QtBot, key: Qt.Key
) -> None:
    p = seat.story.p
    screen = tracker(seat, qtbot)
    before = go_to(seat, qtbot, screen, "closure")
    after = _other(shown(screen), before)
    states = _states(seat)
    with _slow(seat):
        table(screen).select(after)
        QApplication.processEvents()
        press(table(screen), key)
        assert "still being read" in seat.window.messages.text()
        assert focused() is table(screen)
    idle(seat, qtbot)
    assert top_layer(seat.window) is None, "no sheet opens for the action that was shown before"
    assert _states(seat) == states
    assert p.rows(ActionUpdate, action_id=before) == []


def test_an_update_typed_in_between_goes_to_no_other_action(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    screen = tracker(seat, qtbot)
    before = go_to(seat, qtbot, screen, "closure")
    pane = screen.findChild(ActionPane)
    assert pane is not None
    pane.focus_update()
    type_in(focused(), "The court sits on Friday")
    with _slow(seat):
        table(screen).select(_other(shown(screen), before))
        QApplication.processEvents()
        press(focused(), Qt.Key.Key_Return, CTRL)
        assert "still being read" in seat.window.messages.text()
    idle(seat, qtbot)
    assert not [one for one in p.rows(ActionUpdate) if one.text == "The court sits on Friday"]


def test_accepting_in_between_accepts_nothing(seat: Seat, qtbot: QtBot) -> None:
    keys = [ask(seat, seat.story.p.act(f"Action {number}", FIRE), source="more_time") for number in range(2)]
    screen = open_page(seat, qtbot)
    qtbot.waitUntil(lambda: on_show(screen).row.id == keys[0], timeout=WAIT)
    with _slow(seat):
        screen._list.stand_at(keys[1])
        screen._choose(keys[1])
        QApplication.processEvents()
        press(focused(), Qt.Key.Key_Return, CTRL)
        screen._decline()
        assert top_layer(seat.window) is None
    settle(seat, qtbot)
    assert [page_of(seat, key).row.state for key in keys] == ["waiting", "waiting"]
    qtbot.waitUntil(lambda: on_show(screen).row.id == keys[1], timeout=WAIT)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page_of(seat, keys[1]).row.state == "accepted", timeout=WAIT)
    assert page_of(seat, keys[0]).row.state == "waiting"


def _other(keys: list[UUID], but: UUID) -> UUID:
    return next(one for one in keys if one != but)


def _states(seat: Seat) -> dict[UUID, tuple[str, object]]:
    return {one.id: (one.status, one.due) for one in seat.story.p.rows(Action)}
