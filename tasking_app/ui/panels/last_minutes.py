"""The item about the last minutes: their frozen text, corrections beside it, and whether they are agreed.

panel = LastMinutesPanel(jobs)
panel.show_item(meeting, item)     reload()     regions()     go(Place)     say(kind, sentence)     WATCHES
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from tasking_app.commands.base import new_id
from tasking_app.commands.change import Withdraw
from tasking_app.commands.line import AddLine
from tasking_app.commands.meeting import AddCorrection, AgreeMinutes
from tasking_app.records.last_minutes import LastMinutes, Paragraph
from tasking_app.records.minutes import CorrectionRow
from tasking_app.rules import days
from tasking_app.rules.errors import AppError
from tasking_app.services import last_minutes
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import Flow, box, clear, column, hline, row, scroll, wrap
from tasking_app.ui.panels.correct_record import CorrectRecord
from tasking_app.ui.panels.correction_card import CorrectionCard, CorrectionLine, was_typed
from tasking_app.ui.panels.frozen_text import FrozenText
from tasking_app.ui.panels.keyed import KeyedColumn
from tasking_app.ui.screen import Place
from tasking_app.ui.theme import px
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import EmptyState
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.tags import STATUS

LONDON = ZoneInfo("Europe/London")
WATCHES = frozenset(["meeting", "correction", "minutes_part", "attendance", "action", "line"])
SIDE = 395
WITHOUT_TEXT = "They stand beside the text, with who asked and who agreed, and are printed as a schedule."


class LastMinutesPanel(QWidget):
    """What the meeting screen shows at the item about the last minutes."""

    go = Signal(object)
    say = Signal(str, str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._meeting: UUID | None = None
        self._item: UUID | None = None
        self._shown: LastMinutes | None = None
        self._text, self._card, self._answers = FrozenText(), CorrectionCard(jobs), CorrectRecord()
        self._lines: KeyedColumn[CorrectionRow] = KeyedColumn("Corrections", self._line, gap=8)
        self._empty = EmptyState(
            "file-text", "No earlier minutes", "This is the first meeting of its series."
        )
        self._returns = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(wrap(row((self._left(), 1), self._right(), gap=0)))
        self.setLayout(column((self._stack, 1), gap=0))
        self._text.opened.connect(self._open)
        self._card.added.connect(self._add)
        self._card.dropped.connect(self._back_to_text)
        self._answers.answered.connect(self._answer)
        agree = QShortcut(QKeySequence("Ctrl+Return"), self)
        agree.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        agree.activated.connect(self._answers.first)

    def _left(self) -> QWidget:
        self._lock = Label("", "small", "text2")
        self._restricted = Label("", "small", "text2")
        self._arising = Flow(gap=6)
        self._number = Field("Go to paragraph", placeholder="6.3", width=76)
        self._number.entered.connect(self._go_to)
        chips = wrap(self._arising)
        words = row(Glyph("lock-filled", "text2", 16), self._lock, None, self._restricted, gap=6)
        bar = row((chips, 1), Label("Go to paragraph", "small", "text2"), self._number, gap=8)
        head = column(words, bar, gap=6, margins=(20, 8, 16, 8))
        self._whole = box("surface", column(head, hline(), (self._text, 1), gap=0))
        return self._whole

    def _right(self) -> QWidget:
        self._count = Label("", "h2", "text2")
        self._add_button = Button("Add", icon="plus", kind="ghost", size="small", name="Add a correction")
        self._add_button.clicked.connect(lambda: self._open(self._text.current()))
        self._before = Label("", "small", "text2", wrap=True)
        upper = column(
            row(Label("Corrections", "h2"), self._count, None, self._add_button, gap=9),
            Label(WITHOUT_TEXT, "small", "text2", wrap=True),
            self._card,
            self._lines,
            self._before,
            None,
            gap=9,
            margins=(20, 12, 16, 8),
        )
        self._pane = scroll(wrap(upper), "Corrections")
        lower = wrap(column(self._answers, margins=(20, 0, 16, 14)))
        self._side = box("panel", column((self._pane, 1), lower, gap=0), width=SIDE)
        return self._side

    # -- what the meeting screen asks

    def show_item(self, meeting: UUID, item: UUID) -> None:
        """Show the minutes this meeting is to agree; `item` is where a note about them goes."""
        if meeting != self._meeting:
            self._shown = None
        self._meeting, self._item = meeting, item
        self.reload()

    def reload(self) -> None:
        """Read again, keeping what is chosen and typed."""
        if self._meeting is not None:
            meeting = self._meeting
            self._jobs.ask(partial(last_minutes.last_minutes, meeting_id=meeting), self._show, self)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes round."""
        return [self._whole, self._side]

    # -- showing

    def _show(self, last: LastMinutes | None) -> None:
        if last == self._shown and last is not None:
            return
        first, self._shown = self._shown is None, last
        self._stack.setCurrentIndex(0 if last is None else 1)
        if last is None:
            return
        self._lock.setText(self._lock_words(last))
        hidden = "1 restricted item is in the annex" if last.restricted == 1 else ""
        several = f"{last.restricted} restricted items are in the annex" if last.restricted > 1 else hidden
        self._restricted.setText(several)
        self._show_arising(last)
        marks = {
            one.line: f"Correction {n} " + ("agreed" if one.agreed_at else "asked for")
            for n, one in enumerate(last.corrections, 1)
            if one.line is not None
        }
        here, self._returns = self._returns or self._has_focus(), False
        self._text.show_text(last.headings, marks)
        self._count.setText(str(len(last.corrections)) if last.corrections else "")
        self._lines.show_records(last.corrections)
        self._add_button.setVisible(last.may_agree)
        self._before.setText(last.before)
        self._before.setVisible(bool(last.before))
        if not last.may_agree:
            self._card.hide()
        self._answers.show_last(last)
        if here and not self._has_focus():
            self._back_to_text()
        if first and last.may_agree:
            typed = [one for head in last.headings for one in head.paragraphs if was_typed(self._jobs, one)]
            self._open(typed[0] if typed else None)

    def _has_focus(self) -> bool:
        """Whether the keys go here: without that, Ctrl Enter would not agree."""
        now = QApplication.focusWidget()
        return now is not None and (now is self or self.isAncestorOf(now))

    def _lock_words(self, last: LastMinutes) -> str:
        if last.approved_at is None or not last.frozen:
            return "Draft. The chair has not approved it yet."
        moment = last.approved_at.astimezone(LONDON)
        return (
            f"Approved {moment.day} {days.MONTHS[moment.month - 1]} {moment:%H:%M}. The text does not change."
        )

    def _show_arising(self, last: LastMinutes) -> None:
        clear(self._arising)
        count = len(last.arising)
        title = f"Matters arising {count}" if count else "No matters arising"
        label = Label(title, "small_strong")
        label.setFixedHeight(px(30))
        self._arising.addWidget(label)
        for action in last.arising:
            look = STATUS[action.status.kind.value]
            words = f"{action.reference} {look.word.lower()}"
            chip = Button(
                words, icon=look.icon, kind="chip", tone=look.tone, name=f"{words}. {action.short_text}"
            )
            chip.clicked.connect(partial(self.go.emit, Place("actions", action.id)))
            self._arising.addWidget(chip)
            chip.show()

    def _line(self, correction: CorrectionRow) -> QWidget:
        made = CorrectionLine(correction)
        made.withdrawn.connect(self._take_back)
        return made

    # -- doing

    def _go_to(self) -> None:
        if not self._text.go_to(self._number.text()):
            self._number.set_wrong(True)
            self.say.emit("info", f"There is no paragraph “{self._number.text()}”.")
        else:
            self._number.set_wrong(False)

    def _open(self, paragraph: Paragraph | None) -> None:
        if paragraph is not None and self._shown is not None and self._shown.may_agree:
            self._card.open_for(paragraph, self._shown.people)
            self._pane.ensureVisible(0, 0)

    def _back_to_text(self) -> None:
        now = self._text.current()
        if now is not None:
            self._text.choose(now.line)
        if not self._has_focus():
            self.setFocus()

    def _add(self) -> None:
        paragraph = self._card.paragraph
        if paragraph is None or self._shown is None:
            return
        if not self._card.changed():
            self._card.say("Type what it should read instead.")
            self._card.should_read.setFocus()
            return
        command = AddCorrection(
            correction=new_id(),
            meeting=self._shown.meeting,
            part=paragraph.part,
            paragraph=paragraph.number,
            it_says=paragraph.text,
            should_read=self._card.should_read.text(),
            line=paragraph.line,
            asked_by=self._card.asked_by(),
            asked_in=self._meeting,
            changes_agreed=self._card.changes_agreed(),
        )
        self._jobs.do(command, lambda _: self._added(), self, self._refused, words="Correction added")

    def _added(self) -> None:
        self._card.done()
        self._returns = True
        self._back_to_text()
        self.reload()

    def _refused(self, why: Exception) -> None:
        if not isinstance(why, AppError):
            raise why
        self._card.say(str(why))

    def _take_back(self, correction: CorrectionRow) -> None:
        back = Withdraw(kind="correction", row=correction.id)
        self._jobs.do(back, lambda _: self.reload(), self, words="Correction taken back")

    def _answer(self, answer: str) -> None:
        last = self._shown
        if last is None or self._meeting is None:
            return
        if answer == "open":
            self.go.emit(Place("done", last.meeting))
        elif self._card.changed():
            self._card.say("Add this correction or leave it first.")
            self._card.should_read.setFocus()
        elif answer == "hold_over":
            self._hold_over(last)
        else:
            agree = AgreeMinutes(
                meeting=last.meeting, agreed_in=self._meeting, with_corrections=answer == "with"
            )
            self._jobs.do(agree, lambda _: self._settled(), self, words="Minutes agreed")

    def _hold_over(self, last: LastMinutes) -> None:
        if self._item is None or self._meeting is None:
            return
        day = f"{last.held_on.day} {days.MONTHS[last.held_on.month - 1]} {last.held_on.year}"
        note = AddLine(
            line=new_id(),
            meeting=self._meeting,
            item=self._item,
            text=f"The minutes of {day} were {last_minutes.HELD_OVER}.",
            at=datetime.now(UTC),
        )
        self._jobs.do(note, lambda _: self._settled(), self, words="Held over")

    def _settled(self) -> None:
        self._back_to_text()
        self.reload()
