"""Two laptops at one meeting: each shows at once what the other did, and nothing typed moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tasking_app.commands.base import Change, beside, changes
from tasking_app.commands.change import Edit
from tasking_app.commands.meeting import GoToItem, TakeChair
from tasking_app.models.history import TextVersion
from tasking_app.models.line import Line
from tasking_app.models.meeting import Meeting
from tasking_app.models.referral import Referral
from tasking_app.ui.dialogs import clash
from tasking_app.ui.parts.meeting_minutes import MinutesPane
from tasking_app.ui.parts.meeting_people import PeopleList
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.minutes import MinutesEditor
from tests.partnership import Partnership
from tests.postgres.server import Server
from tests.postgres.test_listener import cut_listeners
from tests.postgres.windows import Laptop, two
from tests.postgres.world import World
from tests.ui.kit.hands import press, type_in
from tests.ui.meeting.conftest import named
from tests.ui.windows import CTRL, said

Pair = tuple[Laptop, Laptop]


@pytest.fixture
def pair(desks: Mapping[str, Partnership], own: World, qtbot: QtBot, qapp: QApplication) -> Iterator[Pair]:
    with two(desks, own, qtbot, qapp) as made:
        yield made


def editor(screen: MeetingScreen) -> MinutesEditor:
    """The minutes on show."""
    found = named(screen, MinutesEditor, "Minutes, item")
    assert found is not None
    return found


def item_now(screen: MeetingScreen) -> str:
    found = named(screen, QAbstractButton, "Item ", ", now")
    return found.accessibleName() if found is not None else ""


def go_to(p: Partnership, own: World, what: str) -> None:
    meeting = own.words["open"]
    seen = p.row(Meeting, meeting).current_item
    p.do(GoToItem(meeting=meeting, item=p.item(meeting, what), seen=seen, at=p.now))


def test_a_note_of_one_stands_before_the_other_and_what_is_typed_stays(pair: Pair, own: World) -> None:
    jo, helen = pair
    meeting = own.words["open"]
    go_to(helen.p, own, "asb")
    screen = jo.meeting(meeting)
    jo.wait(lambda: "Anti-social" in item_now(screen))
    text = editor(screen)
    text.start_line("! half a deci")
    before = len(text.toPlainText())
    helen.p.note(meeting, helen.p.item(meeting, "asb"), "Helen wrote this beside me")
    jo.wait(lambda: "Helen wrote this beside me" in text.toPlainText())
    assert "! half a deci" in text.toPlainText()
    assert text.textCursor().block().text() == "! half a deci"
    assert len(text.toPlainText()) > before


def test_either_moves_both_on_and_the_chair_is_handed_over_live(pair: Pair, own: World) -> None:
    jo, helen = pair
    meeting = own.words["open"]
    screens = [one.meeting(meeting) for one in pair]
    for mover, what, words in ((jo, "arson", "Arson"), (helen, "hate", "Hate crime")):
        go_to(mover.p, own, what)
        for screen in screens:
            jo.wait(lambda one=screen, name=words: name in item_now(one))  # type: ignore[misc]  # bound now
    side = screens[0]
    button = named(side, Button, "Who is here")
    assert button is not None
    button.click()
    jo.wait(lambda: named(side, PeopleList, "Who is here"))
    jo.wait(lambda: named(side, Button, "In the chair: Helen Marsden"))
    helen.p.do(
        TakeChair(meeting=meeting, officer=own.words["o_Rowan"], seen=own.words["o_Helen"], at=helen.p.now)
    )
    jo.wait(lambda: named(side, Button, "In the chair: Sgt Rowan Ashdown"))


def test_a_line_both_change_is_asked_about_also_when_the_others_text_came_first(
    pair: Pair, own: World
) -> None:
    """The other's text is read while mine is being typed: mine is still against what I began from."""
    jo, helen = pair
    meeting = own.words["open"]
    item = helen.p.item(meeting, "asb")
    line = helen.p.note(meeting, item, "As it was")
    go_to(helen.p, own, "asb")
    screen = jo.meeting(meeting)
    jo.wait(lambda: "As it was" in editor(screen).toPlainText())
    text = editor(screen)
    clashes: list[object] = []
    jo.jobs.clashed.connect(clashes.append)
    text._pause.setInterval(3_600_000)  # sent when the line is left, not in between
    text.focus_line(line)
    text.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    type_in(text, ", by me")
    helen.p.do(Edit(kind="line", row=line, changes=(Change("text", "As it was", "By Helen"),)))
    pane = screen.findChild(MinutesPane)
    assert pane is not None
    jo.wait(lambda: pane._rows[line].text == "By Helen")
    assert "As it was, by me" in text.toPlainText()
    text.commit()
    jo.wait(lambda: clashes)
    assert helen.p.row(Line, line).text == "By Helen"
    text.commit()
    jo.wait(lambda: not jo.jobs.busy())
    assert len(clashes) == 1  # it is asked about once, not each time the line is left
    type_in(text, " again")
    text.commit()
    jo.wait(lambda: len(clashes) == 2)
    assert helen.p.row(Line, line).text == "By Helen"


def test_ones_own_change_is_read_once(pair: Pair, own: World) -> None:
    jo, helen = pair
    meeting = own.words["open"]
    jo.meeting(meeting)
    jo.changed.clear()
    item = jo.p.item(meeting, "asb")
    done: list[object] = []
    seen = jo.p.row(Meeting, meeting).current_item
    jo.jobs.do(GoToItem(meeting=meeting, item=item, seen=seen, at=jo.p.now), done.append, jo.window)
    jo.wait(lambda: done)
    helen.p.note(meeting, item, "A later word of somebody else")
    jo.wait(lambda: any("line" in one for one in jo.changed))
    assert len([one for one in jo.changed if "meeting" in one]) == 1


def test_after_a_gap_everything_shown_is_read_again(pair: Pair, own: World, server: Server) -> None:
    jo, _ = pair
    meeting = own.words["open"]
    go_to(jo.p, own, "asb")
    screen = jo.meeting(meeting)
    jo.changed.clear()
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE app.line DISABLE TRIGGER z_tell")  # as if it was said in the gap
    jo.p.note(meeting, jo.p.item(meeting, "asb"), "Said while nobody heard")
    assert cut_listeners(server, own.address.database) >= 1
    jo.wait(lambda: frozenset({"*"}) in jo.changed)
    jo.wait(lambda: "Said while nobody heard" in editor(screen).toPlainText())


def test_who_else_is_here_stands_in_the_top_bar_and_goes_with_them(pair: Pair, own: World) -> None:
    jo, helen = pair
    meeting = own.words["open"]
    jo.meeting(meeting)
    assert "With you" not in jo.head()
    helen.meeting(meeting)
    jo.wait(lambda: "With you: Helen Marsden" in jo.head())
    helen.wait(lambda: "With you: Jo Fenwick" in helen.head())
    helen.desk.go(Place("actions"))
    jo.wait(lambda: "With you" not in jo.head())


@pytest.mark.parametrize("mine", [True, False])
def test_two_texts_stand_side_by_side_and_both_are_kept(pair: Pair, own: World, *, mine: bool) -> None:
    """A whole journey by keys: typed here, saved there meanwhile, chosen here, both in the history."""
    jo, helen = pair
    meeting = own.words["open"]
    line = helen.p.note(meeting, helen.p.item(meeting, "asb"), "As it was")
    go_to(helen.p, own, "asb")
    jo.desk.answer("clash", lambda _: clash.compare(jo.window, jo.jobs, jo.desk.clash))
    screen = jo.meeting(meeting)
    jo.wait(lambda: "As it was" in editor(screen).toPlainText())
    text = editor(screen)
    text._pause.setInterval(3_600_000)
    text.focus_line(line)
    type_in(text, ", by me")
    helen.p.do(Edit(kind="line", row=line, changes=(Change("text", "As it was", "By Helen"),)))
    text.commit()
    jo.wait(lambda: isinstance(top_layer(jo.window), clash.Compare))
    sheet = top_layer(jo.window)
    assert sheet is not None
    assert "Helen Marsden, Council" in said(sheet)
    assert "Two people changed a line of the minutes" in said(sheet)
    press(jo.window.focusWidget(), Qt.Key.Key_1 if mine else Qt.Key.Key_2)
    press(sheet, Qt.Key.Key_Return, CTRL)
    wanted, other = ("As it was, by me", "By Helen") if mine else ("By Helen", "As it was, by me")
    jo.wait(lambda: wanted in text.toPlainText() and not jo.jobs.busy())
    assert other not in text.toPlainText()
    assert helen.p.row(Line, line).text == wanted
    assert {one.text for one in helen.p.rows(TextVersion, line_id=line)} == {"As it was", other}
    text.commit()
    jo.wait(lambda: not jo.jobs.busy())
    assert top_layer(jo.window) is None


def test_what_the_other_changed_beside_it_is_a_quiet_note(pair: Pair, own: World) -> None:
    jo, helen = pair
    key = own.words["flat"]
    row = jo.p.row(Referral, key)
    seen: dict[str, object] = {"area": row.area, "risk": row.risk}
    told: list[str] = []
    jo.jobs.told.connect(lambda words, _undo: told.append(words))
    helen.p.do(Edit(kind="referral", row=key, changes=changes(seen, {"area": "Canal side"})))
    wanted = {"risk": "high" if row.risk != "high" else "medium"}
    mine = Edit(kind="referral", row=key, changes=changes(seen, wanted), beside=beside(seen, wanted))
    jo.jobs.do(mine, None, jo.window, words="Changed")
    jo.wait(lambda: told)
    assert told == ["Changed. Also changed: place (Helen Marsden)"]
    after = helen.p.row(Referral, key)
    assert (after.area, after.risk) == ("Canal side", wanted["risk"])


def test_what_was_half_typed_when_the_other_moved_on_stands_under_its_own_item(
    pair: Pair, own: World
) -> None:
    jo, helen = pair
    meeting = own.words["open"]
    go_to(helen.p, own, "asb")
    screen = jo.meeting(meeting)
    jo.wait(lambda: "Anti-social" in item_now(screen))
    text = editor(screen)
    text._pause.setInterval(3_600_000)
    text.start_line("Half a senten")
    go_to(helen.p, own, "arson")
    jo.wait(lambda: "Arson" in item_now(screen))
    item = helen.p.item(meeting, "asb")

    def stored() -> bool:
        return any(row.text == "Half a senten" for row in helen.p.rows(Line, item_id=item))

    jo.wait(lambda: stored() or any(words == "Half a senten" for _, words in text.unsaved()))
    assert "Half a senten" not in editor(screen).toPlainText()
    go_to(helen.p, own, "asb")
    jo.wait(lambda: "Anti-social" in item_now(screen))
    jo.wait(lambda: "Half a senten" in editor(screen).toPlainText())
