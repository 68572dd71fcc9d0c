"""A PostgreSQL server of the tests' own: made on the spot, gone with them, also when they are killed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgres.certificates import Authority, new_authority
from tests.postgres.processes import children, ended, free_port, unprivileged, unprivileged_user

OLDEST = 15
MEMORY, ROOM = Path("/dev/shm"), 1 << 30
STARTS_WITHIN = 60.0
TRIES = 5
ABSENT = (
    "The tests need PostgreSQL 15 or newer and found none. Run `make test`, or install the package "
    "`postgresql`, or set PG_BIN to the folder that holds `initdb`."
)
SUPERUSER, ADMINISTRATOR = "postgres", "administrator"
# The watch starts the server when it is told to, says its number, and buries it. The pipe closes when the
# tests end in whatever way: then the server goes and its files too, also those somebody is still writing.
WATCH = """
while read word
do
    if [ -n "$server" ]; then wait $server; fi
    server=
    if [ "$word" = start ]
    then
        "$1/postgres" -D "$2/data" >>"$2/log" 2>&1 &
        server=$!
    fi
    echo "$server"
done
if [ -n "$server" ]; then kill -QUIT $server 2>/dev/null; wait $server; fi
for _ in 1 2 3 4 5 6 7 8 9
do
    rm -rf "$2" 2>/dev/null && [ ! -e "$2" ] && break
    sleep 1
done
"""
HBA = """
local   all         all scram-sha-256
hostssl all         all all scram-sha-256
hostssl replication all all scram-sha-256
"""
IN_A_HURRY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoServer(Exception):
    """The tests have no PostgreSQL to run on; the text says what to do."""


def find_binaries() -> Path:
    """Where the programs of the newest PostgreSQL are; PG_BIN stands above all. Raises NoServer."""
    told = os.environ.get("PG_BIN")
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdecimal() else 0,
        reverse=True,
    )
    places = [Path(told)] if told else [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists() and _version(place) >= OLDEST:
            return place
    raise NoServer(ABSENT)


def _version(place: Path) -> int:
    said = subprocess.run(
        [place / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(said.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def _quick_place() -> Path | None:
    """Memory, where there is enough: a copy of a database is hundreds of small files."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None


@dataclass(slots=True)
class Cluster:
    """A server on this computer over TLS, where everybody signs in with a password.

    `durable` keeps the guarantees of the disk, for tests that kill the server. `host` is the name in the
    server's certificate: another one than localhost is a server one must not believe.
    """

    durable: bool = False
    host: str = "localhost"
    settings: dict[str, str] = field(default_factory=dict)
    authority: Authority = field(default_factory=new_authority)
    superuser_password: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    password: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    port: int = 0
    folder: Path = field(init=False)
    binaries: Path = field(init=False)
    number: int = field(init=False, default=0)  # of the process that all others of the server are children of
    _watch: subprocess.Popen[str] | None = field(init=False, default=None)
    _heard: int = field(init=False, default=0)  # how much of the log is from before this start

    @property
    def trusted(self) -> Path:
        """The file with the authority that vouches for this server."""
        return self.folder / "authority.crt"

    def make(self) -> None:
        """Write the files of a new server; nothing runs yet."""
        self.prepare()
        self._initialise()
        self.finish()

    def prepare(self) -> None:
        """A folder for its files, and the watch that removes it."""
        self.binaries = find_binaries()
        self.folder = Path(
            tempfile.mkdtemp(prefix="tasking-server-", dir=None if self.durable else _quick_place())
        )
        self._own(self.folder)
        self._watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "watch", str(self.binaries), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            start_new_session=True,
            env={**os.environ, "HOME": str(self.folder)},  # where libpq looks for a certificate of its user
            **unprivileged(),
        )

    def finish(self) -> None:
        """What the server shows of itself, and whom it lets in."""
        self.authority.write(self.trusted)
        self.authority.vouch(self.host, self.folder / "server.crt", self.folder / "server.key")
        self._own(self.folder / "server.crt")
        self._own(self.folder / "server.key")
        (self.folder / "data" / "pg_hba.conf").write_text(HBA)
        self.folder.chmod(0o755)  # clients read the authority's file

    def start(self) -> None:
        """Start the server; with no port given, on any that is free."""
        chosen = self.port
        for _ in range(1 if chosen else TRIES):
            self.port = chosen or free_port()
            self._configure()
            if self._begin():
                return
            if "Address already in use" not in self._said():
                break
        raise NoServer(f"PostgreSQL did not start: {self.log()[-2000:]}")

    def restart(self) -> None:
        """Start a server that was killed or shut down again, on the same port and files."""
        if not self._begin():
            raise NoServer(f"PostgreSQL did not start again: {self._said()[-2000:]}")

    def kill(self) -> None:
        """End every process of the server at once, as when the power is cut; what the disk has stays."""
        assert self.durable, "a server in a hurry loses what it confirmed"
        os.kill(self.number, signal.SIGSTOP)  # or it has new children while the others are counted
        everybody = (*children(self.number), self.number)
        for one in everybody:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        end = time.monotonic() + STARTS_WITHIN
        while not all(ended(one) for one in everybody) and time.monotonic() < end:
            time.sleep(0.005)
        self._tell("bury")

    def shut_down(self) -> None:
        """End the server as for an update: everybody is sent away, what was confirmed is on the disk."""
        os.kill(self.number, signal.SIGINT)
        self._tell("bury")

    def stop(self) -> None:
        """End the server and remove its files."""
        if self._watch is not None:
            self._watch.communicate(timeout=STARTS_WITHIN)
            self._watch = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """What the server said."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _said(self) -> str:
        return self.log()[self._heard :]

    @contextmanager
    def as_superuser(self, database: str = "postgres") -> Iterator[psycopg.Connection]:
        """A connection that may do everything; each statement stands at once."""
        with psycopg.connect(
            host="localhost",
            port=self.port,
            user=SUPERUSER,
            password=self.superuser_password,
            dbname=database,
            sslmode="verify-full",
            sslrootcert=str(self.trusted),
            autocommit=True,
        ) as connection:
            yield connection

    def _initialise(self) -> None:
        words = self.folder / "words"
        words.write_text(self.superuser_password)
        self._own(words)
        command: list[str | Path] = [
            self.binaries / "initdb",
            "-D",
            self.folder / "data",
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
        ]
        command += [
            "--locale=C",
            "--auth=scram-sha-256",
            f"--pwfile={words}",
            "--no-sync",
            "--no-instructions",
        ]
        done = subprocess.run(
            command,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **unprivileged(),
        )
        if done.returncode:
            raise NoServer(f"PostgreSQL could not be set up: {done.stderr.strip()}")
        words.unlink()

    def _configure(self) -> None:
        chosen = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "password_encryption": "scram-sha-256",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "ssl": "on",
            "ssl_min_protocol_version": "TLSv1.3",
            "ssl_cert_file": str(self.folder / "server.crt"),
            "ssl_key_file": str(self.folder / "server.key"),
            "log_line_prefix": "%m [%p] %u@%d ",
            **({} if self.durable else IN_A_HURRY),
            **self.settings,
        }
        lines = "".join(f"{name} = '{value}'\n" for name, value in chosen.items())
        (self.folder / "data" / "postgresql.auto.conf").write_text(lines)

    def _begin(self) -> bool:
        self._heard = len(self.log())
        self.number = int(self._tell("start"))
        return self._ready()

    def _tell(self, word: str) -> str:
        """Give the watch a word; answers what it says once that is done."""
        assert self._watch is not None
        assert self._watch.stdin is not None
        assert self._watch.stdout is not None
        self._watch.stdin.write(f"{word}\n")
        self._watch.stdin.flush()
        return self._watch.stdout.readline()

    def _ready(self) -> bool:
        """Wait until this server takes connections; False when it ended instead.

        The marks of one that was killed lie there still, and the log holds the last words of every start.
        """
        end = time.monotonic() + STARTS_WITHIN
        marks = self.folder / "data" / "postmaster.pid"
        while time.monotonic() < end:
            lines = marks.read_text().split("\n") if marks.exists() else []
            if len(lines) > 7 and lines[0] == str(self.number) and lines[7].strip() == "ready":
                return True
            if ended(self.number):
                return False
            time.sleep(0.01)
        return False

    def _own(self, path: Path) -> None:
        user = unprivileged_user()
        if user is not None:
            os.chown(path, user, -1)


def add_administrator(cluster: Cluster) -> None:
    """A login that makes databases and is no superuser, as on a managed service."""
    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE IN ROLE pg_signal_backend PASSWORD {}")
    with cluster.as_superuser() as connection:
        connection.execute(statement.format(sql.Identifier(ADMINISTRATOR), sql.Literal(cluster.password)))


@contextmanager
def running(cluster: Cluster | None = None) -> Iterator[Cluster]:
    """A server with its administrator for the length of a block."""
    ours = cluster or Cluster()
    ours.make()
    try:
        ours.start()
        add_administrator(ours)
        yield ours
    finally:
        ours.stop()
