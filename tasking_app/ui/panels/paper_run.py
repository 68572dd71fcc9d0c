"""Papers made and saved one after another; stopping leaves out what has not begun."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from tasking_app.records.made import Made, Wanted
from tasking_app.rules.errors import AppError
from tasking_app.ui import paper_desk
from tasking_app.ui.jobs import Jobs


class PaperRun(QObject):
    """Each paper is noted and written before the next one is made."""

    began = Signal(object)
    """The Wanted that is being made."""
    made = Signal(object)
    """A Made, before it is saved."""
    saved = Signal(object, object)
    """A Made and the path it was written to."""
    failed = Signal(object, str)
    """A Wanted, and why it was not saved."""
    finished = Signal(float)
    """How many seconds all took."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._left: list[Wanted] = []
        self._folder = Path()
        self._since = 0.0

    def running(self) -> bool:
        """Whether something is being made."""
        return self._since > 0

    def start(self, wanted: Sequence[Wanted], folder: Path) -> None:
        """Make these and save them in a folder under their own names; more may be added while it runs."""
        self._folder = folder
        self._left += wanted
        if not self.running() and self._left:
            self._since = monotonic()
            self._next()

    def stop(self) -> None:
        """Leave out what has not begun."""
        self._left.clear()

    def _next(self) -> None:
        if not self._left:
            took, self._since = monotonic() - self._since, 0.0
            self.finished.emit(took)
            return
        wanted = self._left.pop(0)
        self.began.emit(wanted)
        paper_desk.make(self._jobs, wanted, self._made, self, lambda why: self._lost(wanted, why))

    def _made(self, made: Made) -> None:
        self.made.emit(made)
        out = self._folder / made.file_name
        paper_desk.save(
            self._jobs,
            made,
            out,
            lambda path: self._saved(made, path),
            self,
            lambda why: self._lost(made.wanted, why),
        )

    def _saved(self, made: Made, path: Path) -> None:
        self.saved.emit(made, path)
        self._next()

    def _lost(self, wanted: Wanted, why: Exception) -> None:
        if not isinstance(why, AppError):
            self._left.clear()
            self._since = 0.0
            raise why
        self.failed.emit(wanted, str(why))
        self._next()
