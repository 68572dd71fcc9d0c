"""First run: where meetings are kept, who you are, the recovery phrase shown once and tested."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QVBoxLayout, QWidget

from tasking_app import settings as kept
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import opening
from tasking_app.services.opening import Beginning, Begun, Opened
from tasking_app.settings import Settings
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.layouts import box, column, row, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label, Mark

PROMISES = (
    "Works without a network",
    "Names stay apart from the minutes",
    "Minutes ready when the meeting ends",
)
WIDTH = 840


class _Page(QWidget):
    """One step: a title, what it is about, and its fields."""

    def __init__(self, title: str, about: str, step: str) -> None:
        super().__init__()
        head = row(Label(title, "display"), None, Label(step, "small", "text2"), gap=12)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        self.problem = Label("", "body", "late", wrap=True)
        self.problem.hide()
        inside = wrap(
            column(head, Label(about, "body", "text2", wrap=True), 6, self.body, self.problem, None, gap=8)
        )
        inside.setMaximumWidth(px(WIDTH))
        self.setLayout(row((inside, 1), gap=0, margins=(40, 34, 40, 24)))

    def refuse(self, sentence: str) -> None:
        """Say what has to be put right."""
        self.problem.setText(sentence)
        self.problem.show()


class FirstRun(QFrame):
    """The whole window until a file is open. `ready` gives the file that was begun or opened."""

    ready = Signal(object)
    key: ClassVar[str] = "first_run"

    def __init__(self, path: Path, trouble: str = "", settings: Settings | None = None) -> None:
        super().__init__()
        self.setProperty("box", "canvas")
        self._path, self._settings = path, settings or Settings()
        self._keeps = settings is not None
        self._begun: Begun | None = None
        right = QWidget()
        self._pages = QStackedLayout(right)
        self.where = self._where_page(trouble)
        self.who = self._who_page()
        self.phrase_page = _Page("Write these words down", "", "Step 3 of 3")
        self.unlock_page = _Page("Open your file", "", "")
        for page in (self.where, self.who, self.phrase_page, self.unlock_page):
            self._pages.addWidget(page)
        self.setLayout(row(self._promise(), (right, 1), gap=0))
        self._bring_back(may_go_on=not trouble)

    def _promise(self) -> QWidget:
        lines = [
            wrap(row(Glyph("check", "mark", 20), (Label(words, "body", "rail_text", wrap=True), 1), gap=10))
            for words in PROMISES
        ]
        about = Label(
            "Agenda, minutes and actions for your community safety partnership.",
            "lead",
            "rail_text",
            wrap=True,
        )
        layout = column(
            row(Mark(54), None),
            18,
            Label("Tasking", "display", "rail_text"),
            about,
            18,
            *lines,
            None,
            gap=10,
            margins=(34, 42, 30, 28),
        )
        return box("rail", layout, width=330)

    # -- where

    def _where_page(self, trouble: str) -> _Page:
        page = _Page(
            "Where will your meetings be kept?",
            "One file holds everything.",
            "Step 1 of 3",
        )
        start = Button("Start on this computer", kind="primary", name="Start on this computer")
        look = Button("Look round with made-up data", kind="link")
        start.clicked.connect(self.show_who)
        self.setFocusProxy(start)
        look.clicked.connect(self._look_round)
        here = Card(margins=(24, 18, 24, 18), gap=8)
        here.add(
            row(Glyph("device-desktop", "text", 26), Label("On this computer", "h2"), None, gap=12),
            Label(
                "For one person, or to get started today. No server and no administrator rights.", wrap=True
            ),
            row(start, look, None, gap=14),
        )
        there = Card(margins=(24, 18, 24, 18), gap=8)
        open_ = Button("Open a file…", icon="folder-open")
        open_.clicked.connect(self._choose_file)
        there.add(
            row(Glyph("database", "text", 26), Label("I have a file already", "h2"), None, gap=12),
            Label(
                "A Tasking file on this computer, or a backup of one. Not on a network drive.",
                wrap=True,
            ),
            row(open_, None),
        )
        page.body.addWidget(here)
        page.body.addWidget(there)
        safe = "Your file is encrypted. Nothing leaves this computer unless you export it."
        page.body.addLayout(row(Glyph("lock", "text2", 18), Label(safe, "small", "text2"), None, gap=6))
        if trouble:
            page.refuse(trouble)
        return page

    def _look_round(self) -> None:
        self.where.refuse("Making a made-up borough. This takes a few seconds.")
        today = days.in_london(datetime.now(UTC))
        background.run(lambda: opening.look_round(today), self.ready.emit, self._failed_where, self)

    def _failed_where(self, error: Exception) -> None:
        self.where.refuse(str(error))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a Tasking file", str(self._path.parent), "Tasking (*.db)"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file; one whose key is not here asks for it."""
        self._path = path
        background.run(lambda: opening.open_file(path), self.ready.emit, self._ask_key, self)

    # -- who

    def _who_page(self) -> _Page:
        page = _Page("Who are you?", "All of this can be changed in Settings.", "Step 2 of 3")
        self._partnership = Field("Name of the partnership", text=opening.name_of("chesterfield"))
        self._name = Field("Your name", icon="user")
        self._job = Field("Your job")
        agencies = opening.agencies_of("chesterfield")
        self._agency = Combo([(one, one) for one in agencies], "Your agency", current=agencies[0])
        self._passphrase = Field("A passphrase", icon="lock")
        self._passphrase.edit.setEchoMode(self._passphrase.edit.EchoMode.Password)
        page.body.addWidget(Labelled("Name of the partnership", self._partnership))
        page.body.addLayout(
            row((Labelled("Your name", self._name), 1), (Labelled("Your job", self._job), 1), gap=12)
        )
        page.body.addWidget(Labelled("Your agency", self._agency))
        self._asks = Labelled(
            "A passphrase", self._passphrase, hint="this computer has no credential store to keep a key in"
        )
        page.body.addWidget(self._asks)
        self._go = Button("Make the file", kind="primary", keys="Enter")
        back = Button("Back", kind="ghost")
        self._go.clicked.connect(self._begin)
        back.clicked.connect(lambda: self._pages.setCurrentWidget(self.where))
        page.body.addLayout(row(self._go, back, None, gap=8))
        for field in (self._partnership, self._name, self._job, self._passphrase):
            field.entered.connect(self._begin)
        return page

    # -- what is typed before there is a file to keep it beside

    def _typed(self) -> dict[str, Field]:
        """What is kept among the settings of this computer; never a passphrase or the phrase."""
        return {"partnership": self._partnership, "name": self._name, "job": self._job}

    def _bring_back(self, *, may_go_on: bool) -> None:
        before = self._settings.screens.get(self.key, {})
        for name, field in self._typed().items():
            field.set_text(str(before.get(name, field.text())))
            field.changed.connect(self._keep)
        self._agency.set_key(str(before.get("agency", self._agency.key())))
        self._agency.chosen.connect(self._keep)
        if before and may_go_on:
            self.show_who()

    def _keep(self, _text: str) -> None:
        typed = {name: field.text() for name, field in self._typed().items()}
        self._note(typed | {"agency": self._agency.key()})

    def _note(self, typed: dict[str, str]) -> None:
        if self._keeps:
            self._settings.screens[self.key] = {**typed}
            kept.save(self._settings)

    def _forget(self) -> None:
        if self._settings.screens.pop(self.key, None) is not None:
            kept.save(self._settings)

    def show_who(self) -> None:
        """Step 2."""
        self._asks.setVisible(opening.needs_passphrase())
        self._pages.setCurrentWidget(self.who)
        self._name.edit.setFocus()

    def _begin(self) -> None:
        typed = Beginning(
            self._partnership.text(),
            self._name.text(),
            self._job.text(),
            self._agency.key(),
            self._passphrase.text() if opening.needs_passphrase() else "",
        )
        if not typed.name.strip():
            self.who.refuse("Type your name: it stands beside what you write.")
            self._name.edit.setFocus()
            return
        self._go.setEnabled(False)
        background.run(lambda: opening.begin(typed, self._path), self._show_phrase, self._failed_who, self)

    def _failed_who(self, error: Exception) -> None:
        self._go.setEnabled(True)
        self.who.refuse(str(error))

    # -- the phrase

    def _show_phrase(self, begun: Begun) -> None:
        self._begun = begun
        self._forget()
        page = self.phrase_page
        words = begun.phrase.split()
        about = "They open your file on another computer, or if this one loses its key. Shown only now."
        page.body.addWidget(Label(about, "body", "text2", wrap=True))
        card = Card(margins=(24, 16, 24, 16), gap=6)
        for start in range(0, len(words), 6):
            line = [Label(f"{n + 1} {words[n]}", "strong") for n in range(start, min(start + 6, len(words)))]
            for label in line:
                label.setMinimumWidth(px(118))
            card.add(row(*line, None, gap=6))
        page.body.addWidget(card)
        self._words = card
        self._written = Button("I have written them down", kind="primary")
        self._written.clicked.connect(self._ask_back)
        page.body.addLayout(row(self._written, None))
        self._pages.setCurrentWidget(page)
        self._written.setFocus()

    def _ask_back(self) -> None:
        """Hide the words and ask for three of them: what is on paper is what counts."""
        assert self._begun is not None
        page, asked = self.phrase_page, self._begun.asked
        self._words.hide()
        self._written.hide()
        page.body.addWidget(Label("Now type three of them back, from the paper.", "strong"))
        self._back = [Field(f"Word {place}", width=180) for place in asked]
        fields = (Labelled(f"Word {n}", field) for n, field in zip(asked, self._back, strict=True))
        page.body.addLayout(row(*fields, None, gap=12))
        done, again = (
            Button("I have them", kind="primary", keys="Enter"),
            Button("Show them again", kind="ghost"),
        )
        done.clicked.connect(self._check_phrase)
        again.clicked.connect(lambda: self._words.setVisible(not self._words.isVisible()))
        self._back[-1].entered.connect(self._check_phrase)
        page.body.addLayout(row(done, again, None, gap=8))
        self._back[0].edit.setFocus()

    def _check_phrase(self) -> None:
        assert self._begun is not None
        words = self._begun.phrase.split()
        for place, field in zip(self._begun.asked, self._back, strict=True):
            if words[place - 1] != field.text().strip().lower():
                self.phrase_page.refuse(f"Word {place} is not the one above. Look at your paper again.")
                field.edit.setFocus()
                return
        self.ready.emit(self._begun.opened)

    # -- a file that asks for its key

    def _ask_key(self, error: Exception) -> None:
        if not isinstance(error, opening.AsksKey):
            self.where.refuse(str(error))
            self._pages.setCurrentWidget(self.where)
            return
        page = self.unlock_page
        if page.body.count() == 0:
            self._secret = Field("Passphrase or recovery phrase", icon="key")
            go = Button("Open", kind="primary", keys="Enter")
            other = Button("Another file…", kind="ghost")
            page.body.addWidget(Labelled("Passphrase, or the recovery phrase of 24 words", self._secret))
            page.body.addLayout(row(go, other, None, gap=8))
            go.clicked.connect(self._unlock)
            self._secret.entered.connect(self._unlock)
            other.clicked.connect(lambda: self._pages.setCurrentWidget(self.where))
        page.refuse(str(error))
        self._pages.setCurrentWidget(page)
        self._secret.edit.setFocus()

    def _unlock(self) -> None:
        path, secret = self._path, self._secret.text()

        def slow() -> Opened:
            words = len(secret.split())
            return (
                opening.recover(path, secret)
                if words == opening.PHRASE_WORDS
                else opening.open_file(path, secret)
            )

        background.run(slow, self.ready.emit, self._ask_key_again, self)

    def _ask_key_again(self, error: Exception) -> None:
        sentence = (
            str(error) if isinstance(error, AppError | opening.BadPhrase) else "That did not open the file."
        )
        self.unlock_page.refuse(sentence)
        self._secret.edit.setFocus()
