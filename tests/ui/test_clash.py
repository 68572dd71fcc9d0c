"""A clash at the window: what changes only with more is done again whole, or left as the other wrote it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.commands.action import AnswerMoreTime
from tasking_app.commands.base import new_id
from tasking_app.models.action import Action, Deferral
from tasking_app.rules.errors import Clash
from tasking_app.ui.dialogs import clash
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import press
from tests.ui.windows import CTRL, WAIT, button, said


@pytest.mark.parametrize("verb", ["All mine", "All theirs"])
def test_another_date_is_given_again_with_its_reason(seat: Seat, qtbot: QtBot, verb: str) -> None:
    p, key = seat.story.p, seat.story.actions["letterboxes"]
    due, before = p.row(Action, key).due, len(p.rows(Deferral, action_id=key))

    def later(day: date, reason: str) -> AnswerMoreTime:
        return AnswerMoreTime(
            update=new_id(), deferral=new_id(), action=key, seen=due, due=day, reason=reason, at=p.now
        )

    clashes: list[Clash] = []
    seat.jobs.clashed.connect(clashes.append)
    p.do(later(date(2027, 1, 8), "Theirs"))
    seat.jobs.do(later(date(2027, 1, 15), "Mine"), None, seat.window)
    qtbot.waitUntil(lambda: len(clashes) == 1, timeout=WAIT)
    clash.compare(seat.window, seat.jobs, clashes[0])
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    assert "Friday 15 January" in said(sheet)
    assert "stays in the history" not in said(sheet)  # a date is no text
    button(sheet, verb).click()
    with qtbot.waitSignal(seat.jobs.settled, timeout=WAIT):
        press(sheet, Qt.Key.Key_Return, CTRL)
    mine = verb == "All mine"
    assert p.row(Action, key).due == date(2027, 1, 15 if mine else 8)
    reasons = [row.reason for row in p.rows(Deferral, action_id=key)]
    assert len(reasons) == before + (2 if mine else 1)
    assert ("Mine" in reasons) is mine
