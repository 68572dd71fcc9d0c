"""The seals of the record: whether they hold, and one from a paper found among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.records.audit import AuditPage, SealRow
from tasking_app.rules.counting import counted
from tasking_app.ui.layouts import box, column, row
from tasking_app.ui.message_bar import ICONS
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.theme import set_state
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label
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
    seal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Seals")
        self._rows: tuple[SealRow, ...] = ()
        self._rest = ""
        self._glyph = Glyph("fingerprint", "text2", 22)
        self._title = Label("", "h3", wrap=True)
        self.state = Label("", "small", wrap=True)
        self.late = Label("", "small", "due_soon", wrap=True)
        self.check = Button("Check now", icon="refresh", size="small")
        self.seal = Button("Seal now", icon="fingerprint", size="small")
        words = column(self._title, self.state, self.late, row(self.check, self.seal, None, gap=6), gap=4)
        glyph = column(self._glyph, None, gap=0)
        self._block = box("well", row(glyph, (words, 1), gap=8, margins=(12, 9, 12, 10)))
        self.table: RecordTable[SealRow] = RecordTable(
            [Column("Seal", _seal)], lambda one: one.number, "Seals", row_height=48
        )
        self.table.horizontalHeader().hide()
        self.typed = Field("Type the seal from your paper", icon="fingerprint", placeholder="4f2a 9c71 ...")
        self.answer = Label("", "small", wrap=True)
        self.check.clicked.connect(self.check_asked)
        self.seal.clicked.connect(self.seal_asked)
        self.typed.changed.connect(lambda _: self._compare())
        self.setFocusProxy(self.table)
        self.setLayout(
            column(
                self._block,
                row(Label("Seals", "h3"), None, Label("compare with a printed copy", "small", "text2")),
                (self.table, 1),
                Label("Type the seal from your paper", "small_strong"),
                self.typed,
                self.answer,
                gap=6,
            )
        )

    def show_page(self, page: AuditPage) -> None:
        """The seals, the newest first; what was checked stays said until another is made."""
        known = {one.number: one.holds for one in self._rows}
        self._rows = tuple(replace(one, holds=known.get(one.number)) for one in page.seals)
        self.check.setVisible(not page.own)
        self.seal.setVisible(page.may_seal and False not in known.values())
        self.table.set_rows(self._rows)
        rest = f"{counted(page.unsealed, 'entry', 'entries')} since the last seal."
        none = "There is no seal yet. One is made when a meeting closes, and every hour."
        self._rest = rest if page.seals else none
        self.late.setText(page.late)
        self.late.setVisible(bool(page.late))
        self._say_state()
        self._compare()

    def show_check(self, holds: Mapping[int, bool]) -> None:
        """Say which seals hold."""
        self._rows = tuple(replace(one, holds=holds.get(one.number)) for one in self._rows)
        self.table.set_rows(self._rows)
        self._say_state()
        announce(self, f"{self._title.text()}. {self.state.text()}")

    def _say_state(self) -> None:
        """Green only for a record whose every seal was checked; a new one is not yet."""
        held = [one.holds for one in self._rows]
        broken = held.count(False)
        if broken:
            look, title = "late", "The record was changed"
            many = counted(len(held), "seal", "seals")
            words = f"{broken} of {many} broken. Do not seal again: tell whoever looks after the database."
            self.seal.hide()
        elif held and None not in held:
            look, title = "on_track", "The record is whole"
            words = f"{counted(len(held), 'seal', 'seals')}, none broken. {self._rest}"
        else:
            look, title, words = "well", "Not checked yet", self._rest
        icon, tone = ("fingerprint", "text2") if look == "well" else (ICONS[look], look)
        self._glyph.set_icon(icon, tone)
        set_state(self._block, "box", look)
        self._title.setText(title)
        self.state.setText(words)

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
