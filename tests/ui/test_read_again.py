"""Somebody else changed something: every screen reads again, and what is typed, chosen and in view stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.others import EVERYTHING
from tests.ui.conftest import Seat
from tests.ui.kit.hands import type_in
from tests.ui.walk import walk
from tests.ui.windows import WAIT

TYPED = "half"


def _fields(screen: QWidget) -> list[QLineEdit]:
    return [
        one
        for one in screen.findChildren(QLineEdit)
        if one.isVisible() and one.isEnabled() and not one.isReadOnly()
    ]


def _name(widget: QWidget | None) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}" if widget is not None else "nothing"


def _state(seat: Seat, screen: QWidget) -> dict[str, object]:
    """What somebody would miss: texts, what has the focus, what is chosen and in view."""
    found: dict[str, object] = {"focus": _name(QApplication.focusWidget())}
    for number, field in enumerate(_fields(screen)):
        found[f"text {number} {field.accessibleName()}"] = (field.text(), field.cursorPosition())
    for number, area in enumerate(one for one in screen.findChildren(QAbstractScrollArea) if one.isVisible()):
        found[f"scroll {number} {area.accessibleName()}"] = area.verticalScrollBar().value()
        if isinstance(area, QAbstractItemView):
            found[f"row {number}"] = area.currentIndex().row()
    return found


def test_what_is_typed_chosen_and_in_view_stays(seat: Seat, qtbot: QtBot) -> None:
    wrong: list[str] = []
    seen = 0

    def settled() -> bool:
        return not seat.desk._gather.isActive() and not seat.jobs.busy()

    for place in walk(seat, qtbot):
        screen = seat.window.screen_on_show()
        assert screen is not None
        free = [one for one in _fields(screen) if one.validator() is None]
        if free:
            free[-1].setFocus(Qt.FocusReason.TabFocusReason)
            type_in(free[-1], TYPED)
        for area in screen.findChildren(QAbstractScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum() // 2)
        qtbot.waitUntil(settled, timeout=WAIT)
        before = _state(seat, screen)
        seen += len(before)
        seat.jobs.changed.emit(EVERYTHING)
        qtbot.waitUntil(settled, timeout=WAIT)
        if seat.window.screen_on_show() is not screen:
            wrong.append(f"{place}: another screen is on show")
            continue
        after = _state(seat, screen)
        wrong += [
            f"{place}: {key} {value} became {after.get(key)}"
            for key, value in before.items()
            if after.get(key) != value
        ]
    assert seen > 30
    assert wrong == []
