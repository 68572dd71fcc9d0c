"""Ways into the screens after a meeting, shared by their tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tasking_app.ui.dialogs.export import ExportDialog
from tasking_app.ui.panels.fix_row import FixRow
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.screens.done import DoneScreen
from tasking_app.ui.screens.end import EndScreen
from tasking_app.ui.screens.library import LibraryScreen
from tasking_app.ui.widgets.buttons import Button
from tests.services.paper_story import put_right
from tests.ui.conftest import Seat
from tests.ui.kit.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier
WAIT = 20_000


def rows(widget: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """The rows of a kind that can be seen."""
    return [one for one in widget.findChildren(kind) if one.isVisible()]


def named(widget: QWidget, text: str) -> list[Button]:
    """The buttons with these words that can be seen."""
    return [one for one in widget.findChildren(Button) if one.text() == text and one.isVisible()]


def button(widget: QWidget, text: str) -> Button:
    """A button by its words."""
    return named(widget, text)[0]


def open_end(seat: Seat, qtbot: QtBot) -> EndScreen:
    seat.desk.add_screens({"end": EndScreen, "done": DoneScreen, "library": LibraryScreen})
    seat.desk.go(Place("end", seat.story.meeting))
    screen = seat.desk.screen("end")
    assert isinstance(screen, EndScreen)
    qtbot.waitUntil(lambda: len(rows(screen, FixRow)) == 3, timeout=WAIT)
    return screen


def open_done(seat: Seat, qtbot: QtBot) -> DoneScreen:
    """The meeting was closed, and its papers are being made."""
    put_right(seat.story)
    seat.desk.add_screens({"end": EndScreen, "done": DoneScreen, "library": LibraryScreen})
    end = seat.desk.screen("end")
    assert isinstance(end, EndScreen)
    seat.desk.go(Place("end", seat.story.meeting))
    qtbot.waitUntil(end.ready, timeout=WAIT)
    press(end, Qt.Key.Key_Return, CTRL)
    done = seat.desk.screen("done")
    assert isinstance(done, DoneScreen)
    qtbot.waitUntil(lambda: done.hero.title() == "The minutes are ready", timeout=WAIT)
    return done


def saved_papers(seat: Seat) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in seat.papers.iterdir()}


def open_library(seat: Seat, qtbot: QtBot) -> LibraryScreen:
    seat.desk.add_screens({"library": LibraryScreen})
    seat.desk.go(Place("library"))
    screen = seat.desk.screen("library")
    assert isinstance(screen, LibraryScreen)
    qtbot.waitUntil(lambda: screen.kept.shown() is not None, timeout=WAIT)
    return screen


def said(widget: QWidget) -> str:
    """The words that can be seen or are spoken."""
    words = (f"{one.property('text') or ''} {one.accessibleName()}" for one in rows(widget, QWidget))
    return " ".join(words)


def open_export(seat: Seat, qtbot: QtBot, dialog: ExportDialog, kind: str = "minutes") -> None:
    seat.window.show_screen(Screen())
    dialog.open_for(seat.window, seat.story.last, kind)
    qtbot.waitUntil(lambda: dialog.preview.page_count() > 0, timeout=WAIT)


def field(widget: QWidget, name: str) -> QWidget:
    """A field by its spoken name."""
    return next(
        one
        for one in rows(widget, QWidget)
        if one.accessibleName() == name and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    )


def check_stops(root: QWidget) -> None:
    """Every tab stop that can be seen says what it is and is large enough."""
    stops = [one for one in rows(root, QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops
    for one in stops:
        assert one.accessibleName(), f"{one} of {root} has no name"
        assert min(one.width(), one.height()) >= 24, one.accessibleName()
