"""The bridge between windows and the database: one worker thread, answers by queued signal, undo.

jobs.ask(question, done, owner)            a question: Callable[[Work], T]; `done` gets the answer here
jobs.do(command, done=None, owner=None, words="...")   a command; `words` name it in the toast and for Undo
jobs.long(deed, done, owner)               something long over the whole store: Callable[[Store, Actor], T]
jobs.exchange(swap, key, done, owner, failed)   another file in the place of this one; then jobs.exchanged
jobs.undo()   jobs.redo()   and what is being typed: keeps_typed.py
jobs.changed (frozenset of table names)    something was written, here or by another program
jobs.saved (state, words)   jobs.told (sentence, undo)   jobs.failed (sentence)
jobs.clashed (Clash)   jobs.settled (Clash): somebody chose
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from tasking_app.commands.base import Command
from tasking_app.commands.change import Batch
from tasking_app.commands.done import Done
from tasking_app.database import files, unlock
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.drafts import Drafts
from tasking_app.records.signing_in import SignIn
from tasking_app.rules.errors import AppError, Clash
from tasking_app.ui.away import Away
from tasking_app.ui.job import Job
from tasking_app.ui.others import EVERYTHING, Others
from tasking_app.ui.undoes import Undoes

T = TypeVar("T")
LOOK_EVERY = 0.5
QUEUED = Qt.ConnectionType.QueuedConnection


class Jobs(Undoes):
    """Everything a window asks of the database. The window's thread never waits here."""

    changed = Signal(object)
    saved = Signal(str, str)
    clashed = Signal(object)
    settled = Signal(object)
    idle = Signal()
    _answered = Signal(object)
    exchanged = Signal()

    def __init__(self, open_store: Callable[[], Store], actor: Actor, drafts: Drafts | None = None) -> None:
        super().__init__()
        self.actor: Actor = actor
        self.file_key: bytes | None = None
        self.file = Path()
        self.looking_round = False  # in made-up data, while the file of the seat is closed
        self._open = open_store
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._waiting = 0
        self._answered.connect(self._finish, QUEUED)
        self.others = Others(self)
        self.others.changed.connect(self.changed)
        self._store: Store | None = None
        if drafts is not None:
            self.keep_drafts_in(drafts)
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()

    @property
    def signed_in(self) -> SignIn | None:
        """As whom at a partnership's database; None over a file."""
        return None

    @property
    def away(self) -> Away | None:
        """The line to a partnership's database, and what waits for it; None over a file."""
        return None

    @property
    def alone(self) -> bool:
        """Whether the database does not answer at present, so that what is done waits on this computer."""
        return self.away is not None and self.away.standing.since is not None

    # -- asking

    def ask(
        self,
        question: Callable[[Work], T],
        done: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read something; `done` is called in the window's thread unless `owner` is gone by then."""
        actor = self.actor
        self._put(Job(lambda store: store.ask(actor, question), done, failed, owner))

    def do(
        self,
        command: Command,
        done: Callable[[Done], None] | None = None,
        owner: QObject | None = None,
        failed: Callable[[Exception], None] | None = None,
        words: str = "",
    ) -> None:
        """Carry a command out. With `words` the frame says so and offers Undo."""
        actor = self.actor
        self._writing += 1
        self.saved.emit("saving", "Saving")
        kept = partial(self._written, partial(self._tell, done, owner), words)
        lost = partial(self._refused, partial(self._tell, failed, owner) if failed is not None else None)
        self._put(Job(lambda store: _carry_out(store, actor, command), kept, lost, self))

    def long(
        self,
        deed: Callable[[Store, Actor], T],
        done: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        touched: frozenset[str] = EVERYTHING,
    ) -> None:
        """Something over the whole store that takes its time: a load of figures, a backup."""
        actor = self.actor

        def finished(answer: T) -> None:
            self.changed.emit(touched)
            done(answer)

        self._put(Job(lambda store: deed(store, actor), finished, failed, owner))

    def exchange(
        self,
        swap: Callable[[], T],
        key: bytes | None,
        done: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None],
        other: Path | None = None,
    ) -> None:
        """Let go of the file, have `swap` put another in its place, and open that with its key.

        When `swap` fails the old file is opened again. What is being typed stays; there is nothing to undo.
        With `other` another file is worked on: what is typed in each and to be undone stays with it.
        """
        last = self.file

        def finished(answer: T) -> None:
            self._histories.leave(last, forget=other is None)
            self.exchanged.emit()
            self.changed.emit(EVERYTHING)
            done(answer)

        self._put(Job(lambda _store: self._swap(swap, key, other), finished, failed, owner))

    def sit(self, actor: Actor) -> None:
        """Who acts from now on; what each did is theirs alone to take back."""
        self.actor = actor
        self._histories.sit(self.file, actor.officer)

    def busy(self) -> bool:
        """Whether a question or a command is still under way."""
        return self._waiting > 0

    # -- in the window's thread

    def _put(self, job: Job) -> None:
        self._waiting += 1
        self._queue.put(job)

    def _finish(self, job: Job) -> None:
        self._waiting -= 1
        alive = job.owner is None or shiboken6.isValid(job.owner)
        if job.error is not None:
            if job.failed is not None and alive:
                job.failed(job.error)
            else:
                self.say(job.error)
        elif job.done is not None and alive:
            job.done(job.answer)
        if self._waiting == 0:
            self.idle.emit()

    @staticmethod
    def _tell(told: Callable[[Any], None] | None, owner: QObject | None, what: object) -> None:
        """Tell a screen, unless it is gone by now."""
        if told is not None and (owner is None or shiboken6.isValid(owner)):
            told(what)

    def _written(self, done: Callable[[Done], None], words: str, answer: Done) -> None:
        if answer.inverse is not None and not answer.again:
            self._histories.now.keep(answer.inverse, words)
        self._settle(answer)
        also = f"Also changed: {answer.also}" if answer.also else ""
        if words or also:
            self.told.emit(". ".join(filter(None, (words, also))), answer.inverse is not None)
        done(answer)

    def _settle(self, answer: Done) -> None:
        self._writing -= 1
        if self._writing == 0:
            self.saved.emit(*self._saved_state())
        if answer.touched:
            self.changed.emit(answer.touched)
        self._next_turn()

    def _refused(self, failed: Callable[[Exception], None] | None, error: Exception) -> None:
        self._writing -= 1
        fine = isinstance(error, AppError)
        self.saved.emit(*(self._saved_state() if fine else ("not_saved", "Not saved")))
        (failed or self.say)(error)
        self._next_turn()

    def _saved_state(self) -> tuple[str, str]:
        """How the frame says that everything is safe; without words it says when."""
        return "saved", ""

    def say(self, error: Exception) -> None:
        """Tell people what went wrong, sorted by whose fault it is."""
        if isinstance(error, Clash):
            self.clashed.emit(error)
        elif isinstance(error, AppError):
            self.failed.emit(str(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _carry_out_turn(
        self, batch: Batch, turned: Callable[[Done], None], refused: Callable[[Exception], None]
    ) -> None:
        actor = self.actor
        self._put(Job(lambda store: _carry_out(store, actor, batch), turned, refused, self))

    # -- in the worker's thread

    def _work(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=LOOK_EVERY)
            except queue.Empty:
                if self._store is not None:
                    self.others.look(self._store)
                continue
            if job is None:
                break
            try:
                job.answer = job.run(self._opened())
            except Exception as error:  # noqa: BLE001  (carried to the window, which sorts it)
                job.error = error
            self._answered.emit(job)
        self._let_go()

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open()
            self.others.begin(self._store)
        return self._store

    def _let_go(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            self.others.end()
            store.close()

    def _swap(self, swap: Callable[[], T], key: bytes | None, other: Path | None) -> T:
        """Nobody has the file open meanwhile; what is being typed goes over, unless it is another file."""
        self._let_go()
        before, was = self._drafts, (self.file, self.file_key)
        if before is not None:
            before.close()
        try:
            answer = swap()
            self.file, self.file_key = other or self.file, key
            self._opened()
        except Exception:
            if other is not None:
                self.file, self.file_key = was
            raise
        finally:
            self._opened()
            if other is None:
                self.take_over(before)
        return answer

    def close(self, wait: float = 10.0) -> None:
        """Finish what is queued, close the file, end the thread; waits at most `wait` seconds."""
        self._queue.put(None)
        self.others.close()
        self._thread.join(wait)
        if self._drafts is not None:
            self._drafts.close(wait)


def _carry_out(store: Store, actor: Actor, command: Command) -> Done:
    """What writes is loaded with the first command or with the other screens: Home does not wait for it."""
    from tasking_app.services.carry_out import do  # noqa: PLC0415  (see above)

    try:
        return do(store, actor, command)
    except Clash as clash:
        clash.command = command
        raise


def over_file(path: Path, key: bytes | None = None) -> Jobs:
    """Jobs over a file that the worker opens; without a key the credential store is asked for it there.

    The first question fails with CannotOpen when the file does not open.
    """
    jobs = Jobs(lambda: open_file(jobs), Actor())
    jobs.file, jobs.file_key = path, key
    return jobs


def open_file(jobs: Jobs) -> Store:
    """The file the jobs are over, open, and its drafts; called in the worker's thread. Raises CannotOpen."""
    found = unlock.find_key(jobs.file) if jobs.file_key is None else jobs.file_key
    store = files.open_store(jobs.file, found)
    jobs.keep_drafts_in(Drafts(jobs.file, found if store.encrypted else None))
    jobs.file_key = found
    return store
