"""One meeting in the library: how it stands, its papers with a preview, corrections, decisions, actions."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tasking_app.commands.meeting import ApproveMinutes
from tasking_app.records.action import ActionRow
from tasking_app.records.library import DecisionRow, Kept
from tasking_app.records.made import Made, Wanted
from tasking_app.records.minutes import CorrectionRow
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.ui import paper_desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import box, column, hline, row, scroll, wrap
from tasking_app.ui.panels.correction_card import CorrectionLine
from tasking_app.ui.panels.keyed import KeyedColumn
from tasking_app.ui.panels.meeting_list import SHAPES
from tasking_app.ui.panels.paper_rows import PaperLine, PaperRows, moment_words
from tasking_app.ui.panels.whole import Whole
from tasking_app.ui.screen import Place
from tasking_app.ui.table import Cell, Column, RecordTable
from tasking_app.ui.theme import background_of
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Notice
from tasking_app.ui.widgets.chips import Tabs
from tasking_app.ui.widgets.labels import Label
from tasking_app.ui.widgets.pdf_view import PdfView
from tasking_app.ui.widgets.tags import Tag
from tasking_app.ui.withheld import withhold

PLACES = {"planned": "prepare", "agenda_issued": "prepare", "in_progress": "meeting"}
VERBS = {"prepare": ("Open agenda", "edit"), "meeting": ("Go to the meeting", "player-play-filled")}


class KeptMeeting(QWidget):
    """Right part of the library."""

    go = Signal(object)
    told = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._kept: Kept | None = None
        self._wanted: Wanted | None = None
        self._build_head()
        self.papers = PaperRows()
        self.papers.opened.connect(self._open)
        self.preview = PdfView("Preview")
        self.same = Label("", "small", "text2", wrap=True)
        self._whole = Whole()
        self._corrections: KeyedColumn[CorrectionRow] = KeyedColumn("Corrections", CorrectionLine, gap=8)
        self._decisions: RecordTable[DecisionRow] = RecordTable(_DECISIONS, lambda one: one.id, "Decisions")
        self._actions: RecordTable[ActionRow] = RecordTable(_ACTIONS, lambda one: one.id, "Actions")
        self._actions.opened.connect(lambda one: self.go.emit(Place("actions", one.id)))
        self._left_out = Label("", "small", "text2", wrap=True)
        self._no_decisions = Label("", "small", "text2", wrap=True)
        self._stack = QStackedWidget()
        for page in self._pages():
            self._stack.addWidget(page)
        self.tabs.chosen.connect(self._stack.setCurrentIndex)
        self.setLayout(column(self._head, self.tabs, hline(), (self._stack, 1), gap=0))

    def _build_head(self) -> None:
        self._title = Label("", "h1")
        self._tag, self._facts = Tag("", "", "text2"), Label("", "small", "text2")
        self._open_minutes = Button("Open minutes", icon="file-text")
        self._open_minutes.clicked.connect(self.open_minutes)
        self._approve = Button("Approve", icon="check", name="Approve the minutes")
        self._approve.clicked.connect(lambda: self._ask(True))
        self._elsewhere = Button("Open agenda", icon="edit")
        self._elsewhere.clicked.connect(self._go_elsewhere)
        now, not_yet = Button("Approve now", size="small"), Button("Not yet", size="small")
        now.clicked.connect(self._approve_now)
        not_yet.clicked.connect(lambda: self._ask(False))
        self._not_yet = not_yet
        words = "Corrections stand beside them, and a later meeting agrees them."
        self._asking = Notice("due_soon", "Approved minutes do not change. Approve now?", words, not_yet, now)
        self._asking.hide()
        words_row = column(self._title, row(self._tag, self._facts, None, gap=10), gap=3)
        buttons = (self._elsewhere, self._approve, self._open_minutes)
        line = row((words_row, 1), *buttons, gap=8)
        self._head = wrap(column(line, self._asking, gap=8, margins=(20, 12, 16, 10)))
        self.tabs = Tabs(["Papers", "Corrections", "Decisions", "Actions"], "What to see of this meeting")

    def _pages(self) -> list[QWidget]:
        papers = wrap(
            column(
                self.papers,
                wrap(column(self.same, self._whole, gap=6, margins=(20, 6, 16, 6))),
                (self.preview, 1),
                gap=0,
            )
        )
        inside = wrap(column(self._corrections, None, margins=(20, 12, 16, 12)))
        self._no_corrections = Label("No corrections stand beside these minutes.", "body", "text2")
        corrections = column(
            wrap(column(self._no_corrections, margins=(20, 12, 16, 0))),
            (scroll(inside, "Corrections"), 1),
            gap=0,
        )
        foot = box("plain", column(self._left_out, margins=(20, 6, 16, 10)))
        actions = wrap(column((self._actions, 1), foot, gap=0))
        said = box("plain", column(self._no_decisions, margins=(20, 6, 16, 10)))
        decisions = wrap(column((self._decisions, 1), said, gap=0))
        return [papers, wrap(corrections), decisions, actions]

    # -- showing

    def show_kept(self, kept: Kept) -> None:
        """Show a meeting; the preview stays while it is the same one."""
        last, self._kept = self._kept, kept
        if last is None or last.row.id != kept.row.id:
            self._wanted = None
            self._asking.hide()
            self.same.setText("")
            words = "Choose a paper above to see it here." if kept.has_agenda else self._why(kept)
            self.preview.show_message(words, "Preview")
        self._show_head(kept)
        self.papers.show_kept(kept)
        self.papers.setVisible(kept.has_agenda)
        self._whole.show_kept(kept)
        self._corrections.show_records(kept.corrections)
        self._no_corrections.setVisible(not kept.corrections)
        self._decisions.set_rows(kept.decisions)
        self._actions.set_rows(kept.actions)
        self._show_feet(kept)
        counts = (len(kept.papers), len(kept.corrections), len(kept.decisions), len(kept.actions))
        names = ("Papers", "Corrections", "Decisions", "Actions")
        self.tabs.set_texts([f"{name} {n}" if n else name for name, n in zip(names, counts, strict=True)])
        self.tabs.setVisible(kept.has_agenda)
        if not kept.has_agenda:
            self.tabs.set_current(0)
            self._stack.setCurrentIndex(0)

    def _show_feet(self, kept: Kept) -> None:
        hidden = counted(kept.left_out, "action of a restricted item is", "actions of restricted items are")
        words = "Enter opens an action." if kept.actions else "This meeting gave no actions."
        self._left_out.setText(f"{hidden} in the annex only." if kept.left_out else words)
        self._no_decisions.setText("" if kept.decisions else "This meeting made no decisions.")

    def _show_head(self, kept: Kept) -> None:
        icon, tone = SHAPES[kept.row.shape]
        self._title.setText(days.full(kept.row.held_on))
        fill = background_of(tone)
        self._tag.show_tag(kept.row.words, icon, tone, fill)
        here = f"{kept.here} here. " if kept.held else ""
        self._facts.setText(f"{here}{kept.approved}".strip() or f"{kept.starts}, {kept.place}")
        self._open_minutes.setVisible(kept.held or kept.row.stage == "in_progress")
        self._approve.setVisible(kept.may_approve)
        withhold(kept.may.approve, self._approve)
        if not kept.may_approve or kept.may.approve:
            self._asking.hide()
        place = PLACES.get(kept.row.stage, "")
        self._elsewhere.setVisible(bool(place))
        if place:
            words, icon = VERBS[place]
            self._elsewhere.set_text(words)
            self._elsewhere.set_icon(icon)

    def _why(self, kept: Kept) -> str:
        return f"This meeting was not held. {kept.why}".strip()

    # -- papers

    def open_minutes(self) -> None:
        """Show the minutes."""
        if self._kept is not None and self._open_minutes.isVisible():
            self._preview(Wanted(kind="minutes", meeting=self._kept.row.id))

    def _open(self, line: PaperLine) -> None:
        if self._kept is not None:
            self._preview(Wanted(kind=line.kind, meeting=self._kept.row.id, agency=line.agency))

    def _preview(self, wanted: Wanted) -> None:
        self.tabs.set_current(0)
        self._stack.setCurrentIndex(0)
        self._wanted = wanted
        self.preview.show_message("The preview is being made.")
        paper_desk.make(self._jobs, wanted, partial(self._show_paper, wanted), self, self._no_paper)

    def _show_paper(self, wanted: Wanted, made: Made) -> None:
        if wanted != self._wanted or self._kept is None:
            return
        self.preview.show_bytes(made.data, made.title)
        noted = [p for p in self._kept.papers if (p.kind, p.agency) == (wanted.kind, wanted.agency)]
        if not noted:
            self.same.setText("No copy of this paper was saved yet.")
        elif noted[0].sha256 == made.sha256:
            self.same.setText(f"Exactly the copy made on {moment_words(noted[0].made_at)}.")
        else:
            self.same.setText(f"Something has changed since the copy of {moment_words(noted[0].made_at)}.")

    def _no_paper(self, why: Exception) -> None:
        self.preview.show_message(str(why), "No preview")

    # -- approving

    def _ask(self, asking: bool) -> None:
        """What cannot be undone says so first."""
        self._asking.setVisible(asking)
        (self._not_yet if asking else self._approve).setFocus()

    def _approve_now(self) -> None:
        if self._kept is not None:
            approve = ApproveMinutes(meeting=self._kept.row.id)
            self._jobs.do(approve, lambda _: self._approved(), self)

    def _approved(self) -> None:
        self.told.emit("The minutes are approved and kept as they are")
        self.open_minutes()
        self._open_minutes.setFocus()

    def _go_elsewhere(self) -> None:
        if self._kept is not None:
            self.go.emit(Place(PLACES[self._kept.row.stage], self._kept.row.id))

    def shown(self) -> UUID | None:
        """The meeting on show."""
        return self._kept.row.id if self._kept else None


_DECISIONS: tuple[Column[DecisionRow], ...] = (
    Column("Ref", lambda one: Cell(one.reference, strong=True), width=92),
    Column("Decision", lambda one: Cell(one.text, one.rationale, tip=one.text)),
    Column("Item", lambda one: Cell(one.item, one.referral), width=190),
)
_ACTIONS: tuple[Column[ActionRow], ...] = (
    Column("Ref", lambda one: Cell(one.reference, strong=True), width=92, sort=lambda one: one.number),
    Column("Action", lambda one: Cell(one.short_text, one.referral, tip=one.text)),
    Column("Lead", lambda one: Cell(one.agency, one.officer), width=190),
    Column("Status", lambda one: Cell.status(one.status.kind.value, one.status.words), width=160),
)
