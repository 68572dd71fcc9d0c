"""Jobs over a partnership's database: the worker signs in, and what cannot be sent waits on this computer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from tasking_app.outbox import reaching
from tasking_app.outbox.post import Post
from tasking_app.records.signing_in import SignIn
from tasking_app.records.waiting import Sent, Standing
from tasking_app.services import connecting
from tasking_app.ui.away import Away
from tasking_app.ui.job import Job
from tasking_app.ui.jobs import Jobs, open_file
from tasking_app.ui.others import EVERYTHING

T = TypeVar("T")


class Served(Jobs):
    """The same jobs as over a file. Looking round in made-up data, the file of that is open instead."""

    _left_here = Signal(str)

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in, self._place = sign_in, connecting.place_of(sign_in)
        super().__init__(self._reach, connecting.NOBODY)
        self.file = self._place
        self._away = Away(self, self._over_post)
        self._away.sent.connect(self._sent)
        self._away.changed.connect(self._stands)
        self._away.refused.connect(self.failed)
        self.changed.connect(self._away.heard)
        self._left_here.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    @property
    def signed_in(self) -> SignIn | None:
        return self._sign_in if self.file == self._place else None

    @property
    def away(self) -> Away | None:
        return self._away if self.file == self._place else None

    @property
    def place(self) -> Path:
        """What the files of this computer that belong to the database are named after."""
        return self._place

    def long(
        self,
        deed: Callable[..., T],
        done: Callable[[T], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        touched: frozenset[str] = EVERYTHING,
    ) -> None:
        super().long(partial(_patiently, deed), done, owner, failed, touched)

    def close(self, wait: float = 10.0) -> None:
        self._away.close()
        super().close(wait)

    def _saved_state(self) -> tuple[str, str]:
        since = self._away.standing.since
        if self.file != self._place or since is None:
            return super()._saved_state()
        return "kept", f"On this laptop {datetime.now(ZoneInfo('Europe/London')):%H:%M}"

    def _over_post(
        self, run: Callable[[Any], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._put(Job(partial(_of_post, run), done, failed, self))

    def _let_go(self) -> None:
        self._away.end()
        super()._let_go()

    def _stands(self, _standing: Standing) -> None:
        self.saved.emit(*self._saved_state())

    def _sent(self, sent: Sent) -> None:
        """Everything is read again; references that were counted here are the database's own now."""
        self.renumber(sent.given)
        self.changed.emit(EVERYTHING)

    def _reach(self) -> Any:  # a store, of which windows know nothing
        if self.file != self._place:
            return open_file(self)
        reached = reaching.reach(self._sign_in)
        self.keep_drafts_in(reached.drafts)
        self.file_key = reached.key
        self._away.begin(reached.store)
        self._given = reached.store.book.numbers()
        if reached.told:
            self._left_here.emit(reached.told)
        return reached.store


def _of_post(run: Callable[[Any], Any], store: Any) -> Any:
    """What is meant for the post has nothing to do over made-up data."""
    return run(store) if isinstance(store, Post) else None


def _patiently(deed: Callable[[Any, Any], T], store: Any, actor: Any) -> T:
    """Long work waits longer for an answer."""
    if not isinstance(store, Post):  # made-up data
        return deed(store, actor)
    with store.patiently():
        return deed(store, actor)
