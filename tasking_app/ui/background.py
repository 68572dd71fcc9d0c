"""Something slow in a thread of its own, its answer back in the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class _Bridge(QObject):
    answered = Signal(object, object)


def run(
    slow: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None], owner: QObject
) -> threading.Thread:
    """Run `slow` elsewhere, then `done` with its answer or `failed` with its error if `owner` lives."""
    bridge = _Bridge()

    def finish(answer: Any, error: Exception | None) -> None:
        if not shiboken6.isValid(owner):
            return
        if error is not None:
            failed(error)
        else:
            done(answer)
        bridge.deleteLater()

    bridge.answered.connect(finish, Qt.ConnectionType.QueuedConnection)

    def work() -> None:
        try:
            bridge.answered.emit(slow(), None)
        except Exception as error:  # noqa: BLE001  (carried to the window, which sorts it)
            bridge.answered.emit(None, error)

    thread = threading.Thread(target=work, name="background", daemon=True)
    thread.start()
    return thread
