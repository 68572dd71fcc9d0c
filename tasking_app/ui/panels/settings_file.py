"""Section of Settings about the file: where it lies, its backups, and taking everything out of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tasking_app.records.settings import SettingsPage
from tasking_app.records.signing_in import SignIn
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import history, keeping
from tasking_app.ui.dialogs import confirm, restore
from tasking_app.ui.going import STEPS, Going
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import row
from tasking_app.ui.panels.settings_section import Section
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card, ProgressCard
from tasking_app.ui.widgets.labels import Label

NOTHING: frozenset[str] = frozenset()
NOT_PROTECTED = (
    "The file holds names of people, restricted words and all else that is stored, and it is not protected: "
    "whoever has it can read it. Keep it as you keep the database, and delete it when it has done its work."
)


class FileSection(Section):
    """Where the file lies, how it is protected, its backups, and everything out as one file."""

    about = (
        "Where everything is kept on this computer, how to copy it and get it back, and how to take "
        "all of it out as a file."
    )
    holds = (
        "shared database connect sign in encrypted key back up backup restore copy history everything export "
        "json template made-up"
    )

    def why_not(self, page: SettingsPage) -> str:
        return ""  # what is done here asks for itself

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._said = Label("", "small", "text2", wrap=True)
        self._out = Label("", "small", "text2", wrap=True)
        self._going: Going | None = None
        self._progress = ProgressCard("Everything as a file")
        self._progress.hide()
        self._progress.stopped.connect(self._stop)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._progress)

    def build(self, page: SettingsPage) -> list[QWidget]:
        where, signed_in = self.jobs.file, self.jobs.signed_in
        if self.jobs.looking_round:
            return [self._made_up()]
        if signed_in is not None:
            return [self._served(signed_in)]
        limits = self._limits()
        return [self._file(where), self._restore(where), self._everything(page), self._look(), limits]

    def _limits(self) -> QWidget:
        connect = Button("Connect to a shared database…", icon="database")
        connect.clicked.connect(lambda: self.go.emit(Place("connect")))
        return Card("What a file on one computer cannot promise", role="h3").add(
            Label(
                "There are no roles: whoever opens the file sees and changes everything in it. Restricted "
                "items are kept from papers, not from a colleague at this computer. A partnership’s shared "
                "database decides for each officer what they see and change.",
                wrap=True,
            ),
            row(connect, None),
        )

    def _served(self, signed_in: SignIn) -> QWidget:
        account = Button("Your account…", icon="user")
        account.clicked.connect(lambda: self.go.emit(Place("account")))
        words = (
            f"You are signed in as {signed_in.login}. The line is encrypted, and the server proved who it "
            "is. The database itself decides what each officer sees and changes, and notes who read names."
        )
        about = (
            "Backups are made by whoever looks after the database. What you type is kept here until saved."
        )
        return Card("The partnership’s database", role="h2").add(
            Label(signed_in.told, "strong", wrap=True),
            Label(words, wrap=True),
            Label(about, "small", "text2", wrap=True),
            row(account, None),
        )

    def _look(self) -> QWidget:
        look = Button("Look round with made-up data", icon="building-community")
        look.clicked.connect(lambda: self.go.emit(Place("look_round")))
        return Card("Made-up data", role="h3").add(
            Label(
                "An invented borough with a year of meetings, to try things out in or to show somebody. Your "
                "own file is closed meanwhile and stays as it is.",
                wrap=True,
            ),
            row(look, None),
        )

    def _made_up(self) -> QWidget:
        back = Button("Back to our own file", kind="primary")
        back.clicked.connect(lambda: self.go.emit(Place("own_file")))
        return Card("Made-up data", role="h2").add(
            Label(
                "You look round in an invented borough. What you change here changes nothing in your own "
                "file, which opens again the next time the program is started.",
                wrap=True,
            ),
            row(back, None),
        )

    def _file(self, where: Path) -> QWidget:
        protected = self.jobs.file_key is not None
        words = (
            "Encrypted. Its key is kept by this computer."
            if protected
            else "Not encrypted: made-up data only."
        )
        back_up = Button("Back up now", icon="archive", kind="primary")
        back_up.clicked.connect(lambda: self._back_up(where))
        self._said = Label(
            f"Backups are made once a day and when the program closes, in {keeping.backup_folder(where)}.",
            "small",
            "text2",
            wrap=True,
        )
        return Card("Database and backup", role="h2").add(
            Label(str(where), "strong", wrap=True), Label(words), row(back_up, None), self._said
        )

    def _restore(self, where: Path) -> QWidget:
        choose = Button("Restore from a backup…", icon="history")
        choose.clicked.connect(lambda: self._choose(keeping.backup_folder(where)))
        return Card("Restore a backup", role="h3").add(
            Label(
                "You see what it holds before anything happens. The file as it is now is kept beside it.",
                wrap=True,
            ),
            row(choose, None),
        )

    def _choose(self, folder: Path) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Restore from a backup", str(folder), "Backups (*.db *.db.before-*);;All files (*)"
        )
        if name:
            self.restore_from(Path(name))

    def restore_from(self, source: Path) -> None:
        """Look at a backup and ask whether it is to be put in the place of the open file."""
        restore.open_over(self.window(), self.jobs, source)

    def _back_up(self, where: Path) -> None:
        today = days.in_london(datetime.now(UTC))
        self.jobs.long(
            lambda _store, _actor: keeping.back_up(where, self.jobs.file_key, today, again=True),
            lambda made: self._said.setText(f"Backed up to {made}."),
            self,
            lambda error: self._said.setText(str(error)),
            touched=NOTHING,
        )

    # -- everything out

    def _everything(self, page: SettingsPage) -> QWidget:
        out = self._begin_out = Button("Everything as a file…", icon="file-export")
        short = page.values["partnership.short_name"]
        out.clicked.connect(lambda: self._ask_out(short))
        self._out = Label("", "small", "text2", wrap=True)
        self._out.hide()
        return Card("Everything out and in again", role="h3").add(
            Label(
                "All that is stored, as one documented file that other programs can read. Tasking reads it "
                "back into a new file when it is started for the first time.",
                wrap=True,
            ),
            row(out, None),
            self._out,
        )

    def _ask_out(self, short: str) -> None:
        choose = partial(self._choose_out, short)
        confirm.ask(self.window(), "Everything as a file", NOT_PROTECTED, "Choose where to save it…", choose)

    def _choose_out(self, short: str) -> None:
        today = days.in_london(datetime.now(UTC))
        usual = self.jobs.file.parent / f"{today:%Y-%m-%d} {short or 'Tasking'} history.json"
        name, _ = QFileDialog.getSaveFileName(self, "Everything as a file", str(usual), "History (*.json)")
        if name:
            self.write_history(Path(name))

    def write_history(self, path: Path) -> None:
        """Everything that is stored into a file, while the window goes on; one after another."""
        if self._going is not None:
            return
        going = self._going = Going(self)
        words = f"{path.name} is being written."
        going.went.connect(lambda done: self._progress.show_progress(done, STEPS, words))
        self._say_out(words)
        self._progress.show_progress(0, STEPS, words)
        self._progress.show()
        self.jobs.long(
            lambda store, actor: history.write_out(store, actor, path, going.step),
            lambda rows: self._written(f"{path} holds {rows:,} rows. It is not protected."),
            self,
            self._not_written,
            touched=NOTHING,
        )

    def _stop(self) -> None:
        if self._going is not None:
            self._going.stop()

    def _written(self, sentence: str) -> None:
        self._going = None
        focus = QApplication.focusWidget()
        stood = focus is not None and self._progress.isAncestorOf(focus)
        self._progress.hide()
        if stood:  # on Stop, which is gone: back to where it began
            self._begin_out.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_out(sentence)

    def _not_written(self, error: Exception) -> None:
        self._written("")
        if isinstance(error, AppError):
            self._say_out(str(error))
        else:
            self.jobs.say(error)

    def _say_out(self, sentence: str) -> None:
        self._out.setText(sentence)
        self._out.show()
