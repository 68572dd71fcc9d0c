"""A line to the tests' server with the faults of a network: frozen, refused, torn off, an answer lost."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event

from tests.postgres.processes import free_port

HERE = "127.0.0.1"
LOOK = 0.02
PATIENCE = 5.0
TORN = struct.pack("ii", 1, 0)  # closing then tears a line off instead of saying goodbye
PORT = struct.Struct("!H")


@dataclass(eq=False, slots=True)
class _Line:
    """One client's way to the server, and what is to happen to it."""

    client: socket.socket
    server: socket.socket
    torn: bool = False
    deaf: bool = False
    moving: threading.Lock = field(default_factory=threading.Lock)


class Proxy:
    """Hands bytes on between clients and a server on this computer, until something is wrong.

    The bytes are protected, so nobody sees a COMMIT in them: whoever commits says so at `orders` beforehand,
    see `tells_of_commits`.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.frozen = threading.Event()
        self.lost = 0  # answers to a COMMIT, so far
        self._to_lose = 0
        self._refusing = False
        self._ended = threading.Event()
        self._held = threading.Condition()
        self._lines: dict[int, _Line] = {}  # by the client's port
        self._threads: list[threading.Thread] = []
        self._door, self._desk = socket.socket(), socket.socket()

    def open(self) -> int:
        """Begin to take clients; answers at which port."""
        for one, take in ((self._door, self._join), (self._desk, self._hear)):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((HERE, free_port()))  # named, or the system gives it away while clients are refused
            one.settimeout(LOOK)
            one.listen()
            self._begin(self._take, one, take)
        return self.door

    @property
    def door(self) -> int:
        """The port clients come to."""
        return int(self._door.getsockname()[1])

    @property
    def orders(self) -> int:
        """The port where a client says that it is about to commit."""
        return int(self._desk.getsockname()[1])

    # -- what may be wrong

    def freeze(self) -> None:
        """Every line stays open at both ends, and from now on nothing moves."""
        self.frozen.set()
        with self._held:
            lines = list(self._lines.values())
        for one in lines:
            with one.moving:  # what was on its way has arrived
                pass

    def reset(self) -> None:
        """Tear off every line there is; new ones come through."""
        with self._held:
            for one in self._lines.values():
                one.torn = True
            self._held.wait_for(lambda: not any(one.torn for one in self._lines.values()), PATIENCE)

    def refuse(self) -> None:
        """Tear off every line and let nobody in, as when there is no server."""
        self._refusing = True
        self._door.shutdown(socket.SHUT_RDWR)
        self.reset()

    def lose_answers(self, many: int) -> None:
        """The next commits arrive, their answers do not: once the server has answered, the line is torn."""
        with self._held:
            self._to_lose = many

    def heal(self) -> None:
        """Everything moves again."""
        self.frozen.clear()
        self.lose_answers(0)
        if self._refusing:
            self._door.listen()
            self._refusing = False

    def close(self) -> None:
        """End every line."""
        self._ended.set()
        for one in self._threads:
            one.join(10)
        self._door.close()
        self._desk.close()

    # -- clients

    def _begin(self, what: Callable[..., None], *given: Any) -> None:
        thread = threading.Thread(target=what, args=given, name="proxy", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _take(self, door: socket.socket, take: Callable[[socket.socket], None]) -> None:
        while not self._ended.is_set():
            try:
                client, _ = door.accept()
            except TimeoutError:
                continue
            except OSError:  # refusing
                self._ended.wait(LOOK)
                continue
            take(client)

    def _join(self, client: socket.socket) -> None:
        try:
            line = _Line(client, socket.create_connection((HERE, self.port), PATIENCE))
        except OSError:  # no server: the client learns it the same way
            _tear(client)
            return
        with self._held:
            self._lines[client.getpeername()[1]] = line
        self._begin(self._hand_on, line)

    def _hear(self, client: socket.socket) -> None:
        """Somebody is about to commit on a line: it may be one whose answer is to be lost."""
        with client, suppress(OSError):
            client.settimeout(PATIENCE)
            told = client.recv(PORT.size)
            if len(told) < PORT.size:  # it was killed in the middle of it
                return
            with self._held:
                line = self._lines.get(PORT.unpack(told)[0])
                if line is not None and self._to_lose > 0:
                    self._to_lose -= 1
                    line.deaf = True
            client.sendall(b".")

    def _hand_on(self, line: _Line) -> None:
        number = line.client.getpeername()[1]
        try:
            while not self._ended.is_set() and not line.torn:
                if self.frozen.is_set():
                    self._ended.wait(LOOK)
                if not self._moved(line):
                    break
        except OSError:
            line.torn = True
        finally:
            for one in (line.client, line.server):
                (_tear if line.torn else socket.socket.close)(one)
            with self._held:
                self._lines.pop(number, None)
                self._held.notify_all()

    def _moved(self, line: _Line) -> bool:
        """Hand on what there is; False at the end of a line."""
        ready = select.select([line.client, line.server], [], [], LOOK)[0]
        with line.moving:
            if self.frozen.is_set():
                return True
            return all(self._carried(line, one) for one in ready)

    def _carried(self, line: _Line, one: socket.socket) -> bool:
        data = one.recv(65536)
        if data and one is line.server and line.deaf:
            self.lost += 1
            line.torn = True
        elif data:
            (line.server if one is line.client else line.client).sendall(data)
        return bool(data) and not line.torn


def _tear(one: socket.socket) -> None:
    with suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, TORN)
    one.close()


def tells_of_commits(engine: Engine, orders: int) -> None:
    """Have an engine whose lines lead through a proxy say there that it is about to commit, each time."""

    def tell(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection  # psycopg's own
        with socket.socket(fileno=raw.fileno()) as line:
            number = line.getsockname()[1]
            line.detach()  # the driver closes it
        with suppress(OSError), closing(socket.create_connection((HERE, orders), PATIENCE)) as desk:
            desk.sendall(PORT.pack(number))
            desk.recv(1)

    event.listen(engine, "commit", tell)


@contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    """A faulty line to the server at a port, for the length of a block."""
    made = Proxy(port)
    made.open()
    try:
        yield made
    finally:
        made.close()


@contextmanager
def between(port: int) -> Iterator[tuple[int, threading.Event]]:
    """A port that leads to the server at another, and what freezes it."""
    with proxy(port) as made:
        yield made.door, made.frozen
