"""Pages of the first run: the recovery phrase shown once and tested, and a file begun from a history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tasking_app.rules.errors import AppError
from tasking_app.services import opening
from tasking_app.services.opening import Begun
from tasking_app.ui import background
from tasking_app.ui.form import Labelled
from tasking_app.ui.going import STEPS, Going
from tasking_app.ui.layouts import box, column, row, scroll, wrap
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card, ProgressCard
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label, Mark

WIDTH = 840
PROMISES = (
    "A meeting goes on without a network",
    "Names stay apart from the minutes",
    "Minutes ready when the meeting ends",
)


def promise() -> QWidget:
    """What stands at the left of every page: what this is, and what it keeps to."""
    lines = [
        wrap(row(Glyph("check", "mark", 20), (Label(words, "body", "rail_text", wrap=True), 1), gap=10))
        for words in PROMISES
    ]
    about = Label(
        "Agenda, minutes and actions for your community safety partnership.", "lead", "rail_text", wrap=True
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


class FirstPage(QWidget):
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


class _Follows(QObject):
    """Keeps what has the focus in sight where a pane is too small for all of it."""

    def __init__(self, pane: QScrollArea) -> None:
        super().__init__(pane)
        self._pane = pane
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._pane.isAncestorOf(now):
            self._pane.ensureWidgetVisible(now, px(8), px(8))


def framed(pages: QWidget) -> QHBoxLayout:
    """The pages of the first run beside what this is; in a small window they scroll."""
    pane = scroll(pages, "First steps")
    _Follows(pane)
    return row(promise(), (pane, 1), gap=0)


def shared_card(connect: Callable[[], None], invited: Callable[[], None]) -> Card:
    """The card of the partnership's database on the first page."""
    go = Button("Connect…", name="Connect to the partnership’s database")
    invitation = Button("Open an invitation…", kind="link")
    go.clicked.connect(lambda _=False: connect())
    invitation.clicked.connect(lambda _=False: invited())
    words = (
        "For everyone in the partnership. You need an invitation file from your co-ordinator, or the "
        "address, and a user name and password. You may drop the invitation here. While the database is "
        "away, what you do waits on this computer and is sent later."
    )
    return Card(margins=(24, 18, 24, 18), gap=8).add(
        row(Glyph("database", "text", 26), Label("In the partnership’s database", "h2"), None, gap=12),
        Label(words, wrap=True),
        row(go, invitation, None, gap=14),
    )


class PhrasePage(FirstPage):
    """The words of a new file: on screen once, then three of them are asked back."""

    ready = Signal(object)

    def __init__(self) -> None:
        super().__init__("Write these words down", "", "Step 3 of 3")
        self._begun: Begun | None = None

    def show_phrase(self, begun: Begun) -> None:
        """Show the words of a file that was just begun."""
        self._begun = begun
        words = begun.phrase.split()
        about = "They open your file on another computer, or if this one loses its key. Shown only now."
        self.body.addWidget(Label(about, "body", "text2", wrap=True))
        card = Card(margins=(24, 16, 24, 16), gap=6)
        for start in range(0, len(words), 6):
            line = [Label(f"{n + 1} {words[n]}", "strong") for n in range(start, min(start + 6, len(words)))]
            for label in line:
                label.setMinimumWidth(px(118))
            card.add(row(*line, None, gap=6))
        self.body.addWidget(card)
        self._words = card
        self._written = Button("I have written them down", kind="primary")
        self._written.clicked.connect(self._ask_back)
        self.body.addLayout(row(self._written, None))

    def begin(self) -> None:
        """The page is on show: the keyboard is at its button."""
        self._written.setFocus()

    def _ask_back(self) -> None:
        """Hide the words and ask for three of them: what is on paper is what counts."""
        assert self._begun is not None
        asked = self._begun.asked
        self._words.hide()
        self._written.hide()
        self.body.addWidget(Label("Now type three of them back, from the paper.", "strong"))
        self._back = [Field(f"Word {place}", width=180) for place in asked]
        fields = (Labelled(f"Word {n}", field) for n, field in zip(asked, self._back, strict=True))
        self.body.addLayout(row(*fields, None, gap=12))
        done, again = (
            Button("I have them", kind="primary", keys="Enter"),
            Button("Show them again", kind="ghost"),
        )
        done.clicked.connect(self._check)
        again.clicked.connect(lambda: self._words.setVisible(not self._words.isVisible()))
        self._back[-1].entered.connect(self._check)
        self.body.addLayout(row(done, again, None, gap=8))
        self._back[0].edit.setFocus()

    def _check(self) -> None:
        assert self._begun is not None
        words = self._begun.phrase.split()
        for place, field in zip(self._begun.asked, self._back, strict=True):
            if words[place - 1] != field.text().strip().lower():
                self.refuse(f"Word {place} is not the one above. Look at your paper again.")
                field.edit.setFocus()
                return
        self.ready.emit(self._begun.opened)


class HistoryPage(FirstPage):
    """Everything of a partnership out of one file into a new, protected one; `begun` tells of it."""

    begun = Signal(object)
    back = Signal()

    def __init__(self, path: Path) -> None:
        about = (
            "All that was written out comes into a new file on this computer, encrypted with a key of its "
            "own. The history file stays as it is: it is not protected, so put it away safely."
        )
        super().__init__("Begin from a history file", about, "Step 2 of 3")
        self._path, self._source = path, Path()
        self._name = Label("", "strong", wrap=True)
        self._passphrase = Field("A passphrase", icon="lock")
        self._passphrase.edit.setEchoMode(self._passphrase.edit.EchoMode.Password)
        self._passphrase.entered.connect(self._begin)
        hint = "this computer has no credential store to keep a key in"
        self._asks = Labelled("A passphrase", self._passphrase, hint=hint)
        self._go = Button("Make the file", kind="primary", keys="Enter")
        back = Button("Back", kind="ghost")
        self._go.clicked.connect(self._begin)
        back.clicked.connect(self.back)
        self.body.addWidget(self._name)
        self.body.addWidget(self._asks)
        self._buttons = wrap(row(self._go, back, None, gap=8))
        self._going: Going | None = None
        self._progress = ProgressCard("Making the file from the history")
        self._progress.stopped.connect(self._stop)
        self._progress.hide()
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._progress)

    def offer(self, source: Path) -> None:
        """Ask before this file is read."""
        self._source = source
        self._name.setText(str(source))
        self.problem.hide()
        self._asks.setVisible(opening.needs_passphrase())
        (self._passphrase.edit if opening.needs_passphrase() else self._go).setFocus()

    def _begin(self) -> None:
        if self._going is not None:
            return
        self.problem.hide()
        source, path = self._source, self._path
        passphrase = self._passphrase.text() if opening.needs_passphrase() else ""
        going = self._going = Going(self)
        going.went.connect(lambda done: self._progress.show_progress(done, STEPS, source.name))
        self._progress.show_progress(0, STEPS, source.name)
        self._show_going(on=True)
        background.run(
            lambda: opening.begin_from_history(source, path, passphrase, going.step),
            self._done,
            self._failed,
            self,
        )

    def _stop(self) -> None:
        if self._going is not None:
            self._going.stop()

    def _show_going(self, *, on: bool) -> None:
        """While it is read there is only Stop to press."""
        self._buttons.setVisible(not on)
        self._progress.setVisible(on)
        self._passphrase.setEnabled(not on)
        if on:
            self._progress.stop.setFocus()

    def _done(self, begun: Begun) -> None:
        self._going = None
        self._show_going(on=False)
        self.begun.emit(begun)

    def _failed(self, error: Exception) -> None:
        self._going = None
        self._show_going(on=False)
        known = isinstance(error, AppError)
        self.refuse(str(error) if known else f"{self._source.name} could not be read. Nothing was made.")
        self._go.setFocus()
