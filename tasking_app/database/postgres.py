"""PostgreSQL: how a partnership's database is opened, and what only this engine needs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from tasking_app.database.address import Address
from tasking_app.database.errors import CannotOpen, Foreign, Newer, NotReached, NotThere, Older, sorted_error
from tasking_app.database.files import HEAD
from tasking_app.database.hang_up import hang_up
from tasking_app.database.listener import Line
from tasking_app.database.store import Store

SCHEMA = "app"
OLDEST = 15
# A dead line is noticed by the system within these; the window has its own, shorter patience.
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}
SETTINGS = {
    "search_path": SCHEMA,
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
    "timezone": "UTC",
}
# The server proves who it is by its authority, and is shown no password, only the proof that we know it.
PROOF = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "require_auth": "scram-sha-256",
    "gssencmode": "disable",
}


def connect(address: Address, password: str) -> psycopg.Connection:
    """A connection to the server of an address that can be written to, over a line nobody else reads."""
    told: dict[str, str | int] = {
        "host": ",".join(name for name, _ in address.servers),
        "port": ",".join(str(port) for _, port in address.servers),
        "dbname": address.database,
        "user": address.login,
        "password": password,
        "sslrootcert": str(address.ca),
        "target_session_attrs": "read-write",
        "application_name": "tasking",
        "options": " ".join(f"-c {name}={value}" for name, value in SETTINGS.items()),
    }
    return psycopg.connect(make_conninfo("", **told, **PROOF, **PATIENCE))


def make_engine(
    address: Address, password: str | Callable[[], str], permit: Callable[[], None] = lambda: None
) -> Engine:
    """An engine over one database; the password is in no address, so it is in no message either.

    One that may change while the database is open is asked for anew with every connection.

    A write sees the database as if it were alone and is tried again when it was not; a question sees it as it
    stood at one moment, and cannot write.
    """
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=partial(_connected, address, password, permit),
        pool_size=2,
        max_overflow=2,  # a login has 6 connections, and listening is one of them
        pool_pre_ping=True,
        use_native_hstore=False,  # asking the server about a type we do not have
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connected(
    address: Address, password: str | Callable[[], str], permit: Callable[[], None] = lambda: None
) -> psycopg.Connection:
    permit()
    return connect(address, password() if callable(password) else password)


def _begin(connection: Connection) -> None:
    """Set what goes with the BEGIN the driver sends with the first statement."""
    chosen = connection.get_execution_options()
    raw: Any = connection.connection.dbapi_connection  # psycopg's own, which SQLAlchemy's types do not know
    raw.set_isolation_level(
        _level(writes=chosen.get("writes", False), upgrades=chosen.get("upgrades", False))
    )
    raw.set_read_only(not (chosen.get("writes") or chosen.get("upgrades")))


def _level(*, writes: bool, upgrades: bool) -> psycopg.IsolationLevel:
    if upgrades:  # who waited for another upgrade has to see what that one did
        return psycopg.IsolationLevel.READ_COMMITTED
    return psycopg.IsolationLevel.SERIALIZABLE if writes else psycopg.IsolationLevel.REPEATABLE_READ


def open_store(address: Address, password: str | Callable[[], str]) -> Store:
    """Open a database that is at the revision of this program. Creates nothing.

    Raises CannotOpen (the line, the login, the server), NotThere, Foreign, Older or Newer.
    """
    store = unopened(address, password)
    try:
        check_revision(store.engine, address)
    except BaseException:
        store.close()
        raise
    return store


def unopened(address: Address, password: str | Callable[[], str]) -> Store:
    """A store whose server nobody has asked for anything yet: it may not even be there."""
    talk = Talk()
    engine = make_engine(address, password, talk.permit)
    talk.hear(engine)
    errors = (psycopg.Error, OSError)
    line = Line(partial(_connected, address, password), errors, talk.numbers)
    return Store(engine, address.told, encrypted=True, line=line, talk=talk)


class Talk:
    """The open connections of an engine: their numbers there, and how long an answer is waited for."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self._open: dict[int, psycopg.Connection] = {}
        self._since: dict[int, float] = {}
        self._given_up = False

    def hear(self, engine: Engine) -> None:
        """Learn what goes on in an engine."""
        self._ping: Callable[[Any], bool] = engine.dialect.do_ping
        dialect: Any = engine.dialect
        dialect.do_ping = self._asked_for_life  # what the pool asks before it lends a connection
        event.listen(engine, "connect", self._made)
        event.listen(engine, "close", self._gone)
        event.listen(engine, "checkin", self._back)
        event.listen(engine, "before_cursor_execute", self._asked)
        event.listen(engine, "after_cursor_execute", self._answered)
        event.listen(engine, "commit", self._ends)
        event.listen(engine, "handle_error", self._failed)

    def waits(self) -> float:
        """For how many seconds the answer that is waited for longest has not come; 0 when none is."""
        since = min(self._since.copy().values(), default=0.0)
        return time.monotonic() - since if since else 0.0

    def cut(self) -> None:
        """End every talk; whoever waits learns at once that the line is down, and tries no other."""
        self._given_up = True
        hang_up(self._open.copy().values(), (psycopg.Error,))

    def begin_anew(self) -> None:
        """The server is tried again."""
        self._given_up = False

    def permit(self) -> None:
        """Raises what no answer raises once the line was given up: nobody waits a second time."""
        if self._given_up:
            raise psycopg.OperationalError("timeout expired")

    def _asked_for_life(self, raw: Any) -> bool:
        number = raw.info.backend_pid
        self._since[number] = time.monotonic()
        try:
            return self._ping(raw)
        finally:
            self._since.pop(number, None)

    def _made(self, raw: psycopg.Connection, record: ConnectionPoolEntry) -> None:
        record.info["number"] = number = raw.info.backend_pid
        self.numbers.add(number)
        self._open[number] = raw

    def _gone(self, _raw: psycopg.Connection, record: ConnectionPoolEntry) -> None:
        number = record.info.get("number", 0)
        self.numbers.discard(number)
        self._open.pop(number, None)
        self._since.pop(number, None)

    def _back(self, _raw: psycopg.Connection | None, record: ConnectionPoolEntry) -> None:
        self._since.pop(record.info.get("number", 0), None)

    def _asked(self, connection: Connection, *_rest: object) -> None:
        self._since[connection.connection.info["number"]] = time.monotonic()

    def _answered(self, connection: Connection, *_rest: object) -> None:
        self._since.pop(connection.connection.info["number"], None)

    def _ends(self, connection: Connection) -> None:
        self._asked(connection)

    def _failed(self, told: ExceptionContext) -> None:
        if told.connection is not None and not told.connection.invalidated:
            self._answered(told.connection)


def check_revision(engine: Engine, address: Address) -> None:
    """Raises what `open_store` raises when the database is not one for this program."""
    revision = revision_of(engine, address)
    if revision > HEAD:
        raise Newer(f"{address.told} belongs to a newer version of Tasking. Update the program to open it.")
    if revision < HEAD:
        raise Older(
            f"{address.told} belongs to an older version of Tasking. Ask whoever looks after the database to "
            "run “tasking database upgrade”."
        )


def revision_of(engine: Engine, address: Address) -> str:
    """The revision of a database of ours. Raises what `open_store` raises, but for Older and Newer."""
    try:
        with engine.connect() as connection:
            revision = read_revision(connection)
            tables = connection.execute(sa.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
            others = bool(tables.scalar_one())
    except sa.exc.SQLAlchemyError as error:
        known = sorted_error(error)
        if known is None:
            raise
        raise (known if isinstance(known, CannotOpen) else NotReached(str(known))) from error
    if revision is None and others:
        raise Foreign(f"{address.told} belongs to another program and was left as it is.")
    if revision is None:
        raise NotThere(
            f"{address.told} is empty. Ask whoever looks after the database to run “tasking database create”."
        )
    return revision


def read_revision(connection: Connection) -> str | None:
    """The revision a database is at, or None where there are no tables of ours."""
    found = connection.execute(sa.text("SELECT to_regclass('app.alembic_version')")).scalar()
    if found is None:
        return None
    revision: str | None = connection.execute(sa.text("SELECT version_num FROM app.alembic_version")).scalar()
    return revision
