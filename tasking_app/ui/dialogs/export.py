"""Export: which paper, its preview, and saving or printing the very bytes of the preview.

dialog = ExportDialog(jobs)
dialog.open_for(opener, meeting, kind="minutes")       told(sentence)     saved(path)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tasking_app.records.made import Made, PaperChoices, PaperMeeting, Wanted
from tasking_app.rules.errors import AppError
from tasking_app.rules.progress import Stopped
from tasking_app.services import paper_choices
from tasking_app.ui import paper_desk
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import box, clear, column, row, scroll, wrap
from tasking_app.ui.parts.long_paper import LongPaper
from tasking_app.ui.printing import AskPrinter, ask_printer, print_pages
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox, Option, OptionCards
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Layer
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.pdf_view import PdfView
from tasking_app.ui.widgets.toast import announce
from tasking_app.ui.withheld import withhold

KINDS = {
    "minutes": Option("minutes", "Minutes"),
    "action-plan": Option("action-plan", "Action plan"),
    "agency": Option("agency", "One agency’s actions"),
    "agenda": Option("agenda", "Agenda"),
    "annex": Option("annex", "Annex of restricted items"),
    "action-log": Option("action-log", "Action log, a workbook"),
    "reliability": Option("reliability", "Dates kept and dates moved"),
    "history": Option("history", "Whole history, a workbook"),
}
WIDTH, HEIGHT, LEFT = 1180, 704, 330
STOPPED = "Stopped. Nothing was made. Save begins anew."


def nothing_typed(_text: str) -> None:
    """Nothing is kept while no paper is there to be named."""


class ExportDialog(Layer):
    """Two inputs make a paper: Ctrl E and Enter. Everything else is already chosen."""

    told = Signal(str)
    saved = Signal(str)

    def __init__(self, jobs: Jobs, *, printer: AskPrinter = ask_printer) -> None:
        super().__init__()
        self._jobs, self._ask_printer = jobs, printer
        self._choices: PaperChoices | None = None
        self._asked: Wanted | None = None
        self._made: Made | None = None
        self._folder = Path()
        self._named = ""
        self._then, self._begins_anew = "", False
        self._typed = Typed(jobs)
        self._keep_name: Callable[[str], None] = nothing_typed
        self.preview = PdfView("Preview")
        self._long = LongPaper(self.preview)
        self._long.stopped.connect(self._stopped)
        self.left.connect(self._long.stop)
        self._build_parts()
        self.frame.setFixedWidth(px(WIDTH))
        self.frame.setAccessibleName("Export")
        pane = box("plain", self._left(), width=LEFT)
        self.frame.setLayout(row(pane, (self._long, 1), gap=0, margins=(1, 1, 1, 1)))

    def _build_parts(self) -> None:
        self._kinds_slot = QVBoxLayout()
        self._kinds = OptionCards([KINDS["minutes"]], "Which paper", columns=1)
        self._meeting = Combo([], "Meeting")
        self._agency = Combo([], "Agency")
        self._agency_label = Label("Agency", "small_strong")
        self._blank, self._mono = CheckBox("Column to write in"), CheckBox("Black and white")
        self._file = Field("File name", icon="file-text")
        self._where = Elided("", "small", "text2")
        self._problem = Label("", "small", "late", wrap=True)
        self._problem_row = wrap(row(Glyph("alert-octagon-filled", "late", 16), (self._problem, 1), gap=6))
        self._problem_row.hide()
        self._save = Button("Save PDF", icon="download", kind="primary", keys="Enter")
        self._print = Button("Print", icon="printer")
        self._cancel = Button("Cancel", kind="ghost", keys="Esc")
        other = Button("Change", kind="link", size="small", name="Save in another folder")
        self._other = other
        self._meeting.chosen.connect(lambda _: self._meeting_chosen())
        self._agency.chosen.connect(lambda _: self._ask())
        self._blank.toggled.connect(lambda _: self._ask())
        self._mono.toggled.connect(lambda _: self._ask())
        self._file.entered.connect(self.save)
        self._file.changed.connect(self._name_typed)
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print_it)
        self._cancel.clicked.connect(self.close_layer)
        other.clicked.connect(self._choose_folder)

    def _left(self) -> QVBoxLayout:
        upper = column(
            self._kinds_slot,
            4,
            Label("Meeting", "small_strong"),
            self._meeting,
            self._agency_label,
            self._agency,
            self._blank,
            self._mono,
            None,
            gap=5,
            margins=(2, 2, 4, 2),
        )
        lower = column(
            self._problem_row,
            Label("File", "small_strong"),
            self._file,
            row((self._where, 1), self._other, gap=6),
            row(self._save, self._print, self._cancel, None, gap=8),
            gap=6,
        )
        pane = scroll(wrap(upper), "What to export")
        return column(Label("Export", "h1"), (pane, 1), lower, gap=8, margins=(20, 14, 18, 18))

    # -- opening

    def open_for(self, opener: QWidget, meeting: UUID | None = None, kind: str = "minutes") -> None:
        """Open with a paper chosen; without a meeting, about the latest that was held."""
        self._made = self._asked = None
        self._named, self._then, self._begins_anew = "", "", False
        self._say_problem("")
        self.preview.show_message("The preview is being made.", "Preview")
        self.open_over(opener)
        self._jobs.ask(paper_choices.choices, lambda found: self._fill(found, meeting, kind), self)

    def place(self) -> None:
        """As high as there is room, up to what shows every choice without scrolling."""
        self.frame.setMinimumHeight(min(px(HEIGHT), self.height() - px(32)))
        super().place()

    def first_focus(self) -> QWidget | None:
        return self._save

    def _fill(self, found: PaperChoices, meeting: UUID | None, kind: str) -> None:
        self._choices = found
        self._folder = Path(found.folder)
        self._show_folder()
        if not found.meetings:
            self._cannot("No meeting is planned yet, so there is no paper to make.")
            return
        known = [str(one.id) for one in found.meetings]
        chosen = next((str(key) for key in (meeting, found.usual) if str(key) in known), known[0])
        self._meeting.set_options([(str(one.id), one.words) for one in found.meetings], chosen)
        self._meeting.set_key(chosen)
        self._agency.set_options([(str(key), name) for key, name in found.agencies])
        if found.agencies and (found.why or not self._agency.key()):
            self._agency.set_key(str(found.only_of or found.agencies[0][0]))
        self._show_kinds(kind)
        self._ask()

    def _show_kinds(self, wanted: str) -> None:
        """The papers there are of the meeting chosen."""
        kinds = self._about().kinds
        usual = "minutes" if "minutes" in kinds else "agenda"
        chosen = wanted if wanted in kinds else usual
        clear(self._kinds_slot)
        self._kinds = OptionCards([KINDS[key] for key in kinds], "Which paper", columns=1, current=chosen)
        self._kinds.chosen.connect(lambda _: self._ask())
        self._kinds_slot.addWidget(self._kinds)
        self._kinds.show()

    def _about(self) -> PaperMeeting:
        assert self._choices is not None
        key = self._meeting.key()
        return next(one for one in self._choices.meetings if str(one.id) == key)

    def _meeting_chosen(self) -> None:
        self._show_kinds(self._kinds.key())
        self._ask()

    # -- the preview

    def wanted(self) -> Wanted:
        """The paper chosen."""
        key = self._kinds.key()
        plan = key in ("action-plan", "agency")
        return Wanted(
            kind="action-plan" if key == "agency" else key,
            meeting=self._about().id,
            agency=UUID(self._agency.key()) if key == "agency" and self._agency.key() else None,
            blank_column=plan and self._blank.isChecked(),
            black_and_white=plan and self._mono.isChecked(),
        )

    def _ask(self) -> None:
        key = self._kinds.key()
        for widget in (self._agency, self._agency_label):
            widget.setVisible(key == "agency")
        for box_ in (self._blank, self._mono):
            box_.setVisible(key in ("action-plan", "agency"))
        self._made, self._asked, self._begins_anew = None, self.wanted(), False
        self._say_problem("")
        self._save.setEnabled(True)
        withhold(self._why(), self._save, self._print)
        asked = self._asked
        paper_desk.make(
            self._jobs,
            asked,
            lambda made: self._show(asked, made),
            self,
            lambda why: self._failed(asked, why),
            self._long.begin(asked.kind),
        )

    def _stopped(self) -> None:
        """Save begins anew; so does another paper."""
        self._asked, self._then, self._begins_anew = None, "", True
        self.preview.show_message(STOPPED, "No preview")
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, STOPPED)

    def _show(self, asked: Wanted, made: Made) -> None:
        if asked != self._asked:
            return
        self._made = made
        self._long.stop()
        self._name_file(asked, made.file_name)
        workbook = made.file_name.endswith(".xlsx")
        self._save.set_text("Save workbook" if workbook else "Save PDF")
        self._print.setVisible(not workbook)
        if workbook:
            words = "The workbook is ready. It opens in your spreadsheet program once it is saved."
            self.preview.show_message(words, made.name)
        else:
            self.preview.show_bytes(made.data, made.title)
        then, self._then = self._then, ""
        if then:
            {"save": self.save, "print": self.print_it}[then]()

    def _name_file(self, asked: Wanted, name: str) -> None:
        """Its usual name, or the one being typed for this very paper."""
        self._keep_name, self._named = nothing_typed, name
        self._typed = Typed(self._jobs)
        self._file.set_text(name)
        place = f"paper-name:{asked.meeting}:{asked.kind}:{asked.agency or ''}"
        self._keep_name = self._typed.watch(place, name, self._file.set_text)

    def _name_typed(self, text: str) -> None:
        self._keep_name(text)

    def _failed(self, asked: Wanted, why: Exception) -> None:
        if asked != self._asked or isinstance(why, Stopped):
            return
        if not isinstance(why, AppError):
            raise why
        self._cannot(str(why))

    def _cannot(self, sentence: str) -> None:
        self._long.stop()
        self.preview.show_message(sentence, "No preview")
        self._save.setEnabled(False)
        self._print.setVisible(False)
        announce(self, sentence)

    # -- saving and printing

    def path(self) -> Path:
        """Where the paper will be saved."""
        typed = self._file.text() or self._named
        suffix = Path(self._named).suffix
        return self._folder / (typed if typed.casefold().endswith(suffix) else typed + suffix)

    def _why(self) -> str:
        """Why the paper chosen is only looked at."""
        known = self._choices is not None and bool(self._choices.meetings)
        return self._choices.why_not(self.wanted().agency) if self._choices is not None and known else ""

    def save(self) -> None:
        """Save the bytes on show; while the preview is still being made, as soon as it is there."""
        if self._why():
            return
        if self._made is None:
            if self._begins_anew:
                self._ask()
            self._then = "save" if self._asked is not None else ""
            return
        made, self._made = self._made, None
        path = self.path()
        paper_desk.save(self._jobs, made, path, self._saved, self, lambda why: self._not_saved(made, why))

    def _saved(self, path: Path) -> None:
        self._typed.forget()
        self.close_layer()
        self.told.emit(f"Saved {path.name}")
        self.saved.emit(str(path))

    def _not_saved(self, made: Made, why: Exception) -> None:
        if not isinstance(why, AppError):
            raise why
        self._made = made
        self._say_problem(str(why))

    def print_it(self) -> None:
        """Print the bytes on show."""
        if self._made is None:
            self._then = "print" if self._asked is not None else ""
            return
        made = self._made
        printer = self._ask_printer(self, made.name)
        if printer is None:
            return

        def noted(_: None) -> None:
            pages = print_pages(made.data, printer)
            self.told.emit(f"{made.name} went to the printer, {pages} pages")

        paper_desk.note(self._jobs, made, noted, self)

    def _say_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem_row.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Save papers in", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self._show_folder()

    def _show_folder(self) -> None:
        self._where.setText(f"In {', '.join(self._folder.parts[-2:])}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            event.accept()
            return
        super().keyPressEvent(event)
