"""The quick-add line: an action in a few keys, and everything it asks or refuses with the text kept."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.folder import Reader
from tasking_app.models.line import Decision
from tasking_app.rules import days
from tasking_app.services import holidays
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chip_row import ChipRow
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.labels import Elided
from tasking_app.ui.widgets.one_line import OneLine
from tests.ui.kit.hands import press, type_in
from tests.ui.meeting.conftest import Room, named, today

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def line_of(screen: MeetingScreen) -> OneLine:
    """The quick-add line."""
    found = named(screen, OneLine, "Add an action")
    assert found is not None
    return found


def start_line(room: Room, what: str = "arson") -> tuple[MeetingScreen, OneLine]:
    """At an item, with the caret in the quick-add line."""
    screen = room.at(what)
    assert screen.add_here()
    room.wait(lambda: line_of(screen).hasFocus())
    return screen, line_of(screen)


def written(day: date) -> str:
    """A day as people type it, with its year."""
    return f"{day.day}/{day.month}/{day.year}"


def working_day() -> date:
    """A working day three weeks ahead."""
    day = today() + timedelta(days=21)
    return day if holidays.calendar().is_working(day) else holidays.calendar().after(day)


def chips(screen: MeetingScreen) -> str:
    """What the chips say."""
    shown = next(one for one in screen.findChildren(ChipRow) if one.isVisible() and one.accessibleName())
    return shown.accessibleName()


def sentences(screen: QWidget) -> str:
    """Every label on show."""
    return " ".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_an_action_takes_at_most_twenty_keys_beyond_its_text(room: Room) -> None:
    screen, line = start_line(room)
    day = working_day()
    keys = f"@fire by {day.day} {days.MONTHS[day.month - 1][:3].lower()}: "
    text = "arson-proof letterboxes at 3 flats"
    type_in(line, keys + text)
    assert len(keys) + 1 <= 20
    assert "Fire and rescue WM Callum Reddy" in chips(screen)
    assert days.short(day) in chips(screen)
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(Action, text="Arson-proof letterboxes at 3 flats"))
    room.wait(lambda: line.text() == "")
    made = room.p.rows(Action, text="Arson-proof letterboxes at 3 flats")[0]
    assert (made.theme, made.due, made.folder_id) == ("arson", day, room.referrals["bins"])
    assert [one.action for one in room.lines("arson")] == [made.id]
    room.wait(lambda: named(screen, Button, "Added today 1"))


def test_undo_takes_the_action_and_its_line_back(room: Room) -> None:
    _, line = start_line(room)
    type_in(line, "@police: joint patrols")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: room.lines("arson"))
    room.wait(lambda: line.text() == "")
    press(line, Qt.Key.Key_Z, CTRL)
    room.wait(lambda: room.lines("arson") == ())
    gone = room.p.rows(Action, text="Joint patrols")[0]
    assert gone.withdrawn_at is not None


def test_without_a_date_it_is_the_next_meeting_and_the_chip_says_so(room: Room) -> None:
    screen, line = start_line(room)
    type_in(line, "@police patrol the lane")
    assert "next meeting" in chips(screen)


def test_without_who_the_picker_opens_with_the_text_kept(room: Room) -> None:
    _, line = start_line(room)
    type_in(line, "@: clear the bins")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: isinstance(room.focus(), Button))
    assert line.text() == "@: clear the bins"
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(line.hasFocus)
    assert line.text().endswith("clear the bins")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(Action, text="Clear the bins"))


def test_an_ambiguous_agency_lists_those_it_may_be(room: Room) -> None:
    screen, line = start_line(room)
    type_in(line, "@c tidy up")
    assert "Who?" in chips(screen)
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: named(screen, Button, "Council"))
    assert named(screen, Button, "Children's") is not None
    press(room.focus(), Qt.Key.Key_Escape)
    room.wait(line.hasFocus)
    assert line.text() == "@c tidy up"


def test_an_unknown_agency_is_said_in_words(room: Room) -> None:
    screen, line = start_line(room)
    type_in(line, "@zzz tidy up")
    assert "No agency here begins with “zzz”" in sentences(screen)


def test_a_date_that_is_past_is_not_accepted(room: Room) -> None:
    screen, line = start_line(room)
    type_in(line, f"@fire by {written(today() - timedelta(days=8))}: too late")
    assert "8 days ago" in sentences(screen)
    press(line, Qt.Key.Key_Return)
    assert room.p.rows(Action, text="Too late") == []
    assert "too late" in line.text()


def test_a_weekend_offers_the_working_day_before(room: Room) -> None:
    screen, line = start_line(room)
    day = today() + timedelta(days=14)
    saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    type_in(line, f"@fire by {written(saturday)}: weekend work")
    assert "The working day before is" in sentences(screen)
    press(line, Qt.Key.Key_F, ALT)
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(Action, text="Weekend work"))
    assert room.p.rows(Action, text="Weekend work")[0].due == holidays.calendar().before(saturday)


def test_closing_a_case_asks_why_and_may_leave_it_for_the_end(room: Room) -> None:
    _, line = start_line(room)
    type_in(line, "! Close the case")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    type_in(room.focus(), "No fires since May")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: [one.rationale for one in room.p.rows(Decision)] == ["No fires since May"])
    room.wait(lambda: line.text() == "")
    line.setFocus()
    type_in(line, "! No further action")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    layer = top_layer(room.window)
    assert layer is not None
    press(named(layer, Button, "Leave it for the end"), Qt.Key.Key_Return)
    room.wait(lambda: sorted(one.rationale for one in room.p.rows(Decision)) == ["", "No fires since May"])


def test_esc_at_the_question_keeps_the_line(room: Room) -> None:
    _, line = start_line(room)
    type_in(line, "! Close the case")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    press(room.focus(), Qt.Key.Key_Escape)
    room.wait(lambda: top_layer(room.window) is None)
    assert line.text() == "! Close the case"
    assert room.p.rows(Decision) == []


def test_an_agency_that_may_not_see_the_referral_is_shared_with_first(room: Room) -> None:
    screen = room.at("hate")
    press(room.focus(), Qt.Key.Key_1, CTRL)
    room.wait(lambda: top_layer(room.window) is not None)
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: named(screen, Elided, "Zebra Lane refuge"))
    line = line_of(screen)
    line.setFocus()
    type_in(line, "@police/rowan: fit an alarm")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    assert "not on the list" in sentences(room.window)
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(Action, text="Fit an alarm"))
    assert room.p.rows(Reader, officer_id=room.p.officers["Rowan"]) != []


def test_an_action_is_updated_in_one_line(room: Room) -> None:
    _, line = start_line(room)
    number = room.p.row(Action, room.actions["soon"]).number
    type_in(line, f"A-{number} done: patrols are over")
    press(line, Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Action, room.actions["soon"]).status == "done")
    assert [one.text for one in room.p.rows(ActionUpdate)] == ["patrols are over"]
