"""Ending a talk with a server from outside, below the driver: whoever waits for an answer wakes at once."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any


def hang_up(connections: Iterable[Any], errors: tuple[type[Exception], ...]) -> None:
    """Shut the lines of open connections; the driver then closes them itself. `errors` are the driver's."""
    for one in list(connections):
        with suppress(*errors, OSError):
            if one.closed:
                continue
            line = socket.socket(fileno=one.fileno())
            try:
                line.shutdown(socket.SHUT_RDWR)
            finally:
                line.detach()
