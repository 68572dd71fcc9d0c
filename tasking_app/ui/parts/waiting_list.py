"""Referrals that wait to go on the agenda: drag or press Add."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.records.prepare import Waiting
from tasking_app.rules import days
from tasking_app.ui.layouts import box, clear, column, row, scroll
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.tags import THEMES, RiskBars

KINDS = {"victim": "heart-handshake", "person": "user", "place": "map-pin", "issue": "affiliate"}


class WaitingList(QWidget):
    """Cards, the newest first."""

    added = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Waiting to go in")
        self._count = Label("", "h3", "text2")
        self._press = Label("Press Add", "small", "text2")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._shown: tuple[tuple[Waiting, ...], bool] | None = None
        inside = QWidget()
        inside.setLayout(column(self._cards, None, gap=0, margins=(16, 4, 12, 8)))
        head = row(
            Label("Waiting to go in", "h3"),
            self._count,
            None,
            self._press,
            gap=8,
            margins=(16, 10, 16, 2),
        )
        self.setLayout(column(head, (scroll(inside, "Waiting to go in"), 1), gap=2))

    def show_rows(self, rows: Sequence[Waiting], *, proposes: bool) -> None:
        """Show what waits; who does not decide proposes it. The same again leaves the focus where it is."""
        if (tuple(rows), proposes) == self._shown:
            return
        self._shown = tuple(rows), proposes
        self._press.setText("Press Propose" if proposes else "Press Add")
        clear(self._cards)
        self._count.setText(str(len(rows)) if rows else "")
        for one in rows:
            self._cards.addWidget(self._card(one, proposes=proposes))
        if not rows:
            words = "Nothing waits. New referrals and those due for review stand here."
            self._cards.addWidget(Label(words, "body", "text2", wrap=True))

    def _card(self, one: Waiting, *, proposes: bool) -> QWidget:
        verb, to = ("Propose", "for") if proposes else ("Add", "to")
        words = f"{verb} {to} item {one.item_number}" if one.item_number else verb
        add = Button(words, icon="plus", size="small", name=f"{words}: {one.reference} {one.title}")
        add.clicked.connect(partial(self.added.emit, one))
        look = Button("Open", kind="link", size="small", name=f"Open {one.reference}")
        look.clicked.connect(partial(self.opened.emit, one.referral))
        head = row(
            Glyph("lock" if one.restricted else KINDS[one.kind], "text2", 16),
            Label(one.reference, "small", "text2"),
            Glyph(THEMES[one.theme].icon, one.theme, 16),
            None,
            RiskBars(one.risk),
            gap=6,
        )
        since = f", {days.short(one.taken_in)[4:]}" if one.taken_in is not None else ""
        foot = row((Elided(f"{one.agency}{since}", "small", "text2"), 1), look, add, gap=8)
        return box("card", column(head, Elided(one.title, "strong"), foot, gap=2, margins=(10, 8, 10, 8)))
