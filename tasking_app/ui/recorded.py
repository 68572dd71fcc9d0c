"""The record is a place of the program only over a shared database; for governance it is where one begins."""

from __future__ import annotations

from functools import partial

from tasking_app.services import audit
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.parts.finder import Deed, Finder
from tasking_app.ui.screen import Place
from tasking_app.ui.sealing import Sealing
from tasking_app.ui.seat import Seat

WHERE = Place("audit")


def offer(seat: Seat, finder: Finder) -> None:
    """Add the screen and the way to it where there is a record; once it is back if the line is down."""
    desk = seat.desk
    offered: set[str] = set()

    def there(governs: bool | None, *, at_start: bool) -> None:
        if governs is None or offered:
            return
        from tasking_app.ui.screens.audit import AuditScreen  # noqa: PLC0415  (a file has no record to show)

        offered.add("audit")
        desk.add_screens({"audit": AuditScreen})
        finder.add(Deed("The record: who did what", "fingerprint", partial(desk.go, WHERE)))
        if governs:
            seat.first_place = WHERE
            if at_start:
                desk.go(WHERE)

    def ask(*, at_start: bool) -> None:
        seat.jobs.ask(audit.governs, partial(there, at_start=at_start), seat)

    away = seat.jobs.away
    if away is not None:
        away.sent.connect(lambda _: ask(at_start=False))
    ask(at_start=True)


def keep_sealed(seat: Seat) -> None:
    """Seal while the window is open, and say so as long as seals are late."""

    def say(words: str) -> None:
        banner = Banner("due_soon", "fingerprint", "The record is not sealed", words) if words else None
        seat.window.set_banner("seal", banner)

    Sealing(seat.jobs, seat, say)
