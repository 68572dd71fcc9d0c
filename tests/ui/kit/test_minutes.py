"""The minutes editor: lines are edited in place and typed text is never lost."""

import time
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.widgets.minutes import LineView, MinutesEditor
from tests.ui.kit.hands import press, type_in

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
LINES = (
    LineView(ONE, "note", "Four bin fires", "10:39"),
    LineView(TWO, "note", "Bins still there", "10:41"),
    LineView(THREE, "decision", "Priority until January", ref="D-31"),
)
Told = list[tuple[object, ...]]


def view(line_id: UUID, text: str, kind: str = "note") -> LineView:
    return LineView(line_id, kind, text)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[MinutesEditor]:
    frame = QWidget()
    qtbot.addWidget(frame)
    made = MinutesEditor("Minutes")
    layout = QVBoxLayout(frame)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    made.set_lines(LINES)
    frame.resize(600, 400)
    frame.show()
    frame.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    frame.close()


@pytest.fixture
def told(editor: MinutesEditor) -> Told:
    """Everything the editor says but single keys."""
    found: Told = []

    def note(name: str) -> Callable[..., None]:
        return lambda *args: found.append((name, *args))

    for name in ("line_edited", "line_added", "line_split", "lines_joined", "line_pasted", "line_moved"):
        getattr(editor, name).connect(note(name))
    return found


def put(editor: MinutesEditor, line: int, column: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(line).position() + column)
    editor.setTextCursor(cursor)


def texts(editor: MinutesEditor) -> list[str]:
    return editor.toPlainText().split("\n")


def paste(editor: MinutesEditor, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    data.setHtml(f"<h1>{text}</h1>")
    editor.insertFromMimeData(data)


def test_a_pause_sends_the_line(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 14)
    type_in(editor, " since")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("line_edited", ONE, "Four bin fires since")]


def test_leaving_the_line_sends_it_at_once(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 14)
    type_in(editor, "!")
    press(editor, Qt.Key.Key_Down)
    assert told == [("line_edited", ONE, "Four bin fires!")]


def test_every_key_is_told_for_drafts(editor: MinutesEditor, qtbot: QtBot) -> None:
    typed: Told = []
    editor.line_typed.connect(lambda line, text: typed.append((line, text)))
    put(editor, 3, 0)
    type_in(editor, "ab")
    assert typed == [(None, "a"), (None, "ab")]


def test_new_line_is_added_and_named(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 3, 0)
    type_in(editor, "Two tenants want to move")
    press(editor, Qt.Key.Key_Return)
    assert told == [("line_added", THREE, "Two tenants want to move")]
    new = UUID(int=9)
    editor.stored("Two tenants want to move", new)
    editor.set_lines([*LINES, view(new, "Two tenants want to move")])
    assert texts(editor) == [*(line.text for line in LINES), "Two tenants want to move", ""]
    assert editor.current_line() is None
    type_in(editor, "next")
    assert texts(editor)[-1] == "next"


def test_a_marked_line_waits_for_enter(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 3, 0)
    type_in(editor, "@fire by 11")
    editor._pause.timeout.emit()
    assert told == []
    press(editor, Qt.Key.Key_Return)
    assert told == [("line_added", THREE, "@fire by 11")]


def test_text_typed_while_waiting_for_the_id_is_sent_after(
    editor: MinutesEditor, told: Told, qtbot: QtBot
) -> None:
    put(editor, 3, 0)
    type_in(editor, "Callum")
    editor._pause.timeout.emit()
    type_in(editor, " Reddy")
    new = UUID(int=9)
    editor.set_lines([*LINES, view(new, "Callum")])
    assert texts(editor)[3] == "Callum Reddy"
    editor._pause.timeout.emit()
    assert told == [("line_added", THREE, "Callum"), ("line_edited", new, "Callum Reddy")]


def test_enter_in_the_middle_splits(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 4)
    press(editor, Qt.Key.Key_Return)
    assert told == [("line_split", ONE, "Four", "bin fires")]
    assert texts(editor)[:2] == ["Four", "bin fires"]
    editor.set_lines(LINES)
    assert texts(editor)[:2] == ["Four", "bin fires"], "a reading made before the split changes nothing"
    new = UUID(int=9)
    editor.set_lines([view(ONE, "Four"), view(new, "bin fires"), *LINES[1:]])
    assert texts(editor)[:3] == ["Four", "bin fires", "Bins still there"]
    assert editor.unsaved() == []
    assert editor.current_line() == new


def test_backspace_at_the_start_joins(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 1, 0)
    press(editor, Qt.Key.Key_Backspace)
    assert told == [("lines_joined", ONE, TWO)]
    assert texts(editor)[0] == "Four bin fires Bins still there"
    editor.set_lines(LINES)
    assert texts(editor)[0] == "Four bin fires Bins still there"
    editor.set_lines([view(ONE, "Four bin fires Bins still there"), LINES[2]])
    assert texts(editor) == ["Four bin fires Bins still there", "Priority until January", ""]


def test_a_decision_is_not_joined_to_a_note(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 2, 0)
    press(editor, Qt.Key.Key_Backspace)
    assert told == []
    assert texts(editor)[:3] == [line.text for line in LINES]


def test_delete_over_lines_keeps_the_lines(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 4)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(1).position() + 5, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    press(editor, Qt.Key.Key_Delete)
    assert texts(editor)[:3] == ["Four", "still there", "Priority until January"]
    editor.commit()
    assert told == [("line_edited", ONE, "Four"), ("line_edited", TWO, "still there")]


def test_paste_is_plain_and_makes_lines(editor: MinutesEditor, told: Told) -> None:
    put(editor, 3, 0)
    paste(editor, "First point\n\n<b>Second</b> point\n")
    assert told == [("line_pasted", THREE, ["First point", "<b>Second</b> point"])]
    assert texts(editor)[3:5] == ["First point", "<b>Second</b> point"]
    put(editor, 0, 4)
    paste(editor, "teen")
    assert texts(editor)[0] == "Fourteen bin fires"


def test_a_large_paste_does_not_freeze(editor: MinutesEditor, told: Told) -> None:
    put(editor, 3, 0)
    started = time.perf_counter()
    paste(editor, "word " * 4000)
    paste(editor, "\n".join(["a line of minutes"] * 400))
    QApplication.processEvents()
    assert time.perf_counter() - started < 1.5
    assert len(told[-1][2]) == 400  # type: ignore[arg-type] # the list of lines


def test_a_new_reading_keeps_caret_and_typed_text(editor: MinutesEditor, qtbot: QtBot) -> None:
    put(editor, 1, 4)
    type_in(editor, " (blue)")
    other = UUID(int=8)
    editor.set_lines([view(other, "Said by somebody else"), view(ONE, "Five bin fires"), *LINES[1:]])
    assert texts(editor)[:3] == ["Said by somebody else", "Five bin fires", "Bins (blue) still there"]
    assert editor.current_line() == TWO
    assert editor.textCursor().positionInBlock() == 11
    assert editor.unsaved() == [(TWO, "Bins (blue) still there")]


def test_a_line_removed_elsewhere_keeps_what_was_typed_in_it(editor: MinutesEditor, qtbot: QtBot) -> None:
    put(editor, 1, 4)
    type_in(editor, " (blue)")
    editor.set_lines([LINES[0], LINES[2]])
    assert texts(editor) == ["Four bin fires", "Bins (blue) still there", "Priority until January", ""]
    assert editor.unsaved() == [(None, "Bins (blue) still there")]


def test_undo_goes_back_in_the_line_and_survives_a_reading(editor: MinutesEditor, qtbot: QtBot) -> None:
    put(editor, 1, 16)
    type_in(editor, " today")
    editor.set_lines([view(ONE, "Changed elsewhere"), *LINES[1:]])
    for _ in range(3):
        press(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(editor)[:2] == ["Changed elsewhere", "Bins still there"]
    press(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert texts(editor)[1] != "Bins still there"


def test_what_was_refused_can_be_sent_again(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 14)
    type_in(editor, "!")
    editor.commit()
    editor.release(ONE)
    assert editor.unsaved() == [(ONE, "Four bin fires!")]
    editor.commit()
    assert told == [("line_edited", ONE, "Four bin fires!")] * 2


def test_alt_arrows_move_a_line(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 1, 0)
    press(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert told == [("line_moved", TWO, None), ("line_moved", TWO, THREE)]


def test_tab_leaves_and_sends(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 14)
    type_in(editor, "!")
    press(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    assert told == [("line_edited", ONE, "Four bin fires!")]


def test_frozen_minutes_take_no_keys(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    editor.set_frozen(True)
    type_in(editor, "x")
    press(editor, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_Backspace)
    assert told == []
    assert [text for text in texts(editor) if text] == [line.text for line in LINES]


def test_an_empty_item_has_one_place_to_type(editor: MinutesEditor) -> None:
    editor.set_lines([])
    assert texts(editor) == [""]
    editor.set_lines([LINES[0]])
    assert texts(editor) == ["Four bin fires", ""]


def test_start_line_puts_the_marker_in(editor: MinutesEditor) -> None:
    editor.start_line("! ")
    assert texts(editor)[-1] == "! "
    assert editor.textCursor().atEnd()


def test_a_settled_reading_has_the_last_word_but_for_unsent_text(
    editor: MinutesEditor, told: Told, qtbot: QtBot
) -> None:
    put(editor, 1, 0)
    press(editor, Qt.Key.Key_Backspace)
    assert told == [("lines_joined", ONE, TWO)]
    editor.set_lines(LINES, settled=True)
    assert texts(editor)[:3] == [line.text for line in LINES], "joined and taken back before any reading"
    put(editor, 1, 0)
    type_in(editor, "Two ")
    editor.set_lines(LINES, settled=True)
    assert texts(editor)[1] == "Two Bins still there"


def test_quick_pauses_do_not_bring_older_text_back(editor: MinutesEditor, told: Told, qtbot: QtBot) -> None:
    put(editor, 0, 14)
    type_in(editor, " a")
    editor.commit()
    type_in(editor, "b")
    editor.commit()
    editor.set_lines([view(ONE, "Four bin fires a"), *LINES[1:]])
    assert texts(editor)[0] == "Four bin fires ab"
    editor.set_lines([view(ONE, "Four bin fires ab"), *LINES[1:]])
    editor.set_lines([view(ONE, "Changed by another"), *LINES[1:]])
    assert texts(editor)[0] == "Changed by another"
