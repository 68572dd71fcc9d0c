"""A closed meeting: its numbers, the papers that were made, approval, and the very pages beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QSizePolicy, QWidget

from tasking_app.commands.meeting import ApproveMinutes, ReopenDraft
from tasking_app.records.library import Kept
from tasking_app.records.made import Made, Wanted
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.services import library
from tasking_app.ui import paper_desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import column, row, scroll, wrap
from tasking_app.ui.panels.hero import Hero
from tasking_app.ui.panels.keyed import KeyedColumn
from tasking_app.ui.panels.made_lines import made_lines
from tasking_app.ui.panels.made_row import MadeLine, MadeRow
from tasking_app.ui.panels.paper_run import PaperRun
from tasking_app.ui.panels.whole import Whole
from tasking_app.ui.printing import AskPrinter, ask_printer, print_pages
from tasking_app.ui.screen import Place, Screen
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.labels import Elided
from tasking_app.ui.widgets.pdf_view import PdfView
from tasking_app.ui.widgets.toast import announce
from tasking_app.ui.withheld import withhold

LONDON = ZoneInfo("Europe/London")
PREVIEW, NARROW = 556, 520
DRAFTS = (
    "They are drafts, not yet sent to the database, and names in them were not looked for: make them again "
    "when it is back."
)


class DoneScreen(Screen):
    """Minutes and plan are in the folder when this is read; the chair may approve on the spot."""

    key: ClassVar[str] = "done"
    title: ClassVar[str] = "Tasking meeting"
    rail: ClassVar[str] = "meeting"
    watches: ClassVar[frozenset[str]] = frozenset(
        ["meeting", "paper", "action", "line", "decision", "attendance", "placing", "setting", "correction"]
    )

    def __init__(self, jobs: Jobs, *, printer: AskPrinter = ask_printer) -> None:
        super().__init__()
        self._jobs, self._ask_printer = jobs, printer
        self._meeting: UUID | None = None
        self._kept: Kept | None = None
        self._papers: dict[str, Made] = {}
        self._lost: dict[str, str] = {}
        self._busy = ""
        self._asking = False
        self._want_papers = False
        self._took = 0.0
        self._on_show = "minutes"
        self._run = PaperRun(jobs, self)
        self._build()
        self._run.began.connect(self._began)
        self._run.made.connect(self._paper_made)
        self._run.failed.connect(self._not_saved)
        self._run.finished.connect(self._finished)

    def _build(self) -> None:
        self._print = Button("Print minutes and plan", icon="printer", kind="primary", size="big")
        self._print.clicked.connect(self._print_all)
        self._open = Button("Open the folder", icon="folder-open")
        self._open.clicked.connect(self._open_folder)
        self._stop = Button("Stop", name="Stop making papers")
        self._stop.clicked.connect(self._run.stop)
        self._stop.hide()
        self._reopen = Button("Reopen the meeting", icon="arrow-back-up", kind="ghost")
        self._reopen.clicked.connect(self._reopen_meeting)
        self._reopen.hide()
        self.hero = Hero(self._print, self._open, self._reopen, self._stop)
        self._where = Elided("", "small", "text2")
        self._rows: KeyedColumn[MadeLine] = KeyedColumn("Papers made", self._row)
        self._made = Card("Made", None, self._where, margins=(18, 12, 14, 6), gap=0).add(self._rows)
        self.whole = Whole()
        for card in (self.hero, self._made):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.preview = PdfView("Preview")
        self.preview.setFixedWidth(px(PREVIEW))
        left = wrap(column(self.hero, self._made, self.whole, None, gap=12, margins=(20, 16, 18, 14)))
        self._left = scroll(left, "What was made")
        self.setLayout(row((self._left, 1), self.preview, gap=0))

    def _row(self, line: MadeLine) -> QWidget:
        made = MadeRow(line)
        made.pressed.connect(self._pressed)
        return made

    # -- what the frame asks

    def top_actions(self) -> list[QWidget]:
        home = Button("Home", icon="home")
        home.clicked.connect(lambda: self.go.emit(Place("home")))
        return [home]

    def show_place(self, place: Place) -> None:
        if place.id != self._meeting:
            self._meeting, self._kept = place.id, None
            self._papers, self._lost, self._asking, self._took = {}, {}, False, 0.0
            self._want_papers = False
            self.preview.show_message("The minutes are being made.", "Minutes")
        self._want_papers = self._want_papers or place.part == "closed"

    def reload(self) -> None:
        if self._meeting is not None:
            meeting = self._meeting
            self._jobs.ask(lambda work: library.kept(work, meeting), self._show, self)

    def regions(self) -> list[QWidget]:
        return [self.hero, self._made, self.whole, self.preview]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setFixedWidth(px(PREVIEW if self.width() >= px(1220) else NARROW))
        self.preview.setVisible(self.width() >= px(1184))

    # -- showing

    def _show(self, kept: Kept) -> None:
        if kept.row.id != self._meeting:
            return
        if not kept.held:
            if self.isVisible():
                self.go.emit(Place("end", self._meeting))
            return
        first, self._kept = self._kept is None, kept
        self.head.emit(f"{kept.row.series_name} meeting", f"{days.short(kept.row.held_on)}, closed")
        self._where.setText(", ".join(Path(kept.folder).parts[-2:]))
        self.hero.show_count(kept.count)
        self.whole.show_kept(kept)
        if self._want_papers:
            self._want_papers = False
            kinds = ["minutes", "action-plan", *(["annex"] if kept.restricted else [])]
            self._start(kinds)
        elif first:
            self._preview("minutes")
        self._say()

    def _say(self) -> None:
        kept = self._kept
        if kept is None:
            return
        ended = f"Closed at {kept.ended_at.astimezone(LONDON):%H:%M}. " if kept.ended_at else ""
        if self._busy:
            self.hero.say("The papers are being made", f"{ended}Now: {self._busy}.", busy=True)
        elif self._lost:
            self.hero.say("Not all papers were saved", next(iter(self._lost.values())), wrong=True)
        else:
            title = "The minutes are approved" if kept.approved else "The minutes are ready"
            seconds = counted(max(1, round(self._took)), "second")
            took = f"Everything below took {seconds} to make." if self._took else ""
            told = kept.approved + "." if kept.approved else f"{ended}{took}".strip()
            self.hero.say(title, f"{told} {DRAFTS}" if self._jobs.alone else told)
        self._stop.setVisible(bool(self._busy))
        self._reopen.setVisible(kept.may_approve and not self._busy)
        withhold(kept.may.run, self._reopen)
        self._rows.show_records(made_lines(kept, self._papers, self._lost, self._busy, asking=self._asking))

    # -- making

    def _start(self, kinds: list[str]) -> None:
        if self._kept is not None:
            for kind in kinds:
                self._lost.pop(kind, None)
            wanted = [Wanted(kind=kind, meeting=self._meeting) for kind in kinds]
            self._run.start(wanted, Path(self._kept.folder))

    def _began(self, wanted: Wanted) -> None:
        self._busy = {"minutes": "minutes", "action-plan": "action plan", "annex": "annex"}[wanted.kind]
        self._say()

    def _paper_made(self, made: Made) -> None:
        if made.wanted.meeting != self._meeting:
            return
        self._papers[made.wanted.kind] = made
        if made.wanted.kind == self._on_show:
            self.preview.show_bytes(made.data, made.title)

    def _not_saved(self, wanted: Wanted, why: str) -> None:
        self._lost[wanted.kind] = why
        announce(self, why)

    def _finished(self, took: float) -> None:
        self._busy, self._took = "", took
        self._say()
        announce(self, self.hero.title())
        self.reload()

    def _preview(self, kind: str) -> None:
        """Show a paper; one that was made is shown as it was made."""
        self._on_show = kind
        if kind in self._papers:
            made = self._papers[kind]
            self.preview.show_bytes(made.data, made.title)
        else:
            wanted = Wanted(kind=kind, meeting=self._meeting)
            paper_desk.make(self._jobs, wanted, self._paper_made, self, self._no_preview)

    def _no_preview(self, why: Exception) -> None:
        self.preview.show_message(str(why), "No preview")

    # -- doing

    def _pressed(self, key: str, verb: str) -> None:
        deeds: dict[str, Callable[[], None]] = {
            "open": partial(self._preview, key),
            "make": partial(self._start, [key]),
            "approve": partial(self._ask_approval, True),
            "not_yet": partial(self._ask_approval, False),
            "approve_now": self._approve,
            "agenda": self._to_agenda,
        }
        deeds[verb]()

    def _to_agenda(self) -> None:
        if self._kept is not None:
            self.go.emit(Place("prepare", self._kept.next_meeting))

    def _ask_approval(self, asking: bool) -> None:
        """What cannot be undone says so first."""
        self._asking = asking
        self._say()
        if asking:
            announce(self, "Approved minutes do not change. Approve now?")

    def _approve(self) -> None:
        if self._meeting is not None:
            self._asking = False
            self._jobs.do(ApproveMinutes(meeting=self._meeting), lambda _: self._approved(), self)

    def _approved(self) -> None:
        self.toast.emit("The minutes are approved and kept as they are", False)
        self._papers.pop("minutes", None)
        self._start(["minutes", *(["annex"] if self._kept and self._kept.restricted else [])])
        self.reload()

    def _reopen_meeting(self) -> None:
        """Back into the meeting, until the chair approves; closing again makes the next draft."""
        meeting = self._meeting
        if meeting is not None:
            back = Place("meeting", meeting)
            self._jobs.do(ReopenDraft(meeting=meeting), lambda _: self.go.emit(back), self)

    def _open_folder(self) -> None:
        if self._kept is None:
            return
        folder = Path(self._kept.folder)
        if not folder.is_dir() or not paper_desk.open_outside(folder):
            self.say.emit("info", f"The papers are in {folder}.")

    def _print_all(self) -> None:
        """Minutes and action plan, one after the other on one printer."""
        papers = [self._papers[kind] for kind in ("minutes", "action-plan") if kind in self._papers]
        missing = [kind for kind in ("minutes", "action-plan") if kind not in self._papers]
        if missing:
            self._start(missing)
            self.say.emit("info", "The papers are being made. Print them when they are ready.")
            return
        printer = self._ask_printer(self, papers[0].name)
        if printer is None:
            return
        for made in papers:
            paper_desk.note(self._jobs, made, partial(self._printed, made, printer), self)

    def _printed(self, made: Made, printer: QPrinter, _noted: None) -> None:
        pages = print_pages(made.data, printer)
        self.toast.emit(f"{made.name} went to the printer, {counted(pages, 'page')}", False)
