"""Cards of the end of a meeting: what may wait, what was checked, what closing makes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from tasking_app.records.end import Check, End
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Elided, Glyph, Label

GO = {
    "overdue": "Hear them",
    "no_outcome": "Go there",
    "absent": "Who is here",
    "quorum": "Who is here",
    "statement": "Read it",
    "figures": "Load figures",
}
FOLDED = 4


class WaitRow(QFrame):
    """Something the minutes will say as it is, with the way to put it right after all."""

    pressed = Signal(object)

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.setProperty("box", "row")
        self.setAccessibleName(f"{check.title}. {check.detail}")
        go = Button(GO[check.what], size="small", name=f"{GO[check.what]}. {check.title}")
        go.clicked.connect(lambda: self.pressed.emit(check))
        words = column(Elided(check.title, "strong"), Elided(check.detail, "small", "text2"), gap=0)
        glyph = Glyph("alert-triangle-filled", "due_soon", 22)
        self.setLayout(row(glyph, (words, 1), go, gap=12, margins=(2, 6, 0, 7)))


class Checked(Card):
    """What is in order, folded to two lines."""

    def __init__(self) -> None:
        self._more = Button(
            "Show", kind="link", size="small", name="Show all that was checked", checkable=True
        )
        super().__init__("Checked", None, self._more, margins=(18, 12, 16, 12), gap=4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.add(wrap(self._grid))
        self._checks: tuple[str, ...] = ()
        self._more.toggled.connect(lambda _: self._fill())

    def show_checks(self, checks: tuple[str, ...]) -> None:
        """Show these."""
        if checks != self._checks:
            self._checks = checks
            self.set_count(len(checks))
            self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        whole = self._more.isChecked()
        self._more.setVisible(len(self._checks) > FOLDED)
        self._more.set_text("Fold" if whole else "Show", "Fold" if whole else "Show all that was checked")
        for place, words in enumerate(self._checks if whole else self._checks[:FOLDED]):
            self._grid.addWidget(_tick(words), place // 2, place % 2)


def _tick(words: str) -> QWidget:
    return wrap(row(Glyph("circle-check-filled", "on_track", 18), (Elided(words, "small"), 1), gap=8))


class WillBeMade(Card):
    """Which papers are there as soon as the meeting is closed."""

    def __init__(self) -> None:
        super().__init__("What will be made", margins=(18, 12, 16, 12), gap=6)
        self._shown: tuple[tuple[str, str, str], ...] = ()

    def show_end(self, end: End) -> None:
        """Say what closing makes of this meeting."""
        papers = [
            ("file-text", "Draft minutes", f"{end.marking}, for the chair to approve"),
            ("list-check", "Action plan", counted(end.count.open_now, "open action")),
        ]
        if end.restricted:
            words = counted(end.restricted, "restricted item") + ", for those on the lists"
            papers.append(("lock", "Annex", words))
        agenda = "Its agenda is ready to edit" if end.next_on else "Planned for its usual day"
        papers.append(("calendar-event", "The next meeting", agenda))
        if tuple(papers) == self._shown:
            return
        self._shown = tuple(papers)
        clear(self.body)
        for icon, name, words in papers:
            line = row(Glyph(icon, "text2", 20), Label(name, "strong"), (Elided(words, "small", "text2"), 1))
            self.add(wrap(line))
