"""What was typed and not saved is found again: in its sheet, beside changes of others, and in one list."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import Change
from tasking_app.commands.change import Edit
from tasking_app.database.work import Actor
from tasking_app.drafts import Drafts
from tasking_app.models.action import Action
from tasking_app.models.history import TextVersion
from tasking_app.models.referral import Referral
from tasking_app.rules.errors import Clash
from tasking_app.ui.dialogs import clash, half_typed
from tasking_app.ui.dialogs.half_typed import HIDDEN
from tasking_app.ui.dialogs.new_referral import NewReferral
from tasking_app.ui.kept_text import CHANGED
from tasking_app.ui.parts.people_apart import PeopleApart
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.referral import ReferralScreen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import press
from tests.ui.windows import CTRL, WAIT, button, check_stops, field, rows, said

RESTRICTED = pytest.mark.parametrize("seat", ["restricted"], indirect=True)
TITLE = "In a few words, fit for the room"


@pytest.fixture(autouse=True)
def drafts(seat: Seat, tmp_path: Path) -> Drafts:
    """What is typed at the seat is kept."""
    made = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(made)
    return made


def _places(seat: Seat) -> set[str]:
    return {one.place for one in seat.jobs.drafts()}


def _idle(seat: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)


def _edit(seat: Seat, qtbot: QtBot, key: UUID) -> Layer:
    """The facts of a referral, opened from its page."""
    seat.desk.add_screens({"referral": ReferralScreen})
    seat.desk.go(Place("referral", key))
    page = seat.desk.screen("referral")
    qtbot.waitUntil(lambda: "People, kept apart" in said(page), timeout=WAIT)
    _idle(seat, qtbot)
    button(seat.window, "Edit").click()
    return _top(seat, qtbot)


def _top(seat: Seat, qtbot: QtBot) -> Layer:
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    found = top_layer(seat.window)
    assert found is not None
    return found


def _type(sheet: QWidget, name: str, text: str) -> None:
    field(sheet, name).setProperty("text", text)


def _shown(sheet: QWidget, name: str) -> str:
    return str(field(sheet, name).property("text"))


def test_what_is_kept_is_forgotten_when_it_is_saved_and_not_before(seat: Seat, qtbot: QtBot) -> None:
    key = seat.story.referrals["flat"]
    sheet = _edit(seat, qtbot, key)
    _type(sheet, TITLE, "Flat 3, second floor")
    assert _places(seat) == {f"edit:referral:{key}:title"}
    press(sheet, Qt.Key.Key_Return, CTRL)
    assert _places(seat) == {f"edit:referral:{key}:title"}
    qtbot.waitUntil(lambda: _places(seat) == set(), timeout=WAIT)
    assert seat.story.p.row(Referral, key).title == "Flat 3, second floor"


def test_a_text_put_back_as_it_was_is_not_kept(seat: Seat, qtbot: QtBot) -> None:
    sheet = _edit(seat, qtbot, seat.story.referrals["flat"])
    before = _shown(sheet, TITLE)
    _type(sheet, TITLE, "Something else")
    assert len(_places(seat)) == 1
    _type(sheet, TITLE, before)
    assert _places(seat) == set()


def test_what_one_typed_stands_in_no_other_item(seat: Seat, qtbot: QtBot) -> None:
    one, other = seat.story.referrals["flat"], seat.story.referrals["linden"]
    sheet = _edit(seat, qtbot, one)
    _type(sheet, "Where", "Priory Steps")
    sheet.close_layer()
    sheet = _edit(seat, qtbot, other)
    assert _shown(sheet, "Where") == ""
    assert "Start afresh" not in said(sheet)
    sheet.close_layer()
    assert _shown(_edit(seat, qtbot, one), "Where") == "Priory Steps"


def test_to_start_afresh_gives_up_what_was_typed(seat: Seat, qtbot: QtBot) -> None:
    key = seat.story.referrals["flat"]
    sheet = _edit(seat, qtbot, key)
    before = _shown(sheet, TITLE)
    _type(sheet, TITLE, "Half a title")
    sheet.close_layer()
    sheet = _edit(seat, qtbot, key)
    assert _shown(sheet, TITLE) == "Half a title"
    check_stops(sheet)
    button(sheet, "Start afresh").click()
    assert _shown(sheet, TITLE) == before
    assert _places(seat) == set()


@pytest.mark.parametrize("verb", ["All mine", "All theirs"])
def test_a_change_of_somebody_else_is_never_written_over(seat: Seat, qtbot: QtBot, verb: str) -> None:
    p, key = seat.story.p, seat.story.referrals["flat"]
    clashes: list[Clash] = []
    seat.jobs.clashed.connect(clashes.append)
    sheet = _edit(seat, qtbot, key)
    before = _shown(sheet, TITLE)
    _type(sheet, TITLE, "Mine")
    sheet.close_layer()
    p.do(Edit(kind="referral", row=key, changes=(Change("title", before, "Theirs"),)))

    sheet = _edit(seat, qtbot, key)
    assert _shown(sheet, TITLE) == "Mine"
    assert CHANGED in said(sheet)
    press(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(clashes) == 1, timeout=WAIT)
    assert p.row(Referral, key).title == "Theirs"
    assert len(_places(seat)) == 1
    clash.compare(seat.window, seat.jobs, clashes[0])
    qtbot.waitUntil(lambda: isinstance(_top(seat, qtbot), clash.Compare), timeout=WAIT)
    asked = _top(seat, qtbot)
    assert f"Two people changed R-{p.row(Referral, key).number}" in said(asked)
    press(asked, Qt.Key.Key_Return, CTRL)
    assert clash.CHOOSE in said(asked)  # nothing is chosen beforehand
    assert p.row(Referral, key).title == "Theirs"
    button(asked, verb).click()
    press(asked, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: _places(seat) == set(), timeout=WAIT)
    mine = verb == "All mine"
    assert p.row(Referral, key).title == ("Mine" if mine else "Theirs")
    kept = {one.text for one in p.rows(TextVersion, referral_id=key)}
    assert kept == {before, "Theirs" if mine else "Mine"}


def test_several_commands_of_one_sheet_are_all_waited_for(seat: Seat, qtbot: QtBot) -> None:
    key = seat.story.actions["visit"]
    seat.desk.add_screens({"actions": ActionsScreen})
    seat.desk.go(Place("actions", key, "done"))
    screen = seat.desk.screen("actions")
    qtbot.waitUntil(lambda: "Reassurance visit" in said(screen) and not seat.jobs.busy(), timeout=WAIT)
    next(one for one in rows(screen, Button) if one.accessibleName() == "Edit this action").click()  # type: ignore[attr-defined]  # a button
    sheet = _top(seat, qtbot)
    _type(sheet, "Success is when", "She opens again")
    _type(sheet, "Effect", "She did")
    assert len(_places(seat)) == 2
    press(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: _places(seat) == set() and not seat.jobs.busy(), timeout=WAIT)
    assert seat.story.p.row(Action, key).success == "She opens again"


# -- the list of all


def _list(seat: Seat, qtbot: QtBot, went: list[Place]) -> Layer:
    seat.window.show_screen(Screen())
    half_typed.show(seat.window, seat.jobs, went.append)
    return _top(seat, qtbot)


def test_the_list_says_where_each_text_belongs_and_leads_there(seat: Seat, qtbot: QtBot) -> None:
    story, went = seat.story, list[Place]()
    seat.jobs.draft(f"guest:{story.meeting}:name", "Ada Birtles")
    seat.jobs.draft(f"update:{story.actions['bins']}", "Bins are ordered")
    seat.jobs.draft(f"end:{story.referrals['flat']}:closed:reason", "Moved away")
    sheet = _list(seat, qtbot, went)
    check_stops(sheet)
    words = said(sheet)
    for one in ("A guest, name, ", "Update, A-2", "why, R-1 Flat 3", "Bins are ordered", "Moved away"):
        assert one in words
    next(one for one in rows(sheet, Button) if one.accessibleName().startswith("Open Update")).click()  # type: ignore[attr-defined]  # a button
    assert went == [Place("actions", story.actions["bins"])]


def test_a_text_of_the_list_is_copied_or_forgotten(seat: Seat, qtbot: QtBot) -> None:
    place = f"guest:{seat.story.meeting}:name"
    seat.jobs.draft(place, "Ada Birtles")
    sheet = _list(seat, qtbot, [])
    names = {one.accessibleName().split(" the text")[0]: one for one in rows(sheet, Button)}
    names["Copy"].click()  # type: ignore[attr-defined]  # a button
    assert QApplication.clipboard().text() == "Ada Birtles"
    names["Forget"].click()  # type: ignore[attr-defined]  # a button
    qtbot.waitUntil(lambda: "Nothing waits" in said(sheet), timeout=WAIT)
    assert _places(seat) == set()


@RESTRICTED
def test_the_list_shows_no_restricted_words_and_no_names(seat: Seat, qtbot: QtBot) -> None:
    story, me = seat.story, seat.jobs.actor.officer
    number = story.p.row(Referral, story.referrals["secret"]).number
    for place in (
        f"edit:referral:{story.referrals['secret']}:description:{me}",
        f"words:Put R-{number} off?",
        f"people:{story.referrals['flat']}",
        "new-referral:people",
    ):
        seat.jobs.draft(place, "quokka")
    sheet = _list(seat, qtbot, [])
    assert "quokka" not in said(sheet)
    assert said(sheet).count(HIDDEN) == 4
    sheet.close_layer()
    seat.jobs.actor = Actor(story.p.officers["Rowan"], story.p.agencies["Police"], "Sgt Rowan Ashdown")
    assert "Nothing waits" in said(_list(seat, qtbot, [])), "somebody else does not see that there are any"


def test_texts_about_nothing_that_is_there_are_listed_all_the_same(seat: Seat, qtbot: QtBot) -> None:
    seat.jobs.draft("choice:new-referral:kind", "victim")
    for place in ("quick:here", "anything else", f"line:{UUID(int=5)}", "finder:add", "new-referral:title"):
        seat.jobs.draft(place, f"text of {place}")
    words = said(_list(seat, qtbot, []))
    for one in seat.jobs.drafts():
        assert (one.text in words) == (one.place != "choice:new-referral:kind")


def test_people_come_back_whatever_was_pasted(seat: Seat, qtbot: QtBot) -> None:
    names = ["Ada\tBirtles\u2028", 'Ben "B" \\ Haddad', "نور 🙂"]
    first, second = PeopleApart(), PeopleApart()
    for people in (first, second):
        qtbot.addWidget(people)
    for name in names:
        first.add_one().name.edit.setText(name)
    second.show_text(first.text())
    assert second.names() == first.names()
    assert len(second.names()) == 3
    second.show_text("")
    assert (second.names(), second.text()) == ([], "")


def test_what_was_chosen_for_a_new_referral_comes_back_with_its_words(seat: Seat, qtbot: QtBot) -> None:
    p, me = seat.story.p, str(seat.jobs.actor.agency)
    for again in (False, True):
        sheet = NewReferral(seat.jobs)
        sheet.open_fresh(seat.window)
        qtbot.waitUntil(sheet.isVisible, timeout=WAIT)
        lead = next(one for one in rows(sheet, Combo) if one.accessibleName() == "Lead agency")
        officer = next(one for one in rows(sheet, Combo) if one.accessibleName() == "Case officer")
        assert isinstance(lead, Combo)
        assert isinstance(officer, Combo)
        if again:
            assert lead.key() == str(p.agencies["Police"])
            assert officer.key() == str(p.officers["Rowan"])
            button(sheet, "Clear it").click()
            assert (lead.key(), officer.key()) == (me, "")
            assert _places(seat) == set()
        else:
            for combo, key in ((lead, p.agencies["Police"]), (officer, p.officers["Rowan"])):
                combo.setCurrentIndex(combo.findData(str(key)))
                combo.activated.emit(combo.currentIndex())
        sheet.close_layer()
