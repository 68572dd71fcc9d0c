"""One request with its rows: each is accepted or left out, and what cannot be accepted says why."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tasking_app.records.proposal import ProposalPage, StepRow
from tasking_app.rules import days
from tasking_app.rules.counting import counted
from tasking_app.rules.proposal import ASKS, SOURCES
from tasking_app.ui.layouts import Flow, box, clear, column, row, scroll, wrap
from tasking_app.ui.parts.proposal_list import state_tag
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.keycaps import Keycaps
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import Tag
from tasking_app.ui.widgets.toast import announce

WAITS = "The chair or the co-ordinator of the series decides this."
AT_ONCE = 40
MARKS = {
    "accepted": ("check", "on_track", "Accepted"),
    "left_out": ("minus", "text2", "Left out"),
    "waiting": ("minus", "text2", "Not carried out"),
}


class ProposalPane(QWidget):
    """The request on show. Ticks stay when it is read again."""

    accepted = Signal(object)
    """The keys of the rows chosen."""
    declined = Signal()
    taken_back = Signal()
    undone = Signal()
    action_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Request")
        self._page: ProposalPage | None = None
        self._left_out: set[UUID] = set()
        self._facts, self._rows = QVBoxLayout(), QVBoxLayout()
        self._facts.setSpacing(px(6))
        self._rows.setSpacing(0)
        self._problem = Label("", "strong", "late", wrap=True)
        self._problem.hide()
        self._wait = Label(WAITS, "small", "text2", wrap=True)
        self._accept = Button("Accept", icon="check", kind="primary", keys="Ctrl+Return")
        self._keys = wrap(row(Keycaps("Ctrl+Enter"), gap=0))
        self._keys.setFixedHeight(px(36))
        self._decline = Button("Decline…", icon="x")
        self._back = Button("Take back", icon="arrow-back-up")
        self._undo = Button("Undo the whole", icon="arrow-back-up")
        inside = wrap(column(self._facts, self._rows, None, gap=12, margins=(24, 18, 24, 12)))
        buttons = wrap(Flow(self._accept, self._keys, self._decline, self._undo, self._back))
        foot = column(self._problem, self._wait, buttons, gap=8, margins=(24, 10, 24, 14))
        self.setLayout(column((scroll(inside, "Request"), 1), box("foot", foot), gap=0))
        self._accept.clicked.connect(self.accept)
        self._decline.clicked.connect(self.declined)
        self._back.clicked.connect(self.taken_back)
        self._undo.clicked.connect(self.undone)

    def page(self) -> ProposalPage | None:
        """The request on show."""
        return self._page

    def show_page(self, page: ProposalPage) -> None:
        """Show a request."""
        if page == self._page:
            return
        if self._page is None or page.row.id != self._page.row.id:
            self._left_out = {step.id for step in page.steps if step.problem or step.doubt}
            self.say("")
        self._page = page
        clear(self._facts)
        clear(self._rows)
        self._show_facts(page)
        self._add_rows(page, 0)
        waits = page.row.state == "waiting"
        self._accept.setVisible(waits and page.decides)
        self._keys.setVisible(waits and page.decides)
        self._decline.setVisible(waits and page.decides)
        self._back.setVisible(waits and page.mine)
        self._undo.setVisible(page.row.state == "accepted" and page.decides)
        self._wait.setVisible(waits and not page.decides)
        self._count()

    def _show_facts(self, page: ProposalPage) -> None:
        shown = page.row
        asked = days.long(days.in_london(shown.proposed_at))
        self._facts.addLayout(row(Tag(SOURCES[shown.source], "inbox"), state_tag(shown), None))
        self._facts.addWidget(Label(f"{shown.proposed_by} {ASKS[shown.source]}", "h2", wrap=True))
        self._facts.addWidget(Label(asked, "body", "text2", wrap=True))
        if shown.decided_at is not None and shown.state != "waiting":
            day = days.short(days.in_london(shown.decided_at))
            words = f"{shown.state_words} by {shown.decided_by or 'somebody'}, {day}"
            why = f": {shown.reason}" if shown.reason else ""
            self._facts.addWidget(Label(words + why, "strong", wrap=True))

    def _add_rows(self, page: ProposalPage, at: int) -> None:
        """Some rows now and the others in the next turns: a long list must not stop the window."""
        if page is not self._page:
            return
        for step in page.steps[at : at + AT_ONCE]:
            self._rows.addWidget(self._row(page, step))
        if at + AT_ONCE < len(page.steps):
            QTimer.singleShot(0, self, partial(self._add_rows, page, at + AT_ONCE))

    def _row(self, page: ProposalPage, step: StepRow) -> QWidget:
        words = column(Label(step.words, wrap=True), gap=2)
        if step.detail:
            words.addWidget(Label(step.detail, "small", "text2", wrap=True))
        if step.problem and page.row.state == "waiting":
            words.addWidget(Label(step.problem, "small_strong", "late", wrap=True))
        elif step.doubt:
            words.addWidget(Label(step.doubt, "small_strong", "due_soon", wrap=True))
        line = row(self._mark(page, step), (words, 1), gap=12, margins=(4, 9, 4, 9))
        if step.action is not None and step.about:
            look = Button(f"Open {step.about}", kind="link", size="small")
            look.clicked.connect(partial(self.action_asked.emit, step.action))
            line.addWidget(look)
        return box("row", line)

    def _mark(self, page: ProposalPage, step: StepRow) -> QWidget:
        """A tick box while it can be chosen, else the mark of what became of the row."""
        if page.row.state == "waiting" and page.decides and not step.problem:
            doubt = f". {step.doubt}" if step.doubt else ""
            tick = CheckBox("", name=f"Accept: {step.words}{doubt}")
            tick.setChecked(step.id not in self._left_out)
            tick.toggled.connect(partial(self._tick, step.id))
            return tick
        icon, tone, said = MARKS[step.state]
        if step.problem and page.row.state == "waiting":
            icon, tone, said = "alert-octagon-filled", "late", "Cannot be accepted"
        mark = wrap(row(Glyph(icon, tone, 20), gap=0))
        mark.setFixedWidth(px(28))
        mark.setAccessibleName(said)
        mark.setToolTip(said)
        return mark

    def _tick(self, step: UUID, on: bool) -> None:
        self._left_out = self._left_out - {step} if on else self._left_out | {step}
        self.say("")
        self._count()

    def _chosen(self) -> tuple[UUID, ...]:
        steps = self._page.steps if self._page is not None else ()
        return tuple(one.id for one in steps if one.id not in self._left_out)

    def _count(self) -> None:
        many = len(self._page.steps) if self._page is not None else 0
        chosen = len(self._chosen())
        self._accept.set_text("Accept" if many == 1 else f"Accept {chosen} of {many}")
        self._accept.updateGeometry()

    def accept(self) -> None:
        """Send the rows chosen, if whoever sits here decides and it still waits."""
        page = self._page
        if page is None or page.row.state != "waiting" or not page.decides:
            return
        chosen = self._chosen()
        if not chosen:
            self.say("Tick at least one row, or decline with a reason.")
            return
        self.accepted.emit(chosen)

    def words(self) -> str:
        """What the frame says of what was accepted."""
        many = len(self._chosen())
        return "Accepted" if many == 1 else f"{counted(many, 'row')} accepted"

    def say(self, sentence: str) -> None:
        """Why it could not be done."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
