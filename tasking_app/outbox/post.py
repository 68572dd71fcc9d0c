"""A shared database whose line may be lost: what is asked is answered, what is done is kept and sent once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from tasking_app.commands.base import Command
from tasking_app.commands.done import Done
from tasking_app.database.errors import Crowded, Disabled, Unreachable, WrongPassword, of_connecting
from tasking_app.database.store import Store
from tasking_app.database.work import OPENED, Actor, Held, Work
from tasking_app.outbox import sending
from tasking_app.outbox.book import GOING, OFFICER, TRIED, WAITING, Book, NotKept
from tasking_app.outbox.copy import Copy
from tasking_app.outbox.following import MARK, SEEN, VIEWER, Following
from tasking_app.outbox.kept import as_numbered
from tasking_app.outbox.undoing import Undoing
from tasking_app.records.waiting import Sent, Standing
from tasking_app.rules import access, references
from tasking_app.rules.errors import NotAllowed
from tasking_app.services.carry_out import carry_out, do_now, may_be_kept, may_wait
from tasking_app.services.held import EVERYTHING

T = TypeVar("T")
DEADLINE, LONG_DEADLINE = 6.0, 20.0
"""Seconds an answer may take before the line counts as lost: for what people wait for, and for long work."""
KEPT_FOR = timedelta(days=14)


class Post(Store):
    """The server while it answers, and this computer's copy of the open meeting while it does not.

    One worker calls what asks and does; `watch` and `touch` may come from any thread. `greet` asks the server
    whether this login still works there. `told` is called with each new standing, in the worker's thread.
    """

    def __init__(self, server: Store, book: Book, copy: Copy, greet: Callable[[Store], None]) -> None:
        super().__init__(server.engine, server.where, encrypted=True, line=server.line, talk=server.talk)
        self.server, self.book, self.copy = server, book, copy
        self.post = self.carry_out
        self.at_rest: Callable[[], None] = lambda: None  # called once before it is closed
        self.told: Callable[[Standing], None] = lambda _standing: None
        self._greet = greet
        self._since: datetime | None = None
        self._shut = ""  # why the login works there no more
        self._patience = DEADLINE
        self._tally = sending.Tally()
        self._words: dict[UUID, Mapping[str, object]] = {}
        self._numbers: Mapping[str, str] = {}
        self._undoing = Undoing(book)
        self._following = Following(server, book, copy, lambda: self.away, lambda: self.clock())  # noqa: PLW0108  # may be set later
        server.info = {OPENED: self._opened}

    def sit(self, officer: UUID) -> None:
        """Whose login it is; from now on the copy is kept up to date. Raises NotKept."""
        self.server.clock = self.clock
        self.copy.sit(Held(officer, self.count), self.clock)
        self.copy.store.as_viewer = access.read(self.book.told(VIEWER), officer)
        self.book.tell(OFFICER, str(officer))
        self._following.start()

    # -- how it stands

    @property
    def away(self) -> bool:
        return self._since is not None

    @property
    def standing(self) -> Standing:
        """How this computer stands with the database."""
        return Standing(self._since, *self.book.counts(), shut=bool(self._shut))

    def begin_away(self) -> None:
        """The server did not answer at the start: go on with what this computer keeps."""
        self._lose()

    def watch(self) -> None:
        """End a talk in which no answer comes. Called from outside: the worker may be stuck in it."""
        if self.talk is not None and self.talk.waits() > self._patience:
            self.talk.cut()

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """For long work an answer may take longer."""
        self._patience = LONG_DEADLINE
        try:
            yield
        finally:
            self._patience = DEADLINE

    # -- asking and doing

    def ask(self, actor: Actor, question: Callable[[Work], T]) -> T:
        if self._since is None:
            try:
                return self.server.ask(actor, question)
            except Unreachable:
                if not self._lose():
                    raise
        self._may_go_on()
        return self.copy.store.ask(actor, question)

    def write(
        self,
        actor: Actor,
        deed: Callable[[Work], T],
        at: datetime | None = None,
        *,
        sees_others: bool = False,
    ) -> T:
        if self._since is not None:
            raise Unreachable(sending.NEEDS_LINE)
        try:
            done = self.server.write(actor, deed, at, sees_others=sees_others)
        except Unreachable:
            self._words.clear()
            self._lose()
            raise
        self._keep_opened()
        return done

    def write_after_others(self, actor: Actor, deed: Callable[[Work], T]) -> T:
        if self._since is not None:
            raise Unreachable(sending.NEEDS_LINE)
        return self.server.write_after_others(actor, deed)

    def carry_out(self, actor: Actor, command: Command) -> Done:
        """Keep a command, then send it; without a line it waits, and the copy shows what it does.

        Raises Unreachable for what cannot wait, NotKept when this computer's disk is full, and what the
        command's service raises; then it is not kept.
        """
        self._may_go_on()
        now = self.clock()
        command, back = self._undoing.resolved(command, away=self.away)
        if back is not None:
            return self._undoing.take_back(back, command, self._on_copy(actor, command, now))
        command, waits = as_numbered(command, self.book.numbers()), may_wait(command)
        if not self.away and self.book.counts()[0]:
            self._send_earlier()
        if self.away and not waits:
            raise Unreachable(sending.NEEDS_LINE)
        kept = self._kept(actor, command, now, WAITING if waits else GOING)
        if not self.away:
            try:
                return self._send_now(actor, command, now, kept=kept)
            except Unreachable:
                goes_on = self._lose(command if waits and kept else None)
                if not goes_on or not (waits and kept):
                    self.book.drop(command.id)  # they are told, and do it again
                    raise
                return self._wait(actor, command, now, tried=True)
        return self._wait(actor, command, now)

    def _send_earlier(self) -> None:
        """What waits goes before what is done now."""
        try:
            with suppress(Crowded):  # the server is there and busy: it goes with the next
                sending.send_all(self.server, self.book, self.clock, self._tally)
        except Unreachable:
            self._lose()
        self.told(self.standing)

    def _kept(self, actor: Actor, command: Command, now: datetime, state: str) -> bool:
        """Put it into the book; without room there it may still go straight to a server that answers."""
        if not may_be_kept(command):
            return False
        try:
            self.book.keep(command, actor, now, state)
        except NotKept:
            if self.away:
                raise
            return False
        return True

    def _send_now(self, actor: Actor, command: Command, now: datetime, *, kept: bool) -> Done:
        try:
            done = do_now(self.server, actor, command, now)
        except Unreachable:
            self._words.clear()
            raise
        except BaseException:
            self._words.clear()
            if kept:
                self.book.drop(command.id)
            raise
        self._keep_opened()
        if kept:
            with suppress(NotKept):  # sent again it would change nothing
                self.book.settle(command.id, done.references, now)
        return done

    def _wait(self, actor: Actor, command: Command, now: datetime, *, tried: bool = False) -> Done:
        try:
            done = self._on_copy(actor, command, now)
        except Exception:
            if not tried:
                self.book.drop(command.id)
                raise
            done = Done()  # it may have arrived, and is sent again whatever the copy holds
        self._undoing.note(command, done)
        self.told(self.standing)
        return done

    def _on_copy(self, actor: Actor, command: Command, now: datetime) -> Done:
        return self.copy.work_on().write(actor, lambda work: carry_out(work, command), now)

    # -- away and back

    def _lose(self, tried: Command | None = None) -> bool:
        """The line is down; False when this computer keeps nothing to go on with."""
        if tried is not None and self.book.state(tried.id):
            with suppress(NotKept):
                self.book.mark(tried.id, TRIED)
        if self._since is not None:
            return True
        with self._following.copying:
            if not self.book.told(SEEN):
                return False
            self._since = self.clock()
        if self.talk is not None:
            self.talk.cut()
        self._catch_up(tried)
        self.told(self.standing)
        return True

    def _catch_up(self, but: Command | None) -> None:
        """What was done since the copy was made, and what waits from before, as far as the copy goes."""
        done = self.book.done_after(int(self.book.told(MARK) or 0))
        self._numbers = {key: number for one in done for key, number in one.numbers.items()}
        for one in (*done, *self.book.to_send()):
            if but is None or one.command.id != but.id:
                with suppress(Exception):  # it is there already, or about what is not kept here
                    self._on_copy(one.actor, one.command, one.at)

    def answers(self) -> bool:
        """Whether there is a server to come back to, even one that does not let us in. From any thread."""
        if self.line is None:
            return True
        try:
            self.line.connect().close()
        except self.line.errors as error:
            return not isinstance(of_connecting(error), Unreachable)
        return True

    def try_to_come_back(self) -> Sent | None:
        """The same as `come_back`, but None where the server is not there yet."""
        try:
            return self.come_back()
        except (Unreachable, Crowded):
            return None

    def come_back(self) -> Sent:
        """Ask whether the server is there again, and send what waits, in order.

        Raises Unreachable when it is not, Disabled or NotAllowed when this login works there no more: then
        what was read from it is wiped; what was never sent is not.
        """
        with self._following.asking:  # a connection that is lent out would be lost with the pool
            self.engine.dispose()
        if self.talk is not None:
            self.talk.begin_anew()
        try:
            self._greet(self.server)
        except (Disabled, NotAllowed) as error:
            self._shut = str(error)
            self.wipe()
            self.told(self.standing)
            raise
        except WrongPassword as error:
            raise WrongPassword(sending.OTHER_PASSWORD) from error
        sending.send_all(self.server, self.book, self.clock, self._tally)
        sent, self._tally = self._tally.sent(), sending.Tally()
        was, self._since, self._shut = self._since, None, ""
        if was is not None:
            self.told(self.standing)
        try:
            self._following.refresh()
        except Exception:  # noqa: BLE001  # the line is gone again, or else the copy's own thread tells
            self.touch()
        return sent

    def _may_go_on(self) -> None:
        if self._shut:
            raise NotAllowed(self._shut)

    def wipe(self) -> None:
        """Keep nothing that was read from the database."""
        with self._following.copying:
            self.copy.wipe()
            self.book.wipe()

    def decided(self, command: UUID) -> None:
        """A change that did not go was decided otherwise or given up."""
        self.book.drop(command)
        self.told(self.standing)

    def count(self, kind: str, key: UUID) -> int:
        """The number of a row on the copy: the one the database gave, or one below 0 until it does."""
        known = references.read(self._numbers.get(str(key), ""))
        return known[1] if known is not None else self.book.count(kind, key, self.clock())

    def try_one(self, command: UUID) -> Sent:
        """Send one once more that did not go. Raises what stands in its way, a Clash with the command."""
        kept = next(one for one in self.book.shown() if one.command.id == command)
        if self.away:
            raise Unreachable(sending.NEEDS_LINE)
        try:
            sent = sending.send_one(self.server, self.book, kept, self.clock())
        except Unreachable:
            self._lose(kept.command)  # it may have arrived: it goes with the rest
            raise
        self.told(self.standing)
        return sent

    # -- the copy

    def touch(self, kinds: Collection[str] = EVERYTHING) -> None:
        """Rows of these tables changed: the copy follows in a moment."""
        self._following.touch(kinds)

    def refresh(self) -> None:
        """Make the copy what the server holds now. Raises what asking the server raises."""
        self._following.refresh()

    def _opened(self, referral: UUID, words: Mapping[str, object]) -> None:
        """The words of a restricted referral are being opened; the reading is not written down yet."""
        self._words[referral] = words

    def _keep_opened(self) -> None:
        """What was opened stays on the copy until tomorrow, now that the reading is written down."""
        if not self._words:
            return
        with suppress(NotKept):
            for referral, words in self._words.items():
                self.book.open_words(referral, words, self.clock())
        self._words.clear()
        self.touch()

    def close(self) -> None:
        self._following.close()
        with suppress(NotKept):
            self.at_rest()
        self.copy.close()
        self.book.close()
        self.server.close()
