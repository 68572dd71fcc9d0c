"""The start of a meeting by keyboard: everybody marked, the statement read, on to the first item."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from sqlalchemy import select

from tasking_app.commands.change import Withdraw
from tasking_app.models.attendance import Attendance, Conflict, StatementReading
from tasking_app.models.meeting import AgendaItem, Meeting
from tasking_app.models.partnership import Officer
from tasking_app.models.settings import GoAhead
from tasking_app.ui.parts.start_board import AgencyCard
from tasking_app.ui.parts.start_row import PersonRow
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.kit.hands import press, type_in
from tests.ui.meeting.conftest import Room, everybody_here, named


def find_field(screen: QWidget) -> QLineEdit:
    """Where names are typed."""
    found = named(screen, QLineEdit, "Name, agency or job")
    assert found is not None
    return found


def statuses(room: Room) -> dict[str, str]:
    """Everybody marked, by name."""
    rows = room.ask(
        lambda work: work.session.execute(
            select(Officer.name, Attendance.status).join(Attendance, Attendance.officer_id == Officer.id)
        ).all()
    )
    return {name: status for name, status in rows if status}


def test_sixteen_people_are_marked_and_the_meeting_starts_by_keys(room: Room) -> None:
    screen = room.start_screen()
    field = find_field(screen)
    room.wait(field.hasFocus)
    for letters in ("hel", "dana", "kow"):
        type_in(field, letters)
        press(field, Qt.Key.Key_Space)
    assert field.text() == ""
    press(field, Qt.Key.Key_Down)
    for _ in range(20):
        press(room.focus(), Qt.Key.Key_Up)
    for _ in range(16):
        here = ", here" in room.focus().accessibleName()
        press(room.focus(), Qt.Key.Key_Down if here else Qt.Key.Key_Space)
    room.wait(lambda: len(statuses(room)) == 16)
    marked = statuses(room)
    again = [name for name, status in marked.items() if status != "here"]
    assert again == []
    agree = named(screen, Button, "Read and agreed")
    assert agree is not None
    press(agree, Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(StatementReading, meeting_id=room.meeting))
    press(room.focus(), Qt.Key.Key_F5)
    room.wait(lambda: room.p.row(Meeting, room.meeting).stage == "in_progress")
    room.wait(lambda: room.window.screen_on_show() is room.desk.screen("meeting"))


def test_apologies_and_a_substitute_who_is_new(room: Room) -> None:
    screen = room.start_screen()
    field = find_field(screen)
    type_in(field, "tom")
    press(field, Qt.Key.Key_Return)
    press(room.focus(), Qt.Key.Key_A)
    room.wait(lambda: statuses(room).get("Tom Hendry") == "apologies")
    field.setFocus()
    type_in(field, "liam")
    press(field, Qt.Key.Key_Return)
    press(room.focus(), Qt.Key.Key_S)
    room.wait(lambda: top_layer(room.window) is not None)
    type_in(room.focus(), "Noor Azizi")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: statuses(room).get("Noor Azizi") == "here")
    assert statuses(room)["Liam Dunn"] == "apologies"


def test_a_name_that_nobody_has_marks_nobody(room: Room) -> None:
    screen = room.start_screen()
    field = find_field(screen)
    type_in(field, "hel")
    press(field, Qt.Key.Key_Space)
    type_in(field, "zzz")
    press(field, Qt.Key.Key_Space)
    room.wait(lambda: statuses(room) == {"Helen Marsden": "here"})
    room.wait(lambda: field.text() == "")


def test_starting_with_gaps_asks_once_and_keeps_who_said_so(room: Room) -> None:
    screen = room.start_screen()
    press(find_field(screen), Qt.Key.Key_F5)
    room.wait(lambda: top_layer(room.window) is not None)
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Meeting, room.meeting).stage == "in_progress")
    said = {one.without for one in room.p.rows(GoAhead, meeting_id=room.meeting)}
    assert {"statement", "quorum", "agency"} <= said


def test_a_required_agency_with_nobody_is_named_in_words(room: Room) -> None:
    screen = room.start_screen()
    field = find_field(screen)
    for letters in ("hel", "dana", "lewis", "row", "imo", "cal", "kow"):
        type_in(field, letters)
        press(field, Qt.Key.Key_Space)
    room.wait(lambda: named(screen, QFrame, "Children's is not here"))
    assert named(screen, AgencyCard, "Children's", "nobody is here") is not None
    go = named(screen, Button, "Start without")
    press(go, Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(GoAhead, meeting_id=room.meeting, without="agency"))


def test_a_meeting_without_items_says_so_and_stays(room: Room) -> None:
    for item in room.p.rows(AgendaItem, meeting_id=room.meeting):
        room.p.do(Withdraw(kind="agenda_item", row=item.id))
    everybody_here(room)
    screen = room.start_screen()
    press(find_field(screen), Qt.Key.Key_F5)
    room.wait(lambda: "no items" in room.window.messages.text())
    assert room.p.row(Meeting, room.meeting).stage == "planned"


def test_a_guest_and_a_conflict_of_interest(room: Room) -> None:
    screen = room.start_screen()
    press(find_field(screen), Qt.Key.Key_Down)
    press(room.focus(), Qt.Key.Key_G)
    room.wait(lambda: top_layer(room.window) is not None)
    type_in(room.focus(), "Ada Neil")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.rows(Attendance, guest="Ada Neil"))
    room.wait(lambda: named(screen, PersonRow, "Ada Neil"))
    press(named(screen, Button, "Add a conflict of interest"), Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    press(room.focus(), Qt.Key.Key_Down)
    press(room.focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.wait(lambda: room.p.rows(Conflict, meeting_id=room.meeting))
