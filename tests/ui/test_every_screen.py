"""What holds on every screen: all that takes the focus says what it is, and small windows hide nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.widgets.chips import Chips, Tabs
from tasking_app.ui.widgets.choices import OptionCard
from tasking_app.ui.widgets.rail import Rail
from tasking_app.ui.widgets.rows import RowFrame
from tests.ui.conftest import Seat
from tests.ui.fit import unreachable
from tests.ui.walk import settle, walk

Role = QAccessible.Role
SMALL = {
    "a small screen": (1280, 680),
    "1366x768 at 125 %": (1093, 614),
    "the same with title and task bar": (1093, 535),
}
FITTING = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.PageTab, Role.ListItem),
    *(Role.EditableText, Role.ComboBox, Role.Table, Role.Chart, Role.Document),
}
KINDS: dict[type[QWidget], QAccessible.Role] = {
    OptionCard: Role.RadioButton,
    RowFrame: Role.ListItem,
}
INSIDE: dict[type[QWidget], QAccessible.Role] = {
    Rail: Role.PageTab,
    Tabs: Role.PageTab,
    Chips: Role.RadioButton,
}


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Name and role as they are read aloud."""
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name).strip(), heard.role()


def wanted(widget: QWidget) -> set[QAccessible.Role]:
    """The roles that fit a widget."""
    for kind, role in KINDS.items():
        if isinstance(widget, kind):
            return {role}
    for holder, role in INSIDE.items():
        if isinstance(widget.parentWidget(), holder) and isinstance(widget, QAbstractButton):
            return {role}
    return FITTING


def test_all_that_takes_the_focus_says_what_it_is(seat: Seat, qtbot: QtBot) -> None:
    wrong, seen = [], set()
    for place in walk(seat, qtbot):
        for one in seat.window.findChildren(QWidget):
            if not one.isVisible() or not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            name, role = spoken(one)
            seen.add(role)
            if not name or role not in wanted(one):
                wrong.append(f"{place}: {type(one).__name__} {name!r} is a {role.name}")
    assert wrong == []
    assert seen >= {Role.RadioButton, Role.PageTab, Role.ListItem, Role.CheckBox, Role.Document}


def test_the_one_chosen_is_said_to_be_chosen(seat: Seat, qtbot: QtBot) -> None:
    for place in walk(seat, qtbot):
        if place == "settings figures":
            break
    tabs = [one for one in seat.window.rail.findChildren(QAbstractButton) if one.isCheckable()]
    states = {one.text(): QAccessible.queryAccessibleInterface(one).state() for one in tabs}
    assert [name for name, state in states.items() if state.selected and state.checked] == ["Settings"]


def test_a_tab_is_pressed_from_outside(seat: Seat, qtbot: QtBot) -> None:
    places = walk(seat, qtbot)
    next(places)
    pressed: list[str] = []
    seat.window.rail_pressed.connect(pressed.append)
    actions = next(one for one in seat.window.rail.findChildren(QAbstractButton) if one.text() == "Actions")
    heard = QAccessible.queryAccessibleInterface(actions).actionInterface()
    heard.doAction(heard.actionNames()[0])
    assert pressed == ["actions"]


@pytest.mark.parametrize("size", SMALL.values(), ids=list(SMALL))
def test_a_small_window_hides_nothing(seat: Seat, qtbot: QtBot, size: tuple[int, int]) -> None:
    seat.window.resize(*size)
    hidden = []
    for place in walk(seat, qtbot):
        assert seat.window.size().toTuple() == size
        hidden += [f"{place}: {one}" for one in unreachable(seat.window)]
    assert hidden == []


def test_in_the_smallest_window_the_focus_stays_in_view(seat: Seat, qtbot: QtBot) -> None:
    seat.window.resize(seat.window.minimumSize())
    for place in walk(seat, qtbot):
        if place.endswith(", asb"):
            break
    screen = seat.window.screen_on_show()
    assert screen is not None
    pane = next(one for one in seat.window.findChildren(QScrollArea) if one.isAncestorOf(screen))
    assert pane.horizontalScrollBar().maximum() > 0, "this window is too narrow for all a meeting shows"
    buttons = [one for one in screen.findChildren(QAbstractButton) if one.isVisible()]
    last = max(buttons, key=lambda one: one.mapToGlobal(one.rect().topRight()).x())
    last.setFocus(Qt.FocusReason.TabFocusReason)
    settle(seat, qtbot)
    seen = QRect(pane.viewport().mapToGlobal(QPoint(0, 0)), pane.viewport().size())
    assert seen.contains(last.mapToGlobal(last.rect().topRight()))
