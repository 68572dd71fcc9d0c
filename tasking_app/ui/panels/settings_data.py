"""Section of Settings about police figures: what is loaded, and loading more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tasking_app.imports import police_uk
from tasking_app.records.figures import MonthFile, Reading
from tasking_app.records.settings import SettingsPage
from tasking_app.rules.errors import AppError
from tasking_app.rules.figures import month_name
from tasking_app.services import figures
from tasking_app.services.figures import Loaded
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import Item, box, row
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card, ProgressCard
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.labels import Elided, Label

SHOWN_PROBLEMS = 8


class FiguresSection(Section):
    """Load the police's monthly files: a preview of old and new counts, then month by month, with Stop."""

    about = (
        "The counts beside each theme on Home and on papers come from the monthly files of the police; "
        "nothing is counted until files are loaded here."
    )
    holds = "police crime street csv zip month area incident load"

    _went = Signal(int, int, str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._progress = ProgressCard("Reading the files")
        self._progress.hide()
        self._progress.stopped.connect(self._stop)
        self._result = Card(gap=4)
        self._result.hide()
        self._stopped = False
        self._went.connect(self._progress.show_progress)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._progress)
        layout.addWidget(self._result)

    def why_not(self, page: SettingsPage) -> str:
        return page.may.figures

    def build(self, page: SettingsPage) -> list[QWidget]:
        files = Button("Choose files…", icon="folder-open", kind="primary")
        folder = Button("Choose a folder…")
        files.clicked.connect(self._choose_files)
        folder.clicked.connect(self._choose_folder)
        about = (
            "Monthly street files as the police publish them: csv files, a folder, or the zip as downloaded. "
            "Each force and month is replaced as a whole. Outcome and stop-and-search files are left out."
        )
        load = Card("Police figures", role="h2").add(
            Label(about, "body", "text2", wrap=True), row(files, folder, None)
        )
        area = Combo(
            [("", "Everywhere"), *((one, one) for one in page.areas)], "Area", current=page.values["area"]
        )
        if page.values["area"] and page.values["area"] not in page.areas:
            area.set_options(
                [(page.values["area"], page.values["area"]), ("", "Everywhere")], page.values["area"]
            )
        area.chosen.connect(lambda key: self.setting("area", page.values["area"], key))
        load.add(Labelled("Area the figures are counted for", area, hint="from the names of the small areas"))
        return [load, self._months(page)]

    def _months(self, page: SettingsPage) -> QWidget:
        card = Card("Loaded", len(page.months), role="h3", gap=0)
        for one in page.months[:60]:
            month = Label(month_name(one.month), "strong")
            month.setFixedWidth(px(150))
            inside = row(
                month,
                (Elided(one.force), 1),
                Label(f"{one.rows:,} incidents", "small", "text2"),
                margins=(0, 4, 0, 4),
            )
            card.add(box("row", inside))
        if not page.months:
            card.add(
                Label("Nothing is loaded yet. Themes say so and show no number.", "body", "text2", wrap=True)
            )
        return card

    # -- reading

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Police files", "", "Police files (*.csv *.zip)")
        if names:
            self.read([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "A folder of police files")
        if name:
            self.read([Path(name)])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files in the background, then show what would change."""
        self._stopped = False
        self._result.hide()
        self._progress.show()
        self._went.emit(0, 100, "Reading")

        def slow() -> Reading:
            return police_uk.read(
                paths,
                progress=lambda rows, share: self._went.emit(
                    int(share * 100), 100, f"{rows:,} incidents read"
                ),
                stop=lambda: self._stopped,
            )

        background.run(slow, self._preview, self._failed, self)

    def _stop(self) -> None:
        self._stopped = True

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        self._say(str(error) if isinstance(error, AppError) else "The files could not be read.", [])

    def _preview(self, reading: Reading) -> None:
        self._progress.hide()
        if not reading.months:
            words = (
                reading.problems[0].sentence if reading.problems else "No police figures were found there."
            )
            self._say(words, [])
            return
        self.jobs.ask(lambda work: figures.preview(work, reading.months), partial(self._offer, reading), self)

    def _offer(self, reading: Reading, found: tuple[Loaded, ...]) -> None:
        new = [one for one in found if not one.same]
        lines = [
            f"{month_name(one.month)}, {one.force}: {one.after:,} incidents"
            + (f" instead of {one.before:,}" if one.before else "")
            for one in new
        ]
        problems = [
            f"{one.file}, line {one.line}: {one.sentence}" for one in reading.problems[:SHOWN_PROBLEMS]
        ]
        if len(reading.problems) > SHOWN_PROBLEMS:
            problems.append(f"and {len(reading.problems) - SHOWN_PROBLEMS} more lines that cannot be read")
        if not new:
            self._say("All of these months are loaded already, row for row. Nothing changes.", problems)
            return
        words = "Load them without the broken lines" if problems else "Load them"
        load, cancel = Button(words, kind="primary"), Button("Cancel", kind="ghost")
        load.clicked.connect(lambda: self._load(reading))
        cancel.clicked.connect(self._give_up)
        title = "1 month to load" if len(new) == 1 else f"{len(new)} months to load"
        self._say(title, [*lines[:26], *problems], row(load, cancel, None))

    def _say(self, title: str, lines: Sequence[str], *below: Item) -> None:
        layout = self.layout()
        assert layout is not None
        self._result.hide()
        layout.removeWidget(self._result)
        self._result.deleteLater()
        self._result = Card(title, role="h3", gap=3)
        for line in lines:
            self._result.add(Label(line, "small", wrap=True))
        self._result.add(*below)
        layout.addWidget(self._result)
        self._result.show()

    def _give_up(self) -> None:
        self._result.hide()

    def _load(self, reading: Reading) -> None:
        self._result.hide()
        self._progress.show()
        self._stopped = False
        months = reading.months
        for number, month in enumerate(months):
            last = number == len(months) - 1

            deed = partial(self._load_one, month, number, len(months))

            done = partial(self._loaded, len(months)) if last else _nothing
            touched = frozenset(["incident_load"]) if last else frozenset()
            self.jobs.long(deed, done, self, self._not_loaded, touched=touched)

    def _load_one(self, month: MonthFile, number: int, count: int, store: Any, actor: Any) -> Loaded:
        """In the worker's thread: one month, a transaction of its own."""
        self._went.emit(number, count, f"{month_name(month.month)}, {len(month.rows):,} incidents")
        return figures.load(store, actor, month, lambda _rows: not self._stopped)

    def _loaded(self, count: int, _last: Loaded) -> None:
        self._progress.hide()
        self._say("1 month is loaded" if count == 1 else f"{count} months are loaded", [])

    def _not_loaded(self, error: Exception) -> None:
        self._progress.hide()
        stopped = isinstance(error, figures.Stopped)
        self._say("Stopped. Months loaded before that stay." if stopped else str(error), [])


def _nothing(_loaded: Loaded) -> None:
    """Months before the last one say nothing."""
