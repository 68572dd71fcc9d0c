"""A line to the tests' server that can be frozen: open at both ends, and nothing moves."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

LOOK = 0.02


@dataclass
class Proxy:
    """Hands bytes on between clients and a server on this computer, until it is frozen."""

    port: int
    frozen: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _door: socket.socket = field(init=False)

    def open(self) -> int:
        """Begin to take clients; answers at which port."""
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(LOOK)
        self._begin(self._take)
        return int(self._door.getsockname()[1])

    def close(self) -> None:
        """End every line."""
        self._ended.set()
        for one in self._threads:
            one.join(10)
        self._door.close()

    def _begin(self, what: object, *given: object) -> None:
        thread = threading.Thread(target=what, args=given, name="proxy", daemon=True)  # type: ignore[arg-type]  # a function
        self._threads.append(thread)
        thread.start()

    def _take(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                client, _ = self._door.accept()
                self._begin(self._hand_on, client, socket.create_connection(("127.0.0.1", self.port), 5))

    def _hand_on(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, suppress(OSError):
            while not self._ended.is_set():
                if self.frozen.is_set():
                    self._ended.wait(LOOK)
                    continue
                for one in select.select([client, server], [], [], LOOK)[0]:
                    data = one.recv(65536)
                    if not data:
                        return
                    (server if one is client else client).sendall(data)


@contextmanager
def between(port: int) -> Iterator[tuple[int, threading.Event]]:
    """A port that leads to the server at another, and what freezes it."""
    proxy = Proxy(port)
    try:
        yield proxy.open(), proxy.frozen
    finally:
        proxy.close()
