"""Looking round in a made-up borough, at any time, while one's own file lies closed and as it was left."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.ui import background
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.seat import Seat
from tasking_app.ui.widgets.buttons import Button

WORDS = "Nothing here is about real people. Your own file is closed, as you left it."


class LookingRound(QObject):
    """There and back: what is typed in each file and can be undone there stays with it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._seat = seat
        self._own: tuple[Path, bytes | None] | None = None
        self._busy = False

    def own_key(self) -> bytes | None:
        """The key of one's own file, wherever one is."""
        return self._own[1] if self._own is not None else self._seat.jobs.file_key

    def go(self) -> None:
        """Make the borough if there is none of today, and open it in this window."""
        opening, window = _opening(), self._seat.window
        if self._busy or not self._may_leave():
            return
        if self._seat.jobs.file == opening.made_up_path():
            window.toast("This is the made-up data already.")
            return
        self._busy = True
        window.say("info", "The made-up borough is being made. This takes a few seconds.")
        today = days.in_london(datetime.now(UTC))
        background.run(lambda: opening.look_round(today), self._enter, self._failed, self)

    def _may_leave(self) -> bool:
        screen = self._seat.window.screen_on_show()
        return screen is None or screen.may_leave()

    def _enter(self, opened: Any) -> None:
        jobs = self._seat.jobs
        self._own = (jobs.file, jobs.file_key)
        jobs.stand_at("")  # it was left on purpose: no next start comes back there
        jobs.exchange(_nothing, opened.key, self._entered, self, self._failed, opened.path)

    def _entered(self, _nothing: None) -> None:
        self._busy = False
        self._seat.jobs.looking_round = True
        back = Button("Back to our own file", size="small")
        back.clicked.connect(self.back)
        banner = Banner("info", "info-circle", "Made-up data", WORDS, back)
        self._seat.window.set_banner("made_up", banner)
        self._seat.window.messages.clear()

    def back(self) -> None:
        """To one's own file again."""
        if self._busy or self._own is None or not self._may_leave():
            return
        self._busy = True
        jobs = self._seat.jobs
        path, key = self._own
        jobs.stand_at("")
        jobs.exchange(_nothing, key, self._returned, self, self._failed, path)

    def _returned(self, _nothing: None) -> None:
        self._busy, self._own = False, None
        self._seat.jobs.looking_round = False
        self._seat.window.set_banner("made_up", None)
        self._seat.window.toast("This is your own file again.")

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not self._seat.jobs.looking_round:
            self._own = None
        if isinstance(error, AppError):
            self._seat.window.say("late", str(error))
        else:
            self._seat.jobs.say(error)


def _nothing() -> None:
    """Nothing is put in another's place: only which file is open changes."""


def _opening() -> Any:
    """What makes a borough. Only who looks round waits for it: it loads the whole made-up history."""
    from tasking_app.services import opening  # noqa: PLC0415  (see above)

    return opening
