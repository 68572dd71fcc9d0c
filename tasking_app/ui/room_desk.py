"""The chair's side of the room screen: where it stands, what it is given, and F9 from everywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.records.room import Adding, RoomView
from tasking_app.rules import days
from tasking_app.rules.quick_line import Kind, Parsed
from tasking_app.services import room
from tasking_app.services.room import RoomWords
from tasking_app.ui.parts.finder import Deed, Finder
from tasking_app.ui.parts.meeting_frame import MeetingFrame
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.room.window import RoomWindow
from tasking_app.ui.seat import Seat

ONE_SCREEN = (
    "The room screen needs a second screen, and this computer shows one. What you see now, the room may see "
    "too."
)
PERSONS = frozenset({"referral_person", "person_identity", "officer", "attendance", "*"})
KEPT = "room"


class RoomDesk(QObject):
    """The room screen of one seat: opened and closed by Ctrl Shift R, paused by F9."""

    def __init__(self, seat: Seat, finder: Finder) -> None:
        super().__init__(seat)
        self._seat, self._jobs = seat, seat.jobs
        self._window: RoomWindow | None = None
        self._words: RoomWords | None = None
        self._spot: Spot | None = None
        self._asked = 0
        self._looks_at: MeetingFrame | None = None
        self._jobs.changed.connect(self._changed)
        self._jobs.exchanged.connect(self.close)
        seat.window.room_asked.connect(self.turn)
        finder.add(Deed("Room screen on or off", "presentation", self.turn, "Ctrl+Shift+R"))
        finder.add(Deed("Pause the room screen", "player-pause", self.pause, "F9"))
        seat.at_close.append(self._leave)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.installEventFilter(self)
            application.screenAdded.connect(lambda _: self._screens_changed())
            application.screenRemoved.connect(lambda _: self._screens_changed())

    # -- on and off

    def turn(self) -> None:
        """Open the room screen, or close it."""
        if self._window is not None:
            self.close()
            return
        screen = self.place()
        if screen is None:
            self._seat.window.say("due_soon", ONE_SCREEN)
            return
        self.open_on(screen)

    def open_on(self, screen: QScreen) -> None:
        """Open the room screen there."""
        meeting = self._seat.desk.screen("meeting")  # made with the first use, as every screen is
        assert isinstance(meeting, MeetingFrame)
        if meeting is not self._looks_at:
            meeting.spotted.connect(self._at)
            meeting.typing.connect(self._typing)
            self._looks_at = meeting
        self._spot = meeting.spot
        self._window = RoomWindow()
        self._window.closed.connect(self._closed)
        self._window.show_on(screen)
        self._seat.settings.screens[KEPT] = {"screen": screen.name()}
        self._read_names()

    def place(self) -> QScreen | None:
        """The room's screen: the one of last time, or any that this window is not on."""
        here = self._seat.window.screen()
        others = [one for one in QGuiApplication.screens() if one is not here]
        own = [one for one in others if one.geometry() != here.geometry()]  # a mirror shows what this shows
        last = self._seat.settings.screens.get(KEPT, {}).get("screen")
        return next((one for one in own if one.name() == last), own[0] if own else None)

    def close(self) -> None:
        """Close the room screen."""
        if self._window is not None:
            self._window.close()

    def pause(self) -> None:
        """Cover the room screen at once, or go on."""
        window = self._window
        if window is None:
            return
        window.board.pause(not window.board.paused)
        self._seat.window.toast(
            "The room is paused. F9 goes on" if window.board.paused else "The room goes on"
        )
        self._show_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F9 in any window of the program, menus and dialogs included."""
        if self._window is None or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        window = watched.isWindowType() or (isinstance(watched, QWidget) and watched.isWindow())
        if not window or event.key() != Qt.Key.Key_F9:
            return False
        if not event.isAutoRepeat():
            self.pause()
        return True

    def _screens_changed(self) -> None:
        """Somebody plugged in or out: covered until somebody has looked where it is now."""
        window = self._window
        if window is None:
            return
        if not window.board.paused:
            window.board.pause(True)
        screen = self.place()
        if screen is None:
            self.close()
            self._seat.window.say("due_soon", ONE_SCREEN)
        else:
            window.show_on(screen)
            self._seat.window.toast("The screens changed, so the room is paused. F9 goes on")

    def _closed(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
        self._words = None

    def _leave(self) -> None:
        self.close()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    # -- what it shows

    def _read_names(self) -> None:
        """Whom the room must not read of is asked once, and again when people change."""
        self._asked += 1
        asked = self._asked
        nobody = RoomWords(None)

        def known(words: RoomWords) -> None:
            if asked == self._asked and self._window is not None:
                self._words = words
                self._show_again()

        self._jobs.long(room.known_names, known, self, lambda _error: known(nobody), touched=frozenset())

    def _at(self, spot: Spot) -> None:
        if spot != self._spot:
            self._spot = spot
            self._show_again()

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._window is None:
            return
        if kinds & PERSONS:
            self._read_names()
        elif kinds:
            self._show_again()

    def _show_again(self) -> None:
        window, words, spot = self._window, self._words, self._spot
        if window is None or words is None or spot is None:
            return
        self._jobs.ask(
            lambda work: room.view(work, spot.meeting, None, spot.referral, words), self._show, self
        )

    def _show(self, view: RoomView) -> None:
        if self._window is not None:
            self._window.board.show_view(view)

    def _typing(self, text: str) -> None:
        """What is understood of the line being typed; of the rest only that somebody types."""
        window, words, spot = self._window, self._words, self._spot
        if window is None or words is None or spot is None:
            return
        if not text.strip():
            window.board.show_adding(None)
            return
        read = spot.read(text)
        understood = read.kind in (Kind.ACTION, Kind.DECISION) and not read.needs and not read.refused
        reference = f"R-{read.referral}" if read.referral is not None else ""
        restricted = read.referral in spot.quick.context.restricted
        if not understood or restricted:
            window.board.show_adding(Adding())
            return
        window.board.show_adding(room.adding(_head(read), read.text, reference, words))


def _head(read: Parsed) -> str:
    """Whose it is to be, and until when."""
    if read.kind is not Kind.ACTION or read.agency is None:
        return ""
    return f"{read.agency.name} by {days.short(read.due)}" if read.due is not None else read.agency.name
