"""Updates from an e-mail: paste, read, look at what each line becomes, and send it to be accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.proposal import Propose, ProposedStep
from tasking_app.rules.counting import counted
from tasking_app.services import pasted
from tasking_app.services.pasted import Pasted
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import box, clear, column, row
from tasking_app.ui.screen import Place
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import TextArea
from tasking_app.ui.widgets.labels import Elided, Glyph, Label
from tasking_app.ui.widgets.toast import announce

Go = Callable[[Place], None]
HOW = (
    "Paste the part with the actions. A line begins with the action, then what became of it: "
    "A-188 done: bins are in, or A-190 to 12 dec: contractor missed the date."
)
MOST = 100


class PastedList(Sheet):
    """The text is kept on disk until its rows are sent."""

    def __init__(self, jobs: Jobs, go: Go) -> None:
        super().__init__("Updates from an e-mail", width=860)
        self._jobs, self._go = jobs, go
        self._found: Pasted | None = None
        self._text = TextArea("Text of the e-mail", placeholder="A-188 done: bins are in", lines=7)
        self._problem = Label("", "strong", "late", wrap=True)
        self._problem.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._read = Button("Read", icon="list-check", kind="primary", keys="Ctrl+Return")
        self._review = Button("Review", icon="inbox", kind="primary", keys="Ctrl+Return")
        self._review.hide()
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.body.addWidget(Label(HOW, "body", "text2", wrap=True))
        self.body.addWidget(self._text)
        self.body.addWidget(self._problem)
        self.body.addLayout(self._rows)
        self.foot(self._read, self._review, cancel, None)
        self._typed = Typed(jobs)
        self._typed.keep("pasted:", self._text, "")
        self._text.changed.connect(lambda _: self._show(None))
        self._read.clicked.connect(self._ask)
        self._review.clicked.connect(self._send)
        self.confirmed.connect(self._go_on)
        cancel.clicked.connect(self.close_layer)
        self.left.connect(self.deleteLater)

    def first_focus(self) -> QWidget | None:
        return self._text

    def _go_on(self) -> None:
        if self._found is None:
            self._ask()
        else:
            self._send()

    # -- reading

    def _ask(self) -> None:
        text, at = self._text.toPlainText(), datetime.now(UTC)
        self._jobs.ask(lambda work: pasted.ready(work, text, at), self._show, self, self._refused)

    def _refused(self, error: Exception) -> None:
        self._show(None)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _show(self, found: Pasted | None) -> None:
        """The rows as they would be; None while they are not read as the text stands now."""
        if found is None and self._found is None and not self._problem.text():
            return
        self._found = found
        self._say("")
        clear(self._rows)
        self._read.setVisible(found is None)
        self._review.setVisible(found is not None)
        if found is None:
            return
        wrong = sum(1 for one in found.steps if one.problem)
        good = len(found.steps) - wrong
        words = counted(good, "row can be accepted", "rows can be accepted")
        if wrong:
            words += f", {counted(wrong, 'row')} cannot"
        if found.doubts:
            words += f". {counted(len(found.doubts), 'row is', 'rows are')} there already and not ticked"
        self._rows.addWidget(Label(words, "h3"))
        for place, step in enumerate(found.steps[:MOST]):
            self._rows.addWidget(_row(step, found.doubts.get(place, "")))
        if len(found.steps) > MOST:
            self._rows.addWidget(Label(f"and {len(found.steps) - MOST} more", "body", "text2"))
        self._show_left_out(found.left_out)
        self._review.setFocus()
        announce(self, words)

    def _show_left_out(self, lines: tuple[tuple[int, str], ...]) -> None:
        if not lines:
            return
        head = counted(len(lines), "line names", "lines name") + " no action and stay out"
        shown = [Elided(f"Line {number}: {text}", "small", "text2") for number, text in lines[:MOST]]
        self._rows.addLayout(
            column(Label(head, "small_strong", "text2"), *shown, gap=1, margins=(0, 10, 0, 4))
        )

    # -- sending

    def _send(self) -> None:
        found = self._found
        if found is None:
            return
        if all(one.problem for one in found.steps):
            self._say("No row can be accepted as it stands. Mend the text, then read it again.")
            return
        key = new_id()
        command = Propose(proposal=key, series=found.series, source="list", steps=found.steps)

        def sent(_done: object) -> None:
            self._typed.forget()
            self.close_layer()
            self._go(Place("proposals", key))

        words = f"{counted(len(found.steps), 'row waits', 'rows wait')} for a decision"
        self._jobs.do(command, sent, self, lambda error: self._say(str(error)), words=words)


def _row(step: ProposedStep, doubt: str) -> QWidget:
    icon, tone = ("help-circle", "due_soon") if doubt else ("check", "on_track")
    if step.problem:
        icon, tone = "alert-octagon-filled", "late"
    words = column(Label(step.words, wrap=True), gap=1)
    if step.problem:
        words.addWidget(Label(step.problem, "small_strong", "late", wrap=True))
    elif doubt:
        words.addWidget(Label(doubt, "small_strong", "due_soon", wrap=True))
    return box("row", row(Glyph(icon, tone, 20), (words, 1), gap=10, margins=(4, 7, 4, 8)))


def paste(opener: QWidget, jobs: Jobs, go: Go) -> None:
    """Open the sheet; once its rows are sent, `go` leads to them."""
    PastedList(jobs, go).open_over(opener)
