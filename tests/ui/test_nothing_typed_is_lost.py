"""What is typed outside the minutes is on disk too, and Undo takes back what was done last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from tasking_app.commands.base import new_id
from tasking_app.commands.meeting import AddItem
from tasking_app.drafts import Drafts
from tasking_app.models.meeting import AgendaItem
from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.parts.action_pane import ActionPane
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.actions import ActionsScreen
from tasking_app.ui.screens.referrals import ReferralsScreen
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.conftest import Seat
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.windows import WAIT, field


def _add(seat: Seat, title: str) -> None:
    seat.jobs.do(AddItem(item=new_id(), meeting=seat.story.meeting, title=title), words=f"{title} added")


def _titles(seat: Seat) -> set[str]:
    rows = seat.story.p.rows(AgendaItem, meeting_id=seat.story.meeting, withdrawn_at=None)
    return {one.title for one in rows} & {"First", "Second"}


def test_undo_pressed_at_once_takes_back_the_last_change(seat: Seat, qtbot: QtBot) -> None:
    _add(seat, "First")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    _add(seat, "Second")
    seat.jobs.undo()
    qtbot.waitUntil(lambda: not seat.jobs.busy() and _titles(seat) == {"First"}, timeout=WAIT)
    seat.jobs.undo()
    seat.jobs.redo()
    seat.jobs.redo()
    qtbot.waitUntil(lambda: not seat.jobs.busy() and _titles(seat) == {"First", "Second"}, timeout=WAIT)


def test_an_undo_that_could_not_be_written_can_be_tried_again(seat: Seat, qtbot: QtBot) -> None:
    _add(seat, "First")
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
    words = seat.jobs.can_undo()
    other = dbapi2.connect(str(seat.papers.with_name("tasking.db")), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    seat.jobs.undo()
    qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=60_000)
    assert _titles(seat) == {"First"}
    assert seat.jobs.can_undo() == words
    other.execute("ROLLBACK")
    other.close()
    seat.jobs.undo()
    qtbot.waitUntil(lambda: not seat.jobs.busy() and _titles(seat) == set(), timeout=WAIT)


def _drafts(seat: Seat, tmp_path: Path) -> Drafts:
    drafts = Drafts(tmp_path / "typed.db", None)
    seat.jobs.keep_drafts_in(drafts)
    return drafts


def _kept(seat: Seat) -> dict[str, str]:
    return {one.place: one.text for one in seat.jobs.drafts()}


def test_an_update_half_typed_is_kept_and_comes_back_with_its_action(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    _drafts(seat, tmp_path)
    seat.desk.add_screens({"actions": ActionsScreen})
    first, other = seat.story.actions["bins"], seat.story.actions["closure"]
    pane = _go_to(seat, qtbot, first)
    pane.focus_update()
    type_in(focused(), "Bins ordered")
    assert _kept(seat)[f"update:{first}"] == "Bins ordered"
    _go_to(seat, qtbot, other)
    assert _text(pane) == ""
    _go_to(seat, qtbot, first)
    qtbot.waitUntil(lambda: _text(pane) == "Bins ordered", timeout=WAIT)
    pane.focus_update()
    press(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: f"update:{first}" not in _kept(seat), timeout=WAIT)


def _go_to(seat: Seat, qtbot: QtBot, key: object) -> ActionPane:
    seat.desk.go(Place("actions", key))  # type: ignore[arg-type]  # keys of the story
    pane = seat.desk.screen("actions").findChild(ActionPane)
    assert pane is not None

    def shown() -> bool:
        page = pane.page()
        return page is not None and page.row.id == key and not seat.jobs.busy()

    qtbot.waitUntil(shown, timeout=WAIT)
    return pane


def _text(pane: QWidget) -> str:
    return str(field(pane, "What has happened since?").property("plainText"))


def test_a_referral_half_typed_is_there_in_a_new_sheet(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    _drafts(seat, tmp_path)
    seat.desk.add_screens({"referrals": ReferralsScreen})
    seat.desk.go(Place("referrals", part="new"))
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)
    sheet = top_layer(seat.window)
    assert sheet is not None
    title = field(sheet, "In a few words, fit for the room")
    title.setFocus()
    type_in(title, "Half a title")
    assert _kept(seat)["new-referral:title"] == "Half a title"


def _ask(seat: Seat, qtbot: QtBot, said: Callable[[str], None], about: UUID | None = None) -> None:
    ask_words.ask(seat.window, "Leave R-1 out?", "Why?", "Leave out", said, about)
    qtbot.waitUntil(lambda: top_layer(seat.window) is not None, timeout=WAIT)


def test_a_reason_half_typed_is_kept_until_what_it_is_for_is_done(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    _drafts(seat, tmp_path)
    ask_words.keep_in(seat.jobs)
    _ask(seat, qtbot, partial(_add, seat))
    type_in(focused(), "First")
    assert _kept(seat)["words:Leave R-1 out?"] == "First"
    press(focused(), Qt.Key.Key_Return)
    assert _kept(seat)["words:Leave R-1 out?"] == "First"
    qtbot.waitUntil(lambda: "words:Leave R-1 out?" not in _kept(seat), timeout=WAIT)
    assert _titles(seat) == {"First"}


def test_words_that_are_refused_are_there_again_when_they_are_asked_for(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    _drafts(seat, tmp_path)
    ask_words.keep_in(seat.jobs)
    for refused in (lambda _: None, lambda _: _add_nothing(seat)):
        _ask(seat, qtbot, refused)
        focused().setProperty("text", "2 dec: no news")
        press(focused(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not seat.jobs.busy(), timeout=WAIT)
        _ask(seat, qtbot, refused)
        assert focused().property("text") == "2 dec: no news"
        press(focused(), Qt.Key.Key_Escape)


def _add_nothing(seat: Seat) -> None:
    seat.jobs.do(AddItem(item=new_id(), meeting=seat.story.meeting, title=""))


def test_words_about_one_thing_are_never_shown_for_another(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    _drafts(seat, tmp_path)
    ask_words.keep_in(seat.jobs)
    one, other = new_id(), new_id()
    for about, before in ((one, ""), (other, ""), (one, "No news")):
        _ask(seat, qtbot, lambda _: None, about)
        assert focused().property("text") == before
        focused().setProperty("text", "No news")
        press(focused(), Qt.Key.Key_Escape)
