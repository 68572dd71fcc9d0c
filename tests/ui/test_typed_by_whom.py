"""What one officer typed is listed and brought back for that officer, and for nobody who sits down next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import new_id
from tasking_app.commands.officer import MergeOfficers, OfficerLeaves
from tasking_app.commands.partnership import AddOfficer
from tasking_app.drafts import Drafts
from tasking_app.services import who
from tasking_app.ui.dialogs import half_typed
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.seat import Seat as WholeSeat
from tasking_app.ui.widgets.dialog import Layer, top_layer
from tests.partnership import Partnership
from tests.ui.conftest import Seat, Sit
from tests.ui.kit.hands import focused, type_in
from tests.ui.openings import OPENINGS
from tests.ui.test_my_agency import sit_as
from tests.ui.tracker import RESTRICTED
from tests.ui.windows import WAIT, rows, said

ONE_AFTER_ANOTHER = ("several actions", "a reason", "a few words", "a new referral", "updates from an e-mail")


def _texts(root: QWidget) -> str:
    made = [one for kind in (QLineEdit, QTextEdit, QPlainTextEdit) for one in rows(root, kind)]
    return " ".join(str(one.property("plainText") or one.property("text")) for one in made)


def _list(seat: Seat, qtbot: QtBot) -> str:
    """What the list of typed texts says; it is closed again."""
    half_typed.show(seat.window, seat.jobs, lambda _place: None)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    words = said(sheet)
    sheet.close_layer()
    return words


@RESTRICTED
@pytest.mark.parametrize("name", ONE_AFTER_ANOTHER)
def test_who_sits_down_next_is_shown_nothing_of_it(
    seat: Seat, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))

    def opened() -> Layer:
        root = OPENINGS[name].open(seat, qtbot)
        assert isinstance(root, Layer)
        return root

    root = opened()
    editors = rows(root, QLineEdit) + rows(root, QTextEdit) + rows(root, QPlainTextEdit)
    text = next(one for one in editors if one.accessibleName() not in ("", "New date"))
    text.setFocus()
    type_in(text, "quokka")
    root.close_layer()
    assert "quokka" in _list(seat, qtbot)
    sit_as(seat, "Rowan", "Police")
    assert "Nothing waits" in _list(seat, qtbot)
    root = opened()
    assert "quokka" not in _texts(root)
    root.close_layer()
    sit_as(seat, "Jo", "Council")
    assert "quokka" in _list(seat, qtbot)
    assert "quokka" in _texts(opened())


def test_each_has_a_text_of_their_own_at_the_same_place(seat: Seat, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(drafts)
    seat.jobs.draft("pasted:", "typed by Jo", "seen by Jo")
    sit_as(seat, "Rowan", "Police")
    seat.jobs.draft("pasted:", "typed by Rowan")
    sit_as(seat, "Jo", "Council")
    assert [(one.place, one.text, one.base) for one in seat.jobs.drafts()] == [
        ("pasted:", "typed by Jo", "seen by Jo")
    ]
    seat.jobs.drop_draft("pasted:")
    assert seat.jobs.drafts() == []
    drafts.close()
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))
    sit_as(seat, "Rowan", "Police")
    assert [one.text for one in seat.jobs.drafts()] == ["typed by Rowan"]


# -- texts without an author, and of those who are gone


def _left_without_author(seat: WholeSeat, place: str, text: str) -> None:
    drafts = seat.jobs._drafts
    assert drafts is not None
    drafts.keep(place, text)


def _be(seat: WholeSeat, qtbot: QtBot, officer: UUID) -> None:
    seat.be(officer)
    qtbot.waitUntil(lambda: seat.jobs.actor.officer == officer and not seat.jobs.busy(), timeout=WAIT)


def _own(seat: WholeSeat) -> dict[str, str]:
    return {one.place: one.text for one in seat.jobs.drafts()}


def test_texts_without_an_author_come_to_who_decides(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    p = partnership_in
    seat = sit()
    _left_without_author(seat, "pasted:", "from before")
    _left_without_author(seat, "quick:here", "too")
    assert _own(seat) == {"pasted:": "from before", "quick:here": "too"}
    _be(seat, qtbot, p.officers["Rowan"])
    assert _own(seat) == {}
    seat.jobs.draft("pasted:", "of Rowan")
    _be(seat, qtbot, p.officers["Helen"])
    assert _own(seat) == {"pasted:": "from before", "quick:here": "too"}
    seat.jobs.draft("pasted:", "from before, and typed on")
    seat.jobs.drop_draft("quick:here")
    assert _own(seat) == {"pasted:": "from before, and typed on"}
    _be(seat, qtbot, p.officers["Jo"])
    assert _own(seat) == {}, "what Helen typed on is hers, what she forgot is forgotten"
    _be(seat, qtbot, p.officers["Rowan"])
    assert _own(seat) == {"pasted:": "of Rowan"}


def test_ones_own_text_stands_before_one_that_was_left(
    partnership_in: Partnership, sit: Sit, qtbot: QtBot
) -> None:
    seat = sit()
    seat.jobs.draft("pasted:", "of Jo")
    _left_without_author(seat, "pasted:", "from before")
    assert _own(seat) == {"pasted:": "of Jo"}
    seat.jobs.draft("pasted:", "of Jo, more")
    seat.jobs.drop_draft("pasted:")
    assert _own(seat) == {"pasted:": "from before"}, "it was never shown, so it is not lost"


def test_texts_of_those_who_are_gone(partnership: Partnership) -> None:
    p = partnership
    twin, marta = new_id(), p.officers["Marta"]
    p.do(AddOfficer(officer=twin, name="Marta Kowalski", agency=p.agencies["Housing"]))
    p.do(MergeOfficers(keep=marta, away=twin))
    p.do(OfficerLeaves(officer=p.officers["Sade"], left_on=date(2026, 11, 1)))

    def sitter(name: str) -> who.Sitter:
        return p.store.ask(p.actor, lambda work: who.sitter(work, str(p.officers[name])))

    assert (set(sitter("Marta").left_by), sitter("Marta").decides) == ({twin}, False)
    assert (set(sitter("Rowan").left_by), sitter("Rowan").decides) == (set(), False)
    for name in ("Jo", "Helen"):
        assert (set(sitter(name).left_by), sitter(name).decides) == ({None, p.officers["Sade"]}, True)


# -- what is on show


def test_what_is_on_show_goes_with_who_typed_it(partnership_in: Partnership, sit: Sit, qtbot: QtBot) -> None:
    p = partnership_in
    key = p.act("Fit bins", "Council")
    seat = sit()

    def typed() -> str:
        seat.desk.go(Place("actions", key))
        pane = seat.desk.screen("actions").findChild(ActionPane)
        assert pane is not None
        qtbot.waitUntil(lambda: (page := pane.page()) is not None and page.row.id == key, timeout=WAIT)
        pane.focus_update()
        return str(focused().property("plainText"))

    assert typed() == ""
    type_in(focused(), "quokka")
    _be(seat, qtbot, p.officers["Rowan"])
    assert typed() == ""
    type_in(focused(), "wombat")
    _be(seat, qtbot, p.officers["Jo"])
    assert typed() == "quokka"
    _be(seat, qtbot, p.officers["Rowan"])
    assert typed() == "wombat"
