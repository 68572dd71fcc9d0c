"""The lines that add things: quick add, the command box, sheets, forms and fields."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.form import Answer, Form, Question
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import Num, Option, OptionCards
from tasking_app.ui.widgets.dialog import Sheet, top_layer
from tasking_app.ui.widgets.fields import DateField, Field, SearchField
from tasking_app.ui.widgets.one_line import OneLine
from tasking_app.ui.widgets.palette import CommandBox
from tasking_app.ui.widgets.quick_add import QuickAddLine
from tests.ui.kit.hands import focused, press, type_in
from tests.ui.kit.home import HomePage
from tests.ui.kit.meeting import MeetingPage
from tests.ui.kit.referrals import new_sheet
from tests.ui.kit.stand_ins import find, parse, read_date


@pytest.fixture
def quick(qtbot: QtBot) -> QuickAddLine:
    made = QuickAddLine(parse)
    qtbot.addWidget(made)
    made.resize(700, 120)
    made.show()
    made.activateWindow()
    made.focus_line()
    qtbot.waitUntil(made.edit().hasFocus)
    return made


def test_enter_adds_and_the_text_stays_until_it_is_stored(quick: QuickAddLine, qtbot: QtBot) -> None:
    type_in(quick.edit(), "@fire by 11 Dec: letterboxes")
    with qtbot.waitSignal(quick.accepted) as caught:
        press(quick.edit(), Qt.Key.Key_Return)
    assert caught.args == ["@fire by 11 Dec: letterboxes"] == [quick.text()]
    quick.done()
    assert quick.text() == ""


def test_keys_needed_beyond_the_words_of_an_action(quick: QuickAddLine, qtbot: QtBot) -> None:
    typed: list[str] = []
    quick.typed.connect(typed.append)
    words = "letterboxes"
    type_in(quick.edit(), f"@fire by 11 Dec: {words}")
    with qtbot.waitSignal(quick.accepted):
        press(quick.edit(), Qt.Key.Key_Return)
    assert len(typed) + 1 - len(words) <= 20


def test_without_who_enter_asks_and_keeps_the_text(quick: QuickAddLine, qtbot: QtBot) -> None:
    accepted: list[str] = []
    quick.accepted.connect(accepted.append)
    type_in(quick.edit(), "@p: patrols")
    press(quick.edit(), Qt.Key.Key_Return)
    assert accepted == []
    choice = focused()
    assert choice.accessibleName().startswith("Police")
    press(choice, Qt.Key.Key_Return)
    assert quick.text() == "@police: patrols"
    assert quick.edit().hasFocus()


def test_esc_leaves_the_question_and_nothing_is_lost(quick: QuickAddLine, qtbot: QtBot) -> None:
    type_in(quick.edit(), "@p: patrols")
    press(quick.edit(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_Escape)
    assert quick.text() == "@p: patrols"
    assert quick.edit().hasFocus()


def test_tab_completes_and_alt_f_takes_the_working_day(quick: QuickAddLine, qtbot: QtBot) -> None:
    type_in(quick.edit(), "@p")
    press(quick.edit(), Qt.Key.Key_Tab)
    assert quick.text() == "@police "
    quick.set_text("@fire by 12 Dec: visit")
    press(quick.edit(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert quick.text() == "@fire by 11 Dec: visit"


def test_pasted_lines_become_one(qtbot: QtBot) -> None:
    line = OneLine("Line")
    qtbot.addWidget(line)
    data = QMimeData()
    data.setText("one\ntwo\tthree")
    line.insertFromMimeData(data)
    assert line.text() == "one two three"


def test_ctrl_z_goes_to_the_frame_when_the_line_has_nothing_to_undo(window: MainWindow, qtbot: QtBot) -> None:
    page = MeetingPage()
    window.show_screen(page)
    page.quick.done()
    page.quick.focus_line()
    line = page.quick.edit()
    assert isinstance(line, QTextEdit)
    line.document().clearUndoRedoStacks()
    with qtbot.waitSignal(window.undo_asked):
        press(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_command_box_keys(window: MainWindow, qtbot: QtBot) -> None:
    home = HomePage()
    window.show_screen(home)
    window.top.command.setFocus()
    command = CommandBox(find)
    chosen: list[object] = []
    command.chosen.connect(chosen.append)
    command.open_over(window)
    line = focused()
    type_in(line, "holme")
    assert [entry.payload for entry in command.entries()] == ["R-147", "A-188", "A-201", "export", "add"]
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return)
    assert chosen == ["A-188"]
    assert top_layer(window) is None
    assert window.top.command.hasFocus()


def test_esc_closes_the_command_box_and_keeps_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.top.command.setFocus()
    command = CommandBox(find)
    command.open_with(window, "@fire by 12 Dec: patrols")
    press(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert command.text() == "@fire by 11 Dec: patrols"
    press(focused(), Qt.Key.Key_Escape)
    assert not command.isVisible()
    assert window.top.command.hasFocus()
    command.open_over(window)
    assert command.text() == "@fire by 11 Dec: patrols"


def test_esc_closes_the_top_layer_only_and_loses_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.top.command.setFocus()
    sheet, second = new_sheet(), Sheet("Sure?")
    sheet.open_over(window)
    title = next(f for f in sheet.findChildren(Field) if f.edit.accessibleName().startswith("2"))
    title.edit.setFocus()
    type_in(title.edit, " and more")
    second.open_over(sheet)
    press(second, Qt.Key.Key_Escape)
    assert top_layer(window) is sheet
    assert title.edit.hasFocus()
    press(title.edit, Qt.Key.Key_Escape)
    assert top_layer(window) is None
    assert window.top.command.hasFocus()
    sheet.open_over(window)
    assert "and more" in title.text()


def test_a_sheet_that_is_too_tall_scrolls_and_keeps_its_foot(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 640)
    sheet = Sheet("Long", width=900)
    sheet.body.addWidget(Form([Question(str(n), f"Question {n}") for n in range(20)]))
    foot = sheet.foot(Button("Save"))
    sheet.open_over(window)
    QApplication.processEvents()
    assert sheet.rect().contains(sheet.frame.geometry())
    bottom = foot.mapTo(sheet, foot.rect().bottomLeft()).y()
    assert bottom < sheet.frame.geometry().bottom()
    with qtbot.waitSignal(sheet.confirmed):
        press(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_tab_stays_inside_a_sheet(window: MainWindow, qtbot: QtBot) -> None:
    sheet = new_sheet()
    sheet.open_over(window)
    seen: set[QWidget] = set()
    for _ in range(30):
        now = focused()
        assert sheet.isAncestorOf(now)
        seen.add(now)
        press(now, Qt.Key.Key_Tab)
    assert len(seen) > 7


def test_form_says_what_is_missing_and_goes_there(qtbot: QtBot) -> None:
    form = Form(
        [Question("title", "Title", needed="Write a few words first."), Question("due", "By when?", "date")],
        read_date=read_date,
    )
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    assert not form.check()
    assert form.labelled["title"].problem() == "Write a few words first."
    field = form.fields["title"]
    assert isinstance(field, Field)
    qtbot.waitUntil(field.edit.hasFocus)
    type_in(field.edit, "Bins")
    assert form.labelled["title"].problem() == ""
    due = form.fields["due"]
    assert isinstance(due, DateField)
    type_in(due.edit, "someday")
    assert not form.check()
    due.edit.setText("11 dec")
    assert form.check()
    assert form.values() == {"title": "Bins", "due": date(2026, 12, 11)}


def test_form_shows_what_it_is_given(qtbot: QtBot) -> None:
    options = (Option("c", "Council"), Option("p", "Police"))
    form = Form(
        [
            Question("lead", "Who leads?", "combo", options=options),
            Question("kind", "What?", "cards", options=options),
            Question("minutes", "Minutes", "number"),
            Question("all", "All", "tick"),
            Question("text", "What?", "lines"),
        ]
    )
    qtbot.addWidget(form)
    given: dict[str, Answer] = {"lead": "p", "kind": "c", "minutes": 15, "all": True, "text": "Two\nlines"}
    form.set_values(given)
    assert form.values() == given


def test_option_cards_by_arrow_and_digit(qtbot: QtBot) -> None:
    cards = OptionCards((Option("a", "A"), Option("b", "B"), Option("c", "C")), "Which")
    qtbot.addWidget(cards)
    chosen: list[str] = []
    cards.chosen.connect(chosen.append)
    cards.show()
    first = cards.findChildren(QWidget)[0]
    first.setFocus()
    press(first, Qt.Key.Key_3)
    press(cards, Qt.Key.Key_Right)
    assert chosen[0] == "c"
    assert len(chosen) == 2


def test_number_by_keys_and_typing(qtbot: QtBot) -> None:
    number = Num(5, "Minutes", most=60)
    qtbot.addWidget(number)
    press(number.edit, Qt.Key.Key_Up)
    assert number.value() == 6
    number.edit.setText("90")
    press(number.edit, Qt.Key.Key_Return)
    assert number.value() == 60


def test_search_esc_clears_first(qtbot: QtBot) -> None:
    search = SearchField()
    qtbot.addWidget(search)
    with qtbot.waitSignal(search.typed):
        type_in(search.edit, "h")
    press(search.edit, Qt.Key.Key_Escape)
    assert search.text() == ""
