"""Choose who may read a restricted referral, and which agencies an ordinary one is shared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from tasking_app.records.referral_access import (
    AgencyChoice,
    AgencyOfReaders,
    ReaderChoice,
    ReadersForm,
    SharesForm,
)
from tasking_app.rules.counting import counted
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import Item, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label

Chosen = Callable[[frozenset[UUID], frozenset[UUID]], None]
"""Told what was ticked and what was unticked."""
TOP = Qt.AlignmentFlag.AlignTop


class Choice(Sheet):
    """Boxes to tick; on keeping them it tells what differs from how they stood."""

    def __init__(self, title: str, *, width: int, told: Chosen) -> None:
        super().__init__(title, width=width)
        self._told = told
        self._boxes: dict[UUID, CheckBox] = {}
        self._before: set[UUID] = set()

    def touched(self) -> bool:
        """Whether something was chosen here and not kept yet."""
        return self.ticked() != self._before

    def ticked(self) -> frozenset[UUID]:
        """What is ticked now."""
        return frozenset(key for key, made in self._boxes.items() if made.isChecked())

    def _tick(self, key: UUID, words: str, name: str, *, on: bool) -> CheckBox:
        made = CheckBox(words, name=name)
        made.setShortcut(QKeySequence())  # an "&" in a name is a letter, not a key
        made.setChecked(on)
        self._boxes[key] = made
        if on:
            self._before.add(key)
        return made

    def _finish(self) -> None:
        """Put the foot in, once the boxes are there."""
        keep = Button("Keep changes", kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(keep, cancel, None)
        keep.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _take(self) -> None:
        now = self.ticked()
        self.close_layer()
        self._told(now - self._before, frozenset(self._before - now))


class Readers(Choice):
    """Officers by agency. Whoever sits here and is on the list stays on it."""

    def __init__(self, form: ReadersForm, told: Chosen) -> None:
        super().__init__(f"Who may read {form.reference}", width=800, told=told)
        self._mine = sum(one.me and one.reads for agency in form.agencies for one in agency.officers)
        self._count = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._count)
        left, right = _halves(form.agencies)
        sides = [wrap(column(*map(self._agency, side), None, gap=12)) for side in (left, right)]
        self.body.addLayout(row(*((side, 1) for side in sides), gap=24))
        self._finish()
        self._say_count()

    def _agency(self, agency: AgencyOfReaders) -> QWidget:
        lines = [self._officer(one, agency.name) for one in agency.officers]
        return wrap(column(Label(agency.name, "small_strong", "text2"), *lines, gap=2))

    def _officer(self, one: ReaderChoice, agency: str) -> QWidget:
        if one.me and one.reads:
            inside = row(Glyph("lock", "text2", 20), Label(f"{one.name} (you)"), None, gap=9)
            made = wrap(inside)
            made.setFixedHeight(px(28))
            return made
        words = f"{one.name} (has left)" if one.left else one.name
        box = self._tick(one.id, words, f"{words}, {agency}", on=one.reads)
        box.toggled.connect(lambda _: self._say_count())
        return box

    def _say_count(self) -> None:
        people = counted(len(self.ticked()) + self._mine, "person is", "people are")
        self._count.setText(
            f"{people} on the list. For everybody else it is a restricted item with a number."
        )


class Shares(Choice):
    """Agencies outside the series, and why they are to see it."""

    def __init__(
        self,
        jobs: Jobs,
        form: SharesForm,
        place: str,
        told: Callable[[frozenset[UUID], frozenset[UUID], str], None],
    ) -> None:
        self._why = Field("Why, for the record")
        self.typed = Typed(jobs)
        self.typed.keep(place, self._why)
        super().__init__(
            f"Share {form.reference}",
            width=620,
            told=lambda more, fewer: told(more, fewer, self._why.text()),
        )
        if form.sitting:
            words = f"These agencies sit in the series and see it already: {', '.join(form.sitting)}."
            self.body.addWidget(Label(words, "body", "text2", wrap=True))
        if form.others:
            self._offer(form.others)
        else:
            words = "There is no other agency. A new one is added in Settings."
            self.body.addWidget(Label(words, wrap=True))
            close = Button("Close", kind="primary", keys="Esc")
            close.clicked.connect(self.close_layer)
            self.foot(close, None)

    def _offer(self, others: Sequence[AgencyChoice]) -> None:
        for one in others:
            box = self._tick(one.id, one.name, f"Share with {one.name}", on=one.share is not None)
            box.setMinimumWidth(px(200))
            rest: Item = (Label(one.reason, "small", "text2", wrap=True), 1) if one.reason else None
            self.body.addLayout(row(box, rest, gap=12))
        self.body.addWidget(Labelled("Why, for the record", self._why, hint="May be left empty"))
        self._finish()

    def touched(self) -> bool:
        return super().touched() or bool(self._why.text())


def _halves(agencies: Sequence[AgencyOfReaders]) -> tuple[list[AgencyOfReaders], list[AgencyOfReaders]]:
    """In two columns of about the same height; each agency takes a line more than its people."""
    heights = [len(one.officers) + 1 for one in agencies]
    cut, sofar = 0, 0
    while cut < len(agencies) and 2 * (sofar + heights[cut] / 2) <= sum(heights):
        sofar += heights[cut]
        cut += 1
    return list(agencies[:cut]), list(agencies[cut:])
