"""The seals of the record: whether they hold, and one from a paper found among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.audit import SealRow
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import column, row
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.toast import announce

LEAST = 4
"""Signs from a paper that are enough to look for."""


def _seal(one: SealRow) -> Cell:
    if one.holds is None:
        return Cell(one.sign, one.when, icon="fingerprint")
    if one.holds:
        return Cell(
            one.sign, one.when, icon="circle-check-filled", icon_tone="done", spoken=f"{one.sign}, holds"
        )
    return Cell(
        one.sign,
        f"{one.when}, broken",
        icon="alert-octagon-filled",
        icon_tone="late",
        spoken=f"{one.sign}, broken",
    )


class Seals(QWidget):
    """Right part of the record."""

    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Seals")
        self._rows: tuple[SealRow, ...] = ()
        self.state = Label("", "small", "text2", wrap=True)
        self.check = Button("Check now", icon="refresh", size="small")
        self.table: RecordTable[SealRow] = RecordTable(
            [Column("Seal", _seal)], lambda one: one.number, "Seals", row_height=48
        )
        self.table.horizontalHeader().hide()
        self.typed = Field("Type the seal from your paper", icon="fingerprint", placeholder="4f2a 9c71 ...")
        self.answer = Label("", "small", wrap=True)
        self.check.clicked.connect(self.check_asked)
        self.typed.changed.connect(lambda _: self._compare())
        self.setFocusProxy(self.table)
        self.setLayout(
            column(
                row(Label("Seals", "h3"), None, self.check),
                self.state,
                (self.table, 1),
                Label("Type the seal from your paper", "small_strong"),
                self.typed,
                self.answer,
                gap=6,
            )
        )

    def show_seals(self, seals: Sequence[SealRow], unsealed: int, *, may_check: bool) -> None:
        """The seals, the newest first; what was checked stays said until another is made."""
        known = {one.number: one.holds for one in self._rows}
        self._rows = tuple(replace(one, holds=known.get(one.number)) for one in seals)
        self.check.setVisible(may_check)
        self.table.set_rows(self._rows)
        rest = f"{counted(unsealed, 'entry', 'entries')} since the last seal."
        self.state.setText(rest if seals else "There is no seal yet. One is made when a meeting closes.")
        self._compare()

    def show_check(self, holds: Mapping[int, bool]) -> None:
        """Say which seals hold."""
        self._rows = tuple(replace(one, holds=holds.get(one.number)) for one in self._rows)
        self.table.set_rows(self._rows)
        broken = sum(not good for good in holds.values())
        many = counted(len(holds), "seal", "seals")
        words = f"The record is whole: {many}, none broken."
        if broken:
            words = (
                f"{broken} of {many} broken: the record was changed. Tell whoever looks after the database."
            )
        self.state.setText(words)
        announce(self, words)

    def _compare(self) -> None:
        typed = "".join(self.typed.text().split()).casefold()
        if len(typed) < LEAST:
            self.answer.setText("")
            return
        found = next((one for one in self._rows if one.whole.startswith(typed)), None)
        if found is None:
            self.answer.setText(
                "No seal of the record begins like this. Compare it with your paper sign by sign."
            )
        else:
            self.answer.setText(f"In the record: sealed {found.when}.")
            self.table.select(found.number)
