"""The chair changes hands during the meeting, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tasking_app.models.attendance import Attendance
from tasking_app.models.meeting import Meeting
from tasking_app.ui.parts.meeting_people import PeopleList
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import top_layer
from tests.ui.kit.hands import press
from tests.ui.meeting.conftest import Room, named


def test_somebody_else_takes_the_chair_and_the_list_says_who(room: Room) -> None:
    screen = room.at("welcome")
    room.wait(lambda: named(screen, Button, "Who is here"))
    press(named(screen, Button, "Who is here"), Qt.Key.Key_Return)
    room.wait(lambda: named(screen, PeopleList, "Who is here"))
    room.wait(lambda: named(screen, Button, "In the chair: Helen Marsden"))
    press(named(screen, Button, "In the chair: Helen Marsden"), Qt.Key.Key_Return)
    room.wait(lambda: top_layer(room.window) is not None)
    layer = top_layer(room.window)
    assert layer is not None
    press(named(layer, Button, "Rowan Ashdown"), Qt.Key.Key_Return)
    room.wait(lambda: named(screen, Button, "In the chair: Sgt Rowan Ashdown"))
    p = room.p
    meeting = p.row(Meeting, room.meeting)
    assert meeting.chair_id == p.officers["Rowan"]
    turns = [row for row in p.rows(Attendance, meeting_id=room.meeting) if row.chaired_from is not None]
    assert {row.officer_id for row in turns} == {p.officers["Helen"], p.officers["Rowan"]}
