"""The quick-add line of a meeting: reads in the current item, keeps what is typed, adds on Enter."""

from __future__ import annotations

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
        self._sent = ""
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
        if text.strip():
            self._jobs.draft(self.place(), text)
        else:
            self._jobs.drop_draft(self.place())

    def _send(self, text: str) -> None:
        if self._spot is None or text == self._sent:
            return  # the same line is on its way already
        letter = Letter(self._spot, self._spot.read(text), self._done, self._refused)
        self._sent = text
        self._sender.send(letter)

    def _done(self, _command: Command) -> None:
        if not self._sent or self.text() == self._sent:
            self.done()
        self._sent = ""
        self.added.emit()

    def _refused(self, sentence: str) -> None:
        self._sent = ""
        if sentence:
            self.refused.emit(sentence)
