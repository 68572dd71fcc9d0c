"""One person's seat at one file or database: the jobs, the desk, who sits here, what is kept at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from tasking_app import settings as kept
from tasking_app.rules import days
from tasking_app.services import who
from tasking_app.ui import going
from tasking_app.ui.desk import Desk
from tasking_app.ui.jobs import Jobs, over_file
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.others import EVERYTHING
from tasking_app.ui.screen import Place
from tasking_app.ui.screens.home import HomeScreen

Then = Callable[[], None]


class Seat(QObject):
    """Everything that belongs to one open file or shared database."""

    left = Signal(str)
    """Somebody wants another file or database: `connect` for a shared one, `where` to be asked."""

    def __init__(
        self,
        window: MainWindow,
        file: Path,
        settings: kept.Settings,
        then: Then,
        trouble: Callable[[Exception], None],
        key: bytes | None = None,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(window)
        self.window, self.file, self.settings = window, file, settings
        self._then, self._trouble = then, trouble
        self.jobs: Jobs = jobs or over_file(file, key)
        self.desk = Desk(window, self.jobs, {"home": HomeScreen})
        self.at_close: list[Then] = []
        self.agency = ""
        self._looked_on = days.in_london(datetime.now(UTC))
        self.first_place = Place("home")
        """Where whoever sits down begins: who decides at Home, an attendee at My agency."""
        officer = settings.officer_in(file)
        self.jobs.ask(lambda work: who.sitter(work, officer), self._sit_down, self, self._not_opened)
        self.desk.screen("home")  # made while the file is opened

    def _not_opened(self, error: Exception) -> None:
        self.window.closing.disconnect(self.close)
        for act in self.at_close:
            act()
        self.desk.leave()
        self.jobs.close()
        self._trouble(error)

    def _sit_down(self, known: who.Sitter) -> None:
        self._know(known)
        signed_in = self.jobs.signed_in
        self.settings.last_file = signed_in.address if signed_in is not None else str(self.file)
        if signed_in is not None:
            self.jobs.changed.connect(self._look_who)
        if self.jobs.file_key is None:
            words = "Made-up or plain data. This file is not encrypted: keep nothing real in it."
            self.window.set_banner("plain", Banner("due_soon", "lock-open", "Not encrypted", words))
        self.jobs.idle.connect(self._home_stands)
        self.jobs.exchanged.connect(self._sit_again)
        self.desk.go(Place("home"))

    def _look_who(self, kinds: frozenset[str]) -> None:
        """With a change of officers, and with the first change of a day: a login may end with a day."""
        today = days.in_london(datetime.now(UTC))
        if kinds & {"officer", *EVERYTHING} or today != self._looked_on:
            self._looked_on = today
            self.jobs.ask(who.still_known, self._say_who, self)

    def _say_who(self, known: bool) -> None:
        """A login that was disabled is shown empty lists: say why."""
        words = "You read and change nothing here any more. What you typed is kept. Ask the co-ordinator."
        gone = None if known else Banner("late", "lock", "This login was disabled", words)
        self.window.set_banner("gone", gone)

    def _sit_again(self) -> None:
        """The file was exchanged: who sits here may be another, and no screen is right any more."""
        officer = self.settings.officer_in(self.jobs.file)
        self._sit_as(officer)

    def _sit_as(self, officer: str) -> None:
        """Every screen is made anew: what somebody typed and opened is there again when they are back."""
        self.desk.start_afresh()
        self.window.undo_takes_back("")  # a toast still offers what somebody else did
        self.jobs.ask(lambda work: who.sitter(work, officer), self._go_on_as, self)

    def _go_on_as(self, known: who.Sitter) -> None:
        self._know(known)
        if self.first_place != self.desk.last_place:
            self.desk.go(self.first_place)
        self.desk.reload()

    def _know(self, known: who.Sitter) -> None:
        self.jobs.sit(known.actor)
        self.agency = known.agency
        self.jobs.inherit(known.left_by)
        self.first_place = Place("home" if known.decides else "my_agency")
        signed_in = self.jobs.signed_in
        self.window.set_who(known.actor.name, known.agency, signed_in.told if signed_in is not None else "")

    def _home_stands(self) -> None:
        """Home has its data: once it is painted, the rest may come."""
        self.jobs.idle.disconnect(self._home_stands)
        QTimer.singleShot(0, self._then)

    def be(self, officer: UUID) -> None:
        """Somebody else sits here from now on, also the next time the program starts."""
        if self.sit(officer):
            self.settings.be_officer(self.jobs.file, str(officer))
            kept.save(self.settings)

    def sit(self, officer: UUID) -> bool:
        """Somebody else sits here; False while what is on show has to be answered first.

        At a shared database nobody else can: who sits there is who signed in.
        """
        if self.jobs.signed_in is not None:
            return False
        if not self.may_leave():
            return False
        # First what is under way is finished: it tells the screens that began it.
        self.jobs.ask(_nothing, lambda _: self._sit_as(str(officer)), self)
        return True

    def may_leave(self) -> bool:
        """Whether nothing on show has to be answered first."""
        screen = self.window.screen_on_show()
        return screen is None or screen.may_leave()

    def close(self) -> None:
        """Keep how the window lay and where people were; finish what is queued, but for what is long."""
        going.stop_all()
        for act in self.at_close:
            act()
        self.settings.window = _flat(self.window.layout_state())
        known = {} if self.jobs.looking_round else self.desk.remembered()
        for key, state in known.items():
            self.settings.screens[key] = state
        kept.save(self.settings)
        self.jobs.stand_at("")
        self.jobs.close()


def _nothing(_work: object) -> None:
    """Asked to learn that all that was asked before is answered."""


def _flat(state: dict[str, object]) -> dict[str, Any]:
    """A window's box as four numbers."""
    box = state.get("box")
    flat: dict[str, Any] = {"maximised": state.get("maximised") is True}
    if isinstance(box, list):
        flat |= dict(zip(("x", "y", "width", "height"), box, strict=True))
    return flat
