"""What was being typed when the program ended without a word is there again, at the same item."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tasking_app.database.files import open_store
from tasking_app.drafts import Drafts
from tests.partnership import Partnership
from tests.ui.kit.hands import press, type_in
from tests.ui.meeting.conftest import Room, open_window
from tests.ui.meeting.test_items import editor_of
from tests.ui.meeting.test_quick import line_of
from tests.ui.meeting.test_review import card_of, shows

CLOSED = "We closed unexpectedly"


class Second:
    """Opens the file again as it lies on the disk, as after the power went."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.rooms: list[Room] = []

    def open(self, first: Room) -> Room:
        """Another window over a copy of what is on the disk now."""
        self.folder.mkdir()
        path = self.folder / first.path.name
        for one in first.path.parent.glob(f"{first.path.name}*"):
            if one.is_file():
                shutil.copy(one, self.folder / one.name)
        store = open_store(path, None)
        store.clock = first.p.store.clock
        p = Partnership(store, first.p.actor, first.p.agencies, first.p.series, first.p.officers)
        room = open_window(p, path, self.qtbot)
        room.meeting, room.actions = first.meeting, first.actions
        self.rooms.append(room)
        return room


@pytest.fixture
def second(tmp_path: Path, qtbot: QtBot) -> Iterator[Second]:
    """A second start of the program after the first one died."""
    made = Second(tmp_path / "again", qtbot)
    yield made
    for room in made.rooms:
        room.jobs.close()
        room.window.close()
        room.p.store.close()


def kept(room: Room, place: str, text: str) -> None:
    """Wait until a text is on the disk."""
    room.wait(lambda: any(one.place.startswith(place) and one.text == text for one in room.jobs.drafts()))
    assert room.drafts.flush()


def test_half_a_quick_add_line(room: Room, second: Second) -> None:
    screen = room.at("arson")
    screen.add_here()
    type_in(line_of(screen), "@fire by fri: half a li")
    kept(room, "quick:", "@fire by fri: half a li")
    again = second.open(room)
    screen = again.at("arson")
    again.wait(lambda: line_of(screen).text() == "@fire by fri: half a li")
    assert CLOSED in again.window.messages.text()
    press(line_of(screen), Qt.Key.Key_Return)
    again.wait(lambda: line_of(screen).text() == "")
    again.wait(lambda: not [one for one in again.jobs.drafts() if one.place.startswith("quick:")])


def test_half_a_decision_in_the_minutes(room: Room, second: Second) -> None:
    screen = room.at("arson")
    type_in(editor_of(screen), "! Keep the pa")
    kept(room, "new:", "! Keep the pa")
    again = second.open(room)
    screen = again.at("arson")
    again.wait(lambda: editor_of(screen).toPlainText().strip() == "! Keep the pa")
    assert CLOSED in again.window.messages.text()


def test_a_stored_line_that_was_being_changed(room: Room, second: Second) -> None:
    item = room.p.item(room.meeting, "arson")
    key = room.p.note(room.meeting, item, "Three fires")
    screen = room.at("arson")
    room.wait(lambda: "Three fires" in editor_of(screen).toPlainText())
    room.jobs.draft(f"line:{key}", "Three fires since May", "Three fires")
    assert room.drafts.flush()
    again = second.open(room)
    again.at("arson")
    again.wait(lambda: [one.text for one in again.lines("arson")] == ["Three fires since May"])


def test_half_an_answer_in_the_review(room: Room, second: Second) -> None:
    screen = room.at("review")
    room.wait(lambda: shows(room, screen, "late") and card_of(screen).hasFocus())
    press(room.focus(), Qt.Key.Key_4)
    room.wait(lambda: not card_of(screen).hasFocus())
    type_in(room.focus(), "no longer nee")
    kept(room, "answer:", "no longer nee")
    again = second.open(room)
    screen = again.at("review")
    again.wait(lambda: shows(again, screen, "late"))
    again.wait(lambda: CLOSED in again.window.messages.text())


def test_nothing_is_said_when_nothing_was_being_typed(room: Room, second: Second) -> None:
    room.at("arson")
    assert room.drafts.flush()
    again = second.open(room)
    screen = again.at("arson")
    again.wait(editor_of(screen).hasFocus)
    assert again.window.messages.text() == ""


def test_a_draft_goes_once_its_line_is_stored(room: Room) -> None:
    screen = room.at("arson")
    type_in(editor_of(screen), "Three fires")
    press(editor_of(screen), Qt.Key.Key_Return)
    room.wait(lambda: room.lines("arson"))
    room.wait(lambda: room.jobs.drafts() == [])
    assert isinstance(room.drafts, Drafts)


@pytest.mark.parametrize("typed", ["Three fires in May", "! Keep the patrols because calls fell"])
def test_a_line_stored_just_before_the_end_does_not_come_twice(
    room: Room, second: Second, typed: str
) -> None:
    screen = room.at("arson")
    type_in(editor_of(screen), typed)
    press(editor_of(screen), Qt.Key.Key_Return)
    room.wait(lambda: len(room.lines("arson")) == 1)
    item = room.p.item(room.meeting, "arson")
    room.jobs.draft(f"new:{item}", typed)
    assert room.drafts.flush()
    again = second.open(room)
    screen = again.at("arson")
    again.wait(lambda: not [one for one in again.jobs.drafts() if one.place.startswith("new:")])
    press(editor_of(screen), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    again.wait(lambda: not again.jobs.busy())
    assert len(again.lines("arson")) == 1
