"""The quick-add line of a meeting: reads in the current item, keeps what is typed, adds on Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from tasking_app.commands.base import Command
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_send import Letter, Sender
from tasking_app.ui.widgets.parsed import Parsed
from tasking_app.ui.widgets.quick_add import QuickAddLine


class QuickPane(QuickAddLine):
    """The line with what it needs to add something."""

    added = Signal()
    refused = Signal(str)

    def __init__(self, jobs: Jobs, sender: Sender) -> None:
        self._spot: Spot | None = None
        super().__init__(self._read_line)
        self._jobs, self._sender = jobs, sender
        self._flight: list[str] = []
        self.typed.connect(self._keep)
        self.accepted.connect(self._send)

    def _read_line(self, text: str) -> Parsed:
        return self._spot.shown(text) if self._spot is not None else Parsed()

    def set_spot(self, spot: Spot) -> None:
        """Read from now on at another item or under another referral."""
        if spot == self._spot:
            return
        self._spot = spot
        self.set_parse(self._read_line)

    def start(self, marker: str) -> None:
        """Put the caret here with a marker typed, unless something stands here already."""
        if not self.text().strip():
            self.set_text(marker)
        self.focus_line()

    def place(self) -> str:
        """Where its draft is kept."""
        return f"quick:{self._spot.meeting}" if self._spot is not None else ""

    def _keep(self, text: str) -> None:
        if self._spot is None:
            return
        if self._flight and text != self._flight[-1] and text.startswith(self._flight[-1]):
            self.set_text(
                text.removeprefix(self._flight[-1])
            )  # the next line, typed before this one is stored
        elif text.strip():
            self._jobs.draft(self.place(), text)
        else:
            self._jobs.drop_draft(self.place())

    def _send(self, text: str) -> None:
        if self._spot is None or text in self._flight:
            return  # the same line is on its way already
        self._flight.append(text)
        done, refused = partial(self._done, text), partial(self._refused, text)
        self._sender.send(Letter(self._spot, self._spot.read(text), done, refused))

    def _done(self, text: str, _command: Command) -> None:
        self._landed(text)
        if self.text() == text:
            self.done()
        self.added.emit()

    def _refused(self, text: str, sentence: str) -> None:
        self._landed(text)
        if self.text() != text:  # somebody typed on: both stay
            self.set_text(f"{text} {self.text()}".rstrip())
        if sentence:
            self.refused.emit(sentence)

    def _landed(self, text: str) -> None:
        if text in self._flight:
            self._flight.remove(text)
