"""Dates kept and dates moved: how agencies keep what they take away, and every date that was moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from tasking_app.records.reliability import AgencyKept, Moved, Reliability
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.services import reliability
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.keys import KeyHint
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Label

LINE, HEAD = 34, 38
LEAST_LINES, REST = 4, 330
"""Lines of the agencies that are always shown, and the room that everything else takes."""


def _number(count: int, one: str, many: str = "") -> Cell:
    return Cell(f"{count:,}" if count else "–", figures=True, spoken=counted(count, one, many))


def _late(one: AgencyKept) -> Cell:
    if not one.late:
        return Cell("–", spoken="none late")
    return Cell(str(one.late), icon="alert-octagon-filled", icon_tone="late", spoken=f"{one.late} late")


def _share(one: AgencyKept) -> Cell:
    spoken = "nothing done yet" if one.share is None else f"{one.on_time} of {one.done} done on time"
    return Cell.percent(one.share, spoken)


def agency_columns() -> list[Column[AgencyKept]]:
    """What the page shows of an agency."""
    return [
        Column("Agency", lambda one: Cell(one.name, strong=one.agency is None), 0, lambda one: one.name),
        Column("Open", lambda one: _number(one.open, "open", "open"), 92, lambda one: one.open),
        Column("Late", _late, 92, lambda one: one.late),
        Column(
            "No update",
            lambda one: _number(one.quiet, "without update", "without update"),
            104,
            lambda one: one.quiet,
        ),
        Column("Done", lambda one: _number(one.done, "done", "done"), 92, lambda one: one.done),
        Column("On time", _share, 176, lambda one: -1 if one.share is None else one.share),
        Column(
            "Dates moved",
            lambda one: _number(one.moved, "date moved", "dates moved"),
            112,
            lambda one: one.moved,
        ),
    ]


def _reason(one: Moved) -> Cell:
    last = one.moves[-1]
    every = "\n".join(f"{days.short(move.new)}: {move.reason} ({move.agreed})" for move in one.moves)
    return Cell(last.reason, last.agreed, tip=every)


def ledger_columns() -> list[Column[Moved]]:
    """What the page shows of an action whose date was moved."""
    return [
        Column("Action", lambda one: Cell(one.text, one.reference, tip=one.text), 0, lambda one: one.text),
        Column("Lead", lambda one: Cell(one.agency, one.officer), 148, lambda one: (one.agency, one.officer)),
        Column(
            "First due", lambda one: Cell(days.short(one.original_due)), 108, lambda one: one.original_due
        ),
        Column(
            "Now due",
            lambda one: Cell.under(days.short(one.due), one.kind, one.status),
            124,
            lambda one: one.due,
        ),
        Column("Moved", lambda one: Cell(_times(one), figures=True), 88, lambda one: len(one.moves)),
        Column("Last reason", _reason, 0, lambda one: one.moves[-1].reason),
    ]


def _times(one: Moved) -> str:
    return {1: "once", 2: "twice"}.get(len(one.moves), f"{len(one.moves)} times")


class ReliabilityScreen(Screen):
    """The sentence first, then the agencies; the one chosen says whose dates stand below."""

    key: ClassVar[str] = "reliability"
    title: ClassVar[str] = "Dates kept and dates moved"
    rail: ClassVar[str] = "actions"
    watches: ClassVar[frozenset[str]] = frozenset(
        ["action", "action_update", "deferral", "agency", "officer", "meeting", "setting"]
    )

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._page: Reliability | None = None
        self._wanted: UUID | None = None
        self._sentence = Label("", "lead", wrap=True)
        self._agencies: RecordTable[AgencyKept] = RecordTable(
            agency_columns(), lambda one: one.agency, "Agencies", row_height=LINE
        )
        self._ledger: RecordTable[Moved] = RecordTable(
            ledger_columns(), lambda one: one.id, "Dates moved", row_height=50
        )
        self._whose = Label("", "h3")
        self._none = Label("", "body", "text2", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make())
        words = "Once actions are given out, this page shows how their dates are kept and why they move."
        self._stack.addWidget(EmptyState("calendar-due", "Nothing to count yet", words))
        self.setLayout(column((self._stack, 1), gap=0))
        self.setFocusProxy(self._agencies)
        self._agencies.current_changed.connect(lambda _: self._fill())
        self._agencies.opened.connect(lambda _: self._ledger.setFocus(Qt.FocusReason.TabFocusReason))
        self._ledger.opened.connect(lambda one: self.go.emit(Place("actions", one.id)))

    def _make(self) -> QWidget:
        hints = row(
            Label("No update: nothing was heard since the last meeting.", "small", "text2"),
            None,
            Keycaps("Enter"),
            Label("open the action", "small", "text2"),
            gap=6,
            margins=(20, 8, 16, 8),
        )
        return wrap(
            column(
                row((self._sentence, 1), margins=(20, 14, 16, 8)),
                self._agencies,
                row((self._whose, 1), margins=(20, 14, 16, 6)),
                row((self._none, 1), margins=(20, 0, 16, 0)),
                (self._ledger, 1),
                box("foot", hints),
                gap=0,
            )
        )

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        export = Button("Export", icon="file-text", keys="Ctrl+E")
        export.clicked.connect(lambda: self.go.emit(Place("export", None, self.paper_here())))
        return [export]

    def paper_here(self) -> str:
        return "reliability"

    def regions(self) -> list[QWidget]:
        return [self._agencies, self._ledger]

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint("Enter", "Agency: to its moved dates. Moved date: open the action"),
            KeyHint("F6", "To the other list"),
        ]

    def reload(self) -> None:
        self._jobs.ask(reliability.reliability, self._show, self)

    def remember(self) -> dict[str, object]:
        chosen = self._agencies.current()
        return {"agency": str(chosen.agency)} if chosen is not None and chosen.agency is not None else {}

    def restore(self, state: Mapping[str, object]) -> None:
        kept = state.get("agency")
        if isinstance(kept, str) and kept:
            self._wanted = UUID(kept)

    # -- showing

    def _show(self, page: Reliability) -> None:
        self._page = page
        self.head.emit(self.title, f"{days.long(page.since)} {page.since.year} to today")
        self._stack.setCurrentIndex(0 if page.agencies or page.ledger else 1)
        self._sentence.setText(page.sentence)
        several = [page.total] if len(page.agencies) > 1 else []
        self._agencies.set_rows([*several, *page.agencies])
        self._fit()
        if self._wanted is not None:
            self._agencies.select(self._wanted)
            self._wanted = None
        self._fill()

    def _fit(self) -> None:
        """As many agencies as there is room for, so that the dates below keep theirs."""
        room = (self.height() - px(REST)) // px(LINE)
        lines = min(self._agencies.model().rowCount(), max(room, LEAST_LINES))
        self._agencies.setFixedHeight(px(HEAD + lines * LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        """The dates of the agency chosen."""
        page, chosen = self._page, self._agencies.current()
        if page is None:
            return
        agency = chosen.agency if chosen is not None else None
        shown = [one for one in page.ledger if agency in (None, one.agency_id)]
        self._ledger.set_rows(shown)
        whose = "all agencies" if agency is None or chosen is None else chosen.name
        self._whose.setText(f"Dates moved, {whose}")
        words = [] if shown else ["No date was moved in this time."]
        if page.left_out:
            left = counted(page.left_out, "restricted action is", "restricted actions are")
            words.append(f"{left} in the figures and not in this list.")
        self._none.setText(" ".join(words))
        self._none.setVisible(bool(words))
