"""A preview, and in its place while a long paper is made: how far it is, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.rules.progress import Went, unwatched
from tasking_app.ui.going import STEPS, Going
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.widgets.cards import ProgressCard

LONG = ("history",)
"""Kinds of paper that take longer than two seconds at ten years."""


class LongPaper(QWidget):
    """One paper at a time: to begin another stops the one before."""

    stopped = Signal()

    def __init__(self, preview: QWidget) -> None:
        super().__init__()
        self._preview, self._going = preview, Going(self)
        self._card = ProgressCard("The workbook is being made")
        self._card.stopped.connect(self.stop)
        self._card.stopped.connect(self.stopped)
        self._around = wrap(column(None, row(None, self._card, None), None))
        self._around.hide()
        self.setLayout(column((preview, 1), (self._around, 1), gap=0))

    def begin(self, kind: str) -> Went:
        """What the making of a paper of this kind tells."""
        self.stop()
        long = kind in LONG
        self._stand(long)
        if not long:
            return unwatched
        going = self._going = Going(self)
        going.went.connect(self._show)
        self._show(0)
        return going.step

    def stop(self) -> None:
        """What is being made is made no further, and the preview stands again."""
        self._going.stop()
        self._stand(False)

    def _stand(self, long: bool) -> None:
        self._around.setVisible(long)
        self._preview.setVisible(not long)

    def _show(self, done: int) -> None:
        self._card.show_progress(done, STEPS, f"{done * 100 // STEPS} %")
