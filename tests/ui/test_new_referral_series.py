"""A new referral goes to the series that is chosen; the one last used stands first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.database.work import Work
from tasking_app.models.partnership import Series
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.models.referral import Referral
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press
from tests.ui.test_proposing import TITLE, new_referral
from tests.ui.walk import settle
from tests.ui.windows import CTRL, WAIT, field, named, rows, said


def _series(sheet: QWidget) -> Combo:
    found = field(sheet, "Series")
    assert isinstance(found, Combo)
    return found


def _step_to_series(sheet: QWidget) -> None:
    """By Tab from why it is referred, and to the next series by an arrow key."""
    field(sheet, "Why is it referred?").setFocus()
    press(focused(), Qt.Key.Key_Tab)
    assert focused() is _series(sheet)
    press(focused(), Qt.Key.Key_Down)


def test_another_series_is_chosen_by_keys_and_is_the_usual_one_next_time(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    sheet = new_referral(seat, qtbot, "Jo", "Council")
    first = _series(sheet).key()
    assert first == str(p.series["MAT"]), "that of the next meeting"
    _step_to_series(sheet)
    other = _series(sheet).key()
    assert other != first
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Referral, title=TITLE)) == 1, timeout=WAIT)
    assert str(p.rows(Referral, title=TITLE)[0].series_id) == other
    qtbot.waitUntil(lambda: top_layer(seat.window) is None, timeout=WAIT)
    assert _series(new_referral(seat, qtbot, "Jo", "Council")).key() == other


def test_what_was_chosen_stays_while_it_is_half_typed(seat: Seat, qtbot: QtBot) -> None:
    sheet = new_referral(seat, qtbot, "Jo", "Council")
    _step_to_series(sheet)
    other = _series(sheet).key()
    press(sheet, Qt.Key.Key_Escape)
    sheet = new_referral(seat, qtbot, "Jo", "Council")
    assert _series(sheet).key() == other
    named(sheet, "Clear it")[0].click()
    assert _series(sheet).key() == str(seat.story.p.series["MAT"])


def test_whether_it_is_sent_or_proposed_depends_on_the_series(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    sheet = new_referral(seat, qtbot, "Helen", "Council")
    other = next(key for code, key in p.series.items() if code != "MAT")
    assert "19 November" in said(sheet), "the meeting of the series chosen"
    while _series(sheet).key() != str(other):
        _step_to_series(sheet)
    settle(seat, qtbot)
    assert "It waits for the next agenda" in said(sheet)
    assert not [one for one in rows(sheet, CheckBox) if "ask for a place" in one.accessibleName()]
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(Proposal)) == 1, timeout=WAIT)
    assert [one.of_series for one in p.rows(Proposal)] == [other]
    assert p.rows(Referral, title=TITLE) == []


def test_a_place_is_asked_for_on_the_agenda_of_the_series(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    other = next(code for code in p.series if code != "MAT")
    p.plan(date(2026, 12, 3), other)
    sheet = new_referral(seat, qtbot, "Marta", "Housing")
    while _series(sheet).key() != str(p.series[other]):
        _step_to_series(sheet)
    place = next(one for one in rows(sheet, CheckBox) if "ask for a place" in one.accessibleName())
    assert "3 December" in place.accessibleName()
    place.setFocus()
    press(focused(), Qt.Key.Key_Space)
    press(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(p.rows(ProposalStep)) == 2, timeout=WAIT)
    assert any("3 December" in one.words for one in p.rows(ProposalStep))


def test_with_one_series_nothing_is_asked(seat: Seat, qtbot: QtBot) -> None:
    p = seat.story.p
    others = [key for code, key in p.series.items() if code != "MAT"]

    def withdraw(work: Work) -> None:
        for key in others:
            work.withdraw(work.get(Series, key))

    p.store.write(p.actor, withdraw)
    sheet = new_referral(seat, qtbot, "Jo", "Council")
    assert not [one for one in rows(sheet, Combo) if one.accessibleName() == "Series"]
