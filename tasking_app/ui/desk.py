"""The desk: brings window, screens and jobs together; where to go, undo, find, add, and who sits here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from tasking_app.rules.errors import Clash
from tasking_app.services import home
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.others import EVERYTHING
from tasking_app.ui.screen import Place, Screen

Factory = Callable[[Jobs], Screen]
Asked = Callable[[Place], None]
GATHER_MS = 40


class Desk(QObject):
    """Everything between the frame and the screens. Screens are made when they are first wanted."""

    def __init__(self, window: MainWindow, jobs: Jobs, screens: Mapping[str, Factory]) -> None:
        super().__init__(window)
        self.window, self.jobs = window, jobs
        self._factories = dict(screens)
        self._made: dict[str, Screen] = {}
        self._stale: set[str] = set()
        self._asked: dict[str, Asked] = {}
        self._touched: set[str] = set()
        self._states: Mapping[str, Mapping[str, Any]] = {}
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._refresh)
        self.last_place = Place("home")
        self.notes_places = False
        """Whether places are noted for the next start: only after the last note was read."""
        self.looks: list[Callable[[frozenset[str]], None]] = []
        """What else follows changes, told with the screens what was touched."""
        self._early: Place | None = None
        self._whole = False
        self._connect()

    def _connect(self) -> None:
        window, jobs = self.window, self.jobs
        self._of_window = (
            (window.place_asked, self.go),
            (window.rail_pressed, self._rail),
            (window.undo_asked, jobs.undo),
            (window.redo_asked, jobs.redo),
            (window.save_asked, self._say_saved),
            (window.start_asked, self._start),
        )
        for signal, act in self._of_window:
            signal.connect(act)
        jobs.changed.connect(self._changed)
        jobs.saved.connect(self._saved)
        jobs.told.connect(window.toast)
        jobs.changed.connect(lambda _: window.undo_takes_back(jobs.can_undo()))
        jobs.failed.connect(lambda sentence: window.say("late", sentence))
        jobs.clashed.connect(self._clashed)

    def leave(self) -> None:
        """The window is no longer this desk's: what is asked in it goes to another."""
        for signal, act in self._of_window:
            signal.disconnect(act)

    def _say_saved(self) -> None:
        self.window.toast("Already saved. Everything is kept as you type.")

    def add_screens(self, screens: Mapping[str, Factory]) -> None:
        """More screens, once their modules are loaded."""
        self._factories |= screens

    def complete(self) -> None:
        """Everything is there now: go where somebody asked to go before it was."""
        self._whole = True
        if self._early is not None:
            self.go(self._early)

    def answer(self, key: str, asked: Asked) -> None:
        """What to do when a place is asked for that is no screen: a dialog, for example."""
        self._asked[key] = asked

    # -- where to go

    def go(self, place: Place) -> None:
        """Show a place; a dialog opens over the screen on show."""
        if place.screen in self._asked:
            self._asked[place.screen](place)
            return
        if place.screen not in self._factories and not self._whole:
            self._early = place
            return
        screen = self.screen(place.screen)
        if not self.window.show_screen(screen):
            return
        self.last_place = place
        if self.notes_places:
            self.jobs.stand_at(f"{place.screen}|{place.id or ''}")
        screen.show_place(place)
        if place.screen not in self._stale or self.window.screen_on_show() is screen:
            self._stale.discard(place.screen)
            screen.reload()

    def screen(self, key: str) -> Screen:
        """A screen, made now if it was not before."""
        if key not in self._made:
            self._made[key] = self._factories[key](self.jobs)
            if key in self._states:
                self._made[key].restore(self._states[key])
        return self._made[key]

    def _rail(self, key: str) -> None:
        if key == "meeting":
            self._to_meeting()
        else:
            self.go(Place(key))

    def _to_meeting(self) -> None:
        self.jobs.ask(home.where_to, self._to, self)

    def _to(self, where: tuple[str, UUID | None]) -> None:
        screen, meeting = where
        self.go(Place(screen, meeting))

    def _start(self) -> None:
        self.jobs.ask(home.where_to, self._to_start, self)

    def _to_start(self, where: tuple[str, UUID | None]) -> None:
        """F5 starts the next meeting, also before its day; without one it leads to planning."""
        screen, meeting = where
        self.go(Place("start" if screen == "prepare" and meeting is not None else screen, meeting))

    def reload(self) -> None:
        """Read the screen on show again."""
        self._changed(EVERYTHING)

    def start_afresh(self) -> None:
        """Home, and every other screen made anew when it is wanted: the file is another one."""
        self._states = {**self._states, **self.remembered()}
        self.go(Place("home"))
        for key in [one for one in self._made if one != "home"]:
            self.window.let_go(self._made.pop(key))
        self._stale.clear()

    def remembered(self) -> dict[str, dict[str, Any]]:
        """What each screen wants to find again next time, as plain values."""
        return {
            key: {
                name: value
                for name, value in screen.remember().items()
                if isinstance(value, str | int | bool)
            }
            for key, screen in self._made.items()
        }

    def restore(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        """What `remembered` gave, for screens when they are made."""
        self._states = states

    # -- what changed

    def _changed(self, touched: frozenset[str]) -> None:
        self._touched |= touched
        self._gather.start()

    def _refresh(self) -> None:
        touched, self._touched = self._touched, set()
        on_show = self.window.screen_on_show()
        for key, screen in self._made.items():
            of_it = (screen.watches | EVERYTHING) & touched
            if of_it:
                if screen is on_show:
                    screen.refresh(of_it)
                else:
                    self._stale.add(key)
        for look in self.looks:
            look(frozenset(touched))
        if touched & ({"action"} | EVERYTHING):
            self.jobs.ask(home.late_count, lambda late: self.window.set_badge("actions", late, "late"), self)

    def _saved(self, state: str, words: str) -> None:
        if state == "saved" and not words:
            words = f"Saved {datetime.now(ZoneInfo('Europe/London')):%H:%M}"
        self.window.set_saved(state, words)

    def _clashed(self, clash: Clash) -> None:
        place = Place("clash", clash.row if isinstance(clash.row, UUID) else None)
        if "clash" in self._asked:
            self._clash = clash
            self._asked["clash"](place)
        else:
            self.window.say("late", str(clash))

    @property
    def clash(self) -> Clash:
        """The clash that waits for a choice."""
        return self._clash
