"""This computer's copy of the open meeting: an encrypted file that the same services work on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError

from tasking_app.database.files import HEAD
from tasking_app.database.sqlite import make_engine
from tasking_app.database.store import Store
from tasking_app.database.work import HELD, Actor, Held
from tasking_app.models import Base
from tasking_app.outbox.book import put_aside
from tasking_app.paths import beside, only_owner
from tasking_app.services import held

ENDING = ".copy"
NOBODY = Actor()


class Copy:
    """The file, made anew when it is of another version of the program or cannot be read."""

    def __init__(self, place: Path, key: bytes | None) -> None:
        self.path = beside(place, ENDING)
        self._key = key
        self._last: held.Keepsake | None = None
        self.store = self._opened()

    def sit(self, known: Held, clock: Callable[[], datetime]) -> None:
        """Whose login the copy belongs to, how its new rows are numbered, and what time it is."""
        self.store.info = {HELD: known}
        self.store.clock = clock

    def gather(
        self, server: Store, opened: Mapping[UUID, Mapping[str, object]], touched: Collection[str]
    ) -> held.Keepsake:
        """What the server holds now; only what was touched is read. Raises what asking the server raises."""
        return server.ask(NOBODY, lambda work: held.gather(work, opened, self._last, touched))

    def put_down(self, found: held.Keepsake) -> None:
        """Make the copy that, and nothing else."""
        self.store.write(NOBODY, lambda work: held.put_down(work, found, self._last))
        self._last = found
        self.store.as_viewer = found.viewer

    def work_on(self) -> Store:
        """The copy for work: from now on it is no longer what the server held."""
        self._last = None
        return self.store

    def wipe(self) -> None:
        """Keep nothing any more."""
        self.store.close()
        for ending in ("", "-wal", "-shm"):
            beside(self.path, ending).unlink(missing_ok=True)
        self._last = None
        told = self.store.info, self.store.clock, self.store.as_viewer
        self.store = self._opened()
        self.store.info, self.store.clock, self.store.as_viewer = told

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def _opened(self) -> Store:
        try:
            return self._made()
        except DatabaseError:
            put_aside(self.path, "unreadable").unlink()  # it holds nothing that is not on the server
            return self._made()

    def _made(self) -> Store:
        self.path.touch(mode=0o600)
        only_owner(self.path)
        engine = make_engine(self.path, self._key, create=True)
        event.listen(engine, "connect", _without_ties)
        try:
            _prepare(engine)
        except BaseException:
            engine.dispose()
            raise
        return Store(engine, str(self.path), encrypted=self._key is not None)


def _without_ties(raw: object, _record: object) -> None:
    """A row here may point at one that is not kept."""
    raw.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]  # the driver's connection


def _prepare(engine: Engine) -> None:
    """Tables as this program knows them; those of another version go with what is in them."""
    with engine.execution_options(writes=True).begin() as connection:
        version = str(connection.exec_driver_sql("PRAGMA user_version").scalar())
        if version != str(int(HEAD)):
            Base.metadata.drop_all(connection)
            Base.metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")
