"""The frame around every screen: rail, top bar, messages, toast, focus ring and the keys of everywhere.

window = MainWindow(app)
window.show_screen(screen)            puts a Screen on show; False if the last one may not be left
window.place_asked (Place)            a screen's `go`
window.rail_pressed (str)             home, meeting, actions, referrals, library, settings
window.find_asked  add_asked  undo_asked  redo_asked  save_asked  start_asked
window.export_asked  who_asked  closing  painted
window.set_who(name, agency, where)   set_saved(state, words)   set_badge(key, count, words)
window.set_banner(key, banner_or_None)   toast(text, undo)   say(kind, sentence, *buttons)
window.layout_state() -> dict   restore_layout(dict)
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tasking_app.ui.layouts import column, row, scroll
from tasking_app.ui.message_bar import Banner, MessageBar
from tasking_app.ui.screen import Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import top_layer
from tasking_app.ui.widgets.focus_ring import FocusRing
from tasking_app.ui.widgets.key_list import KeyList
from tasking_app.ui.widgets.pages import Pages
from tasking_app.ui.widgets.rail import RAIL, Rail, RailEntry
from tasking_app.ui.widgets.regions import go_round, tab_on
from tasking_app.ui.widgets.toast import Toast
from tasking_app.ui.widgets.top_bar import TopBar

LEAST_WIDTH, LEAST_HEIGHT = 800, 440
TITLE_BAR = 32  # what the system puts round a window, on a usual laptop
SHORT = 560  # below, the rail has icons only, as in a meeting
PAINTED_BY_MS = 500  # a window that starts minimised is not painted, and is filled all the same


class MainWindow(QWidget):
    """One window, one stack of screens. It knows screens only by their base class."""

    place_asked = Signal(object)
    rail_pressed = Signal(str)
    find_asked = Signal()
    add_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    save_asked = Signal()
    start_asked = Signal()
    export_asked = Signal()
    waiting_asked = Signal()
    room_asked = Signal()
    screen_shown = Signal()
    who_asked = Signal()
    closing = Signal()
    painted = Signal()
    """People see the frame: now there is time for what it will hold."""

    def __init__(self, app: QApplication, entries: Sequence[RailEntry] = RAIL) -> None:
        super().__init__()
        self.setWindowTitle("Tasking")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(px(1366), px(768))  # made to fit by restore_layout
        self._entries = tuple(entries)
        self._screen: Screen | None = None
        self._parts: dict[Screen, tuple[QWidget | None, list[QWidget]]] = {}
        self._banners: dict[str, Banner] = {}
        self._keys: KeyList | None = None
        self._cover: QWidget | None = None
        self._is_painted = False
        self._build(app)
        self._add_keys()

    def _build(self, app: QApplication) -> None:
        self.rail, self.top, self.messages = Rail(self._entries), TopBar(), MessageBar()
        self._banner_slot = QVBoxLayout()
        self._banner_slot.setSpacing(0)
        self._stack = Pages()
        self._pane = scroll(self._stack, "")
        inner = column(self.top, self._banner_slot, self.messages, (self._pane, 1), gap=0)
        self.setLayout(row(self.rail, (inner, 1), gap=0))
        self._toast = Toast(self)
        self._ring = FocusRing(self, app)
        app.focusChanged.connect(self._bring_into_view)
        self.rail.pressed.connect(self._rail_pressed)
        self.top.find_pressed.connect(self.find_asked)
        self.top.who_pressed.connect(self.who_asked)
        self._toast.undo_pressed.connect(self.undo_asked)

    def _add_keys(self) -> None:
        for keys, signal in (
            ("Ctrl+K", self.find_asked),
            ("Ctrl+J", self.add_asked),
            ("Ctrl+Z", self.undo_asked),
            ("Ctrl+Y", self.redo_asked),
            ("Ctrl+Shift+Z", self.redo_asked),
            ("Ctrl+S", self.save_asked),
            ("F5", self.start_asked),
            ("Ctrl+E", self.export_asked),
            ("Ctrl+Shift+O", self.waiting_asked),
            ("Ctrl+Shift+R", self.room_asked),
        ):
            self._key(keys, signal.emit)
        self._key("F1", self.show_keys)
        self._key("F6", lambda: self._go_round(1))
        self._key("Shift+F6", lambda: self._go_round(-1))
        for entry in self._entries:
            if entry.keys.startswith("Alt"):
                self._key(entry.keys, partial(self._rail_pressed, entry.key))

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: None if top_layer(self) else act())

    def _rail_pressed(self, key: str) -> None:
        if key == "help":
            self.show_keys()
        else:
            self.rail_pressed.emit(key)

    # -- screens

    def screen_on_show(self) -> Screen | None:
        """The screen people see now."""
        return self._screen

    def show_screen(self, screen: Screen) -> bool:
        """Put a screen on show. False when the one before may not be left yet."""
        if screen is self._screen:
            return True
        if self._screen is not None and not self._screen.may_leave():
            return False
        if screen not in self._parts:
            self._take_in(screen)
        stood = screen.focusWidget()
        self._screen = screen
        self._toast.lift = screen.toast_lift
        self.messages.clear()
        self.rail.set_current(screen.rail or screen.key)
        self.top.set_head(screen.title, "")
        self.top.set_screen_parts(*self._parts[screen])
        self._stack.setCurrentWidget(screen)
        self._take_focus(screen, stood)
        self._fit()
        self.screen_shown.emit()
        return True

    @staticmethod
    def _take_focus(screen: Screen, stood: QWidget | None) -> None:
        """Back to where somebody stood on this screen; the first time it is the screen itself."""
        if stood is None or not stood.isVisible():
            stood = screen
        stood.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_in(self, screen: Screen) -> None:
        self._stack.addWidget(screen)
        screen.setAccessibleName(screen.accessibleName() or screen.title)
        self._parts[screen] = (screen.top_tabs(), screen.top_actions())
        screen.go.connect(self.place_asked)
        screen.toast.connect(self.toast)
        screen.say.connect(self.say)
        screen.head.connect(lambda title, subtitle, s=screen: self._head(s, title, subtitle))

    def let_go(self, screen: Screen) -> None:
        """A screen that is not on show goes for good."""
        if screen is self._screen or screen not in self._parts:
            return
        tabs, actions = self._parts.pop(screen)
        self._stack.removeWidget(screen)
        for one in (screen, tabs, *actions):
            if one is not None:
                one.deleteLater()

    def _head(self, screen: Screen, title: str, subtitle: str) -> None:
        if screen is self._screen:
            self.top.set_head(title, subtitle)

    # -- what the frame says

    def set_who(self, name: str, agency: str, where: str = "") -> None:
        """Name and agency of the officer at this window, and the shared database they are signed in to."""
        self.top.who.set_who(name, agency, where)
        self.setWindowTitle(f"Tasking, {where}" if where else "Tasking")

    def set_saved(self, state: str, words: str) -> None:
        """saved, saving, not_saved or read_only, and the words ("Saved 10:47")."""
        self.top.saved.show_state(state, words)

    def set_badge(self, key: str, count: int, words: str = "need attention") -> None:
        """A number on a place of the rail; 0 takes it away."""
        self.rail.set_badge(key, count, words)

    def set_banner(self, key: str, banner: Banner | None) -> None:
        """Show, replace or take away the banner with this key."""
        last = self._banners.pop(key, None)
        if last is not None:
            self._go_on_from(last, banner)
            last.hide()
            self._banner_slot.removeWidget(last)
            last.deleteLater()
        if banner is not None:
            self._banners[key] = banner
            self._banner_slot.addWidget(banner)

    def _go_on_from(self, last: Banner, banner: Banner | None) -> None:
        """Whoever was at a button of a banner that goes is at the same one of the next, or in the screen."""
        at = last.stands_at()
        if at is None:
            return
        same = banner.button(at) if banner is not None else None
        target = same or self._screen
        if target is not None:
            QTimer.singleShot(0, target, target.setFocus)  # once it can be seen

    def toast(self, text: str, undo: bool = False) -> None:
        """A sentence at the bottom for a moment."""
        self._toast.show_text(text, undo)

    def undo_takes_back(self, words: str) -> None:
        """What Undo takes back now: a toast that offers it for something older goes."""
        self._toast.undo_takes_back(words)

    def say(self, kind: str, sentence: str, *buttons: Button) -> None:
        """A sentence in the message bar."""
        self.messages.say(kind, sentence, *buttons)

    def show_keys(self) -> None:
        """The F1 list of the screen on show."""
        if self._keys is None:
            self._keys = KeyList()
        screen = self._screen
        self._keys.set_keys(screen.title if screen else "Here", screen.keys() if screen else [])
        self._keys.open_over(self)

    def regions(self) -> list[QWidget]:
        """Parts F6 goes round: bar, the screen's own parts, messages, rail."""
        own = self._screen.regions() if self._screen else []
        return [self.top, *own, self.messages, self.rail]

    def _go_round(self, step: int) -> None:
        go_round(self.regions(), step)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_on(self._cover or self, 1 if forward else -1)

    def cover(self, page: QWidget | None) -> None:
        """Put a page over the whole window (first run), or take it away."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
        self._cover = page
        if page is not None:
            page.setParent(self)
            page.setGeometry(self.rect())
            page.show()
            page.raise_()
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- size and closing

    def _bring_into_view(self, _old: QWidget | None, now: QWidget | None) -> None:
        """In a small window a screen scrolls as a whole; what takes the focus is never out of sight."""
        if now is not None and self._pane.isAncestorOf(now) and self._screen is not now:
            self._pane.ensureWidgetVisible(now, px(8), px(8))

    def _fit(self) -> None:
        tight = self._screen is not None and self._screen.compact_rail
        self.top.set_room(round(self.width() / px(100) * 100), tight=tight)
        self.rail.set_compact(tight or self.height() < px(SHORT))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(PAINTED_BY_MS, self._tell_painted)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            QTimer.singleShot(0, self._tell_painted)

    def _tell_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def layout_state(self) -> dict[str, object]:
        """Size and place of the window, to keep for next time."""
        box = self.normalGeometry()
        return {"box": [box.x(), box.y(), box.width(), box.height()], "maximised": self.isMaximized()}

    def restore_layout(self, state: Mapping[str, object]) -> None:
        """Put the window where it was, if that is still on a screen; at first, inside the screen there is."""
        room = QGuiApplication.primaryScreen().availableGeometry().size() - QSize(0, TITLE_BAR)
        if room.width() > LEAST_WIDTH and room.height() > LEAST_HEIGHT:
            self.resize(self.size().boundedTo(room))
        kept = state.get("box")
        if isinstance(kept, list) and len(kept) == 4 and all(isinstance(n, int) for n in kept):
            wanted = QRect(*kept)
            if any(s.availableGeometry().intersects(wanted) for s in QGuiApplication.screens()):
                self.setGeometry(wanted)
        if state.get("maximised") is True:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._screen is not None and not self._screen.may_leave():
            event.ignore()
            return
        self.closing.emit()
        event.accept()
