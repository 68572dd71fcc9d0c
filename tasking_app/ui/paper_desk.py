"""Making, saving and opening papers from the window: the work is done in the worker's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from tasking_app.records.made import Made, Wanted
from tasking_app.rules.progress import Went, unwatched
from tasking_app.ui.jobs import Jobs

NOTHING: frozenset[str] = frozenset()
NOTED = frozenset({"paper"})


def make(
    jobs: Jobs,
    wanted: Wanted,
    done: Callable[[Made], None],
    owner: QObject,
    failed: Callable[[Exception], None] | None = None,
    went: Went = unwatched,
) -> None:
    """The bytes of a paper, for a preview. `went` is told in the worker's thread how far a long one is."""
    jobs.long(lambda store, actor: _papers().make(store, actor, wanted, went), done, owner, failed, NOTHING)


def save(
    jobs: Jobs,
    made: Made,
    out: Path,
    done: Callable[[Path], None],
    owner: QObject,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Note a paper and write the very bytes that were shown."""
    jobs.long(lambda store, actor: _papers().save(store, actor, made, out), done, owner, failed, NOTED)


def note(
    jobs: Jobs,
    made: Made,
    done: Callable[[None], None],
    owner: QObject,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Note a paper before it goes to the printer."""
    jobs.long(lambda store, actor: _papers().note_print(store, actor, made), done, owner, failed, NOTED)


def _papers() -> Any:
    """What makes papers. Only the first paper waits for it: it loads two libraries of documents."""
    from tasking_app.services import publish  # noqa: PLC0415  (see above)

    return publish


def open_outside(path: Path) -> bool:
    """Open a file or folder with the program the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
