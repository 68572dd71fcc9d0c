"""Entries of the record as a file, for somebody who asked what was done: about what, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from tasking_app.records.audit import Asked
from tasking_app.rules import dates, days
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.rules.record import KINDS
from tasking_app.services import record_export
from tasking_app.ui import searches
from tasking_app.ui.form import Labelled
from tasking_app.ui.going import STEPS, Going
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import DateField, DateRead, SearchField
from tasking_app.ui.widgets.labels import Label

NOTHING: frozenset[str] = frozenset()
COUNT_AFTER_MS = 200
ABOUT = "R-118, R-118 Person A, an officer, a word, or a key. Empty: everything you may read."
TOLD = "Names of fields and salted hashes, no texts. This export goes into the record first."
BOOK, TABLE = ".xlsx", ".csv"
ENDS = {BOOK: "Excel workbook (*.xlsx)", TABLE: "Plain table (*.csv)"}


class RecordExport(Sheet):
    """What the search of the record found is chosen already; it says how many entries the file will hold."""

    written = Signal(str)

    def __init__(self, jobs: Jobs, asked: Asked, logins: Sequence[tuple[str, str]]) -> None:
        super().__init__("Export for a request", width=640)
        self._jobs = jobs
        self._going: Going | None = None
        self._today = days.in_london(datetime.now(UTC))
        self.about = SearchField("About")
        self.about.set_text(asked.text)
        self.who = Combo([("", "Anyone"), *logins], "Who did it", current=asked.who)
        self.what = Combo([("", "Anything"), *KINDS.items()], "What was done", current=asked.kind)
        self.first = DateField("From", self._day, placeholder="1 sep")
        self.last = DateField("To", self._day, placeholder="30 nov")
        self.people = CheckBox("Only about people of referrals: their names kept, changed and read")
        self.kind = Combo([(BOOK, "Excel workbook"), (TABLE, "Plain table, CSV")], "As", current=BOOK)
        self.count = Label("Counting the entries.", "strong", wrap=True)
        self.problem = Label("", "small", "late", wrap=True)
        self.problem.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the export is")
        self._bar.hide()
        self.save = Button("Choose where to save it…", icon="file-export", kind="primary", keys="Ctrl+Return")
        self.back = Button("Cancel", kind="ghost", keys="Esc")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._lay_out()
        self._connect()
        self._count()

    def _lay_out(self) -> None:
        self.body.addWidget(Labelled("About", self.about, hint=ABOUT))
        self.body.addLayout(row((Labelled("Who", self.who), 1), (Labelled("What", self.what), 1), gap=12))
        hint = "the whole day counts"
        self.body.addLayout(
            row(
                (Labelled("From", self.first, hint=hint), 1),
                (Labelled("To", self.last, hint=hint), 1),
                gap=12,
            )
        )
        self.body.addWidget(self.people)
        self.body.addWidget(Labelled("As", self.kind))
        for one in (self.count, Label(TOLD, "small", "text2", wrap=True), self._bar, self.problem):
            self.body.addWidget(one)
        self.foot(self.save, self.back, None)

    def _connect(self) -> None:
        self.about.typed.connect(lambda _: self._timer.start())
        searches.note_from(self.about, self._jobs, "record")
        for combo in (self.who, self.what):
            combo.chosen.connect(lambda _: self._timer.start())
        for field in (self.first, self.last):
            field.changed.connect(lambda _: self._timer.start())
        self.people.toggled.connect(lambda _: self._timer.start())
        self._timer.timeout.connect(self._count)
        self.save.clicked.connect(self._choose)
        self.confirmed.connect(self._choose)
        self.back.clicked.connect(self._give_up)

    def first_focus(self) -> QWidget | None:
        return self.about.edit

    def asked(self) -> Asked:
        """What the export is to hold."""
        return Asked(
            text=self.about.text(),
            who=self.who.key(),
            kind=self.what.key(),
            first=self.first.day(),
            last=self.last.day(),
            people=self.people.isChecked(),
        )

    def _day(self, text: str) -> DateRead:
        try:
            day = dates.read_either_way(text, self._today)
        except AppError as error:
            return DateRead(None, str(error))
        return DateRead(day, days.full(day))

    def _trouble(self) -> str:
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None and last < first:
            return "The last day is before the first. Put one of them right."
        return self.first.problem() or self.last.problem()

    # -- counting

    def _count(self) -> None:
        asked = self.asked()
        count = partial(record_export.count, asked=asked)
        self._jobs.ask(count, partial(self._counted, asked), self)

    def _counted(self, asked: Asked, many: int) -> None:
        if asked == self.asked():
            self.count.setText(f"{counted(many, 'entry', 'entries')} would be in it.")
            self._say(self._trouble())

    # -- writing

    def _choose(self) -> None:
        if self._going is not None:
            return
        if self._trouble():
            self._say(self._trouble())
            return
        suffix = self.kind.key() or BOOK
        usual = f"{self._today:%Y-%m-%d} The record{suffix}"
        name, _ = QFileDialog.getSaveFileName(self, "Export for a request", usual, ENDS[suffix])
        if name:
            path = Path(name)
            self.write(path if path.suffix.lower() in ENDS else path.with_name(f"{path.name}{suffix}"))

    def write(self, path: Path) -> None:
        """Write the entries to a file, while the window goes on."""
        going = self._going = Going(self)
        self._bar.setRange(0, STEPS)
        going.went.connect(self._bar.setValue)
        self._bar.show()
        self._say("")
        self.save.setEnabled(False)
        self.back.set_text("Stop", "Stop the export")
        asked = self.asked()

        self._jobs.long(
            lambda store, actor: record_export.write_out(store, actor, path, asked, going.step),
            partial(self._written, path),
            self,
            self._not_written,
            touched=NOTHING,
        )

    def _written(self, path: Path, many: int) -> None:
        self._end()
        self.close_layer()
        self.written.emit(f"{path.name} holds {counted(many, 'entry', 'entries')}.")

    def _not_written(self, error: Exception) -> None:
        self._end()
        if isinstance(error, AppError):
            self._say(str(error))
        else:
            self._jobs.say(error)

    def _end(self) -> None:
        self._going = None
        self._bar.hide()
        self.save.setEnabled(True)
        self.back.set_text("Cancel", "Cancel")

    def _give_up(self) -> None:
        if self._going is not None:
            self._going.stop()
        else:
            self.close_layer()

    def may_close(self) -> bool:
        """Esc stops what is being written first."""
        if self._going is not None:
            self._going.stop()
            return False
        return True

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.place()


def ask(opener: QWidget, jobs: Jobs, asked: Asked, logins: Sequence[tuple[str, str]]) -> RecordExport:
    """Open the sheet over a window."""
    sheet = RecordExport(jobs, asked, logins)
    sheet.open_over(opener)
    return sheet
