"""Typing anything anywhere while readings come in late: nothing typed is lost and both sides agree."""

import random
from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tasking_app.ui.widgets.minutes import LineView, MinutesEditor
from tests.ui.kit.hands import press, type_in


class Keeper:
    """Keeps lines as the database would: changes wait in a queue, and a reading may come before them."""

    def __init__(self, editor: MinutesEditor) -> None:
        self.editor = editor
        self.lines: list[tuple[UUID, str]] = []
        self.waiting: list[Callable[[], None]] = []
        self.ids = 0
        editor.line_edited.connect(
            lambda line_id, text: self.waiting.append(lambda: self.edit(line_id, text))
        )
        editor.line_added.connect(self.add)
        editor.line_split.connect(self.split)
        editor.lines_joined.connect(
            lambda first, second: self.waiting.append(lambda: self.join(first, second))
        )
        editor.line_pasted.connect(self.paste)

    def place(self, line_id: UUID | None) -> int:
        return [line[0] for line in self.lines].index(line_id) if line_id else -1

    def edit(self, line_id: UUID, text: str) -> None:
        self.lines[self.place(line_id)] = (line_id, text)

    def add(self, after: UUID | None, text: str) -> UUID:
        self.ids += 1
        new = UUID(int=self.ids)
        self.editor.stored(text, new)
        self.waiting.append(lambda: self.lines.insert(self.place(after) + 1, (new, text)))
        return new

    def split(self, line_id: UUID, left: str, right: str) -> None:
        self.waiting.append(lambda: self.edit(line_id, left))
        self.add(line_id, right)

    def join(self, first: UUID, second: UUID) -> None:
        self.edit(first, f"{self.lines[self.place(first)][1]} {self.lines[self.place(second)][1]}".strip())
        del self.lines[self.place(second)]

    def paste(self, after: UUID | None, texts: list[str]) -> None:
        for text in texts:
            after = self.add(after, text)

    def show(self, *, done: int | None = None) -> None:
        """Make so many of the changes that wait, all by default, and give the editor a reading."""
        now, self.waiting = self.waiting[:done], self.waiting[len(self.waiting[:done]) :]
        for change in now:
            change()
        self.editor.set_lines([LineView(line_id, "note", text) for line_id, text in self.lines])


def caret(editor: MinutesEditor, dice: random.Random, *, select: bool = False) -> None:
    cursor = editor.textCursor()
    mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(dice.randint(0, editor.document().characterCount() - 1), mode)
    editor.setTextCursor(cursor)


def act(editor: MinutesEditor, keeper: Keeper, dice: random.Random) -> None:
    kind = dice.randrange(10)
    if kind <= 2:
        type_in(editor, dice.choice(("bins ", "a", "Holme Court ", "x y")))
    elif kind == 3:
        press(editor, Qt.Key.Key_Return)
    elif kind == 4:
        press(editor, dice.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete)))
    elif kind == 5:
        caret(editor, dice)
    elif kind == 6:
        caret(editor, dice, select=True)
    elif kind == 7:
        data = QMimeData()
        data.setText(dice.choice(("one", "first\nsecond", "\n\n", "a\r\nb\rc")))
        editor.insertFromMimeData(data)
    elif kind == 8:
        keeper.show(done=dice.choice((None, 0, 1, 2)))
    else:
        press(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("seed", range(60))
def test_editor_and_database_agree(qtbot: QtBot, seed: int) -> None:
    dice = random.Random(seed)
    editor = MinutesEditor("Minutes")
    qtbot.addWidget(editor)
    editor.resize(500, 300)
    keeper = Keeper(editor)
    for _ in range(80):
        act(editor, keeper, dice)
        assert editor.document().blockCount() == len(editor._lines)
        assert [line.text for line in editor._lines] == editor.toPlainText().split("\n")
    for _ in range(3):
        keeper.show()
        editor.commit()
    kept = [text.strip() for _, text in keeper.lines if text.strip()]
    shown = [text.strip() for text in editor.toPlainText().split("\n") if text.strip()]
    assert shown == kept
    assert editor.unsaved() == []
