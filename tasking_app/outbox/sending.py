"""Sending what waits: in order, each exactly once, and what does not go stays to be looked at."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from tasking_app.commands.done import Done
from tasking_app.database.errors import Crowded, ServerFull, Unreachable
from tasking_app.database.store import Store
from tasking_app.database.work import Work
from tasking_app.models.history import Applied
from tasking_app.outbox.book import CLASH, KEPT, REFUSED, TRIED, Book
from tasking_app.outbox.kept import Kept, Unknown
from tasking_app.records.waiting import Sent
from tasking_app.rules.errors import AppError, Clash
from tasking_app.services.carry_out import do_now

log = logging.getLogger(__name__)
NEEDS_LINE = (
    "This needs the database, which does not answer at present. Nothing was changed; try again later."
)
OTHER_PASSWORD = (
    "The database is back and has another password for you. Sign out, at your name above, and sign in with "
    "that: what waits stays on this computer."
)
NOT_TAKEN = "The database did not take this. It is kept here; tell whoever looks after the program."


@dataclass(slots=True)
class Tally:
    """What went, over as many tries as the line needs."""

    count: int = 0
    stuck: int = 0
    given: dict[str, str] = field(default_factory=dict)
    anew: dict[str, str] = field(default_factory=dict)

    def sent(self) -> Sent:
        """The same for people."""
        return Sent(count=self.count, stuck=self.stuck, given=self.given, anew=self.anew)


def send_all(server: Store, book: Book, clock: Callable[[], datetime], tally: Tally) -> None:
    """Offer what was done within a day to a server that may not know it, then send what waits.

    Raises Unreachable when the line goes down again, Crowded or ServerFull when the server takes nothing
    at present; what was sent until then is settled.
    """
    _offer_again(server, book, clock, tally)
    while waiting := book.to_send():
        done = _send(server, book, waiting[0])
        if done is None:
            tally.stuck += 1
            continue
        tally.given |= book.settle(waiting[0].command.id, done.references, clock())
        tally.count += 1


def _send(server: Store, book: Book, kept: Kept) -> Done | None:
    """What the server answered; None when it did not take it."""
    key = kept.command.id
    try:
        return do_now(server, kept.actor, kept.command, kept.at)
    except (Unreachable, Crowded, ServerFull):
        book.mark(key, TRIED)
        raise
    except Clash as clash:
        book.mark(key, CLASH, str(clash))
    except AppError as error:
        book.mark(key, REFUSED, str(error))
    except Exception as error:  # noqa: BLE001  # whatever it is, the rest goes on and this stays
        where = "".join(traceback.format_tb(error.__traceback__))  # without its words: texts are in them
        log.error("A change that waited was not taken: %s, %s\n%s", kept.kind, type(error).__name__, where)
        book.mark(key, REFUSED, NOT_TAKEN)
    return None


def send_one(server: Store, book: Book, kept: Kept, now: datetime) -> Sent:
    """Send one again that did not go. Raises what stands in its way, a Clash with the command."""
    if isinstance(kept.command, Unknown):
        raise AppError(kept.told)
    try:
        done = do_now(server, kept.actor, kept.command, kept.at)
    except Clash as clash:
        clash.command = kept.command
        raise
    return Sent(count=1, given=book.settle(kept.command.id, done.references, now), back=False)


def _offer_again(server: Store, book: Book, clock: Callable[[], datetime], tally: Tally) -> None:
    """A server that took over from one that was lost may not know the last commands: carry these out again.

    Tallies the references that are now others.
    """
    done = book.done_within(KEPT, clock())
    if not done:
        return
    keys = [one.command.id for one in done]
    known = server.ask(done[-1].actor, lambda work: _known(work, keys))
    for one in done:
        if one.command.id in known:
            continue
        again = _send(server, book, one)
        if again is None:
            tally.stuck += 1
            continue
        book.settle(one.command.id, again.references, clock())
        now = {old: again.references.get(key, old) for key, old in one.numbers.items()}
        tally.anew |= {old: new for old, new in now.items() if old != new}


def _known(work: Work, keys: list[UUID]) -> set[UUID]:
    return set(work.session.scalars(select(Applied.id).where(Applied.id.in_(keys))))
