"""A correction to one paragraph: what it says, what it should read, who asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tasking_app.records.last_minutes import Paragraph
from tasking_app.records.minutes import CorrectionRow
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import kept
from tasking_app.ui.layouts import column, row
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.cards import Well
from tasking_app.ui.widgets.chips import Segments
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import TextArea
from tasking_app.ui.widgets.labels import Elided, Label


class CorrectionCard(QFrame):
    """The one being written. What was typed for a paragraph stays while others are looked at."""

    added = Signal()
    dropped = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.setProperty("box", "big_field")
        self.paragraph: Paragraph | None = None
        self._drafts: dict[UUID, str] = {}
        self._title = Label("", "small_strong")
        self._says = Label("", "body", wrap=True)
        self.should_read = TextArea("It should read", lines=3)
        self._by = Combo([], "Asked for by")
        self._by.setPlaceholderText("Nobody named")
        self._changes = Segments(["No", "Yes"], "Does it change a decision or an action?")
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        drop = icon_button("x", "Leave this correction", kind="ghost", size="small")
        drop.clicked.connect(self._drop)
        add = Button("Add correction", icon="plus", size="small")
        add.clicked.connect(self.added)
        self.should_read.changed.connect(self._typed)
        self.setLayout(
            column(
                row(self._title, None, drop),
                Label("It says", "small", "text2"),
                Well(self._says, margins=(10, 6, 10, 6)),
                Label("It should read", "small", "text2"),
                self.should_read,
                Label("Asked for by", "small", "text2"),
                self._by,
                row((Label("Does it change a decision or an action?", "small", wrap=True), 1), self._changes),
                self._problem,
                row(add, None),
                gap=5,
                margins=(14, 10, 12, 12),
            )
        )
        self.hide()

    def open_for(self, paragraph: Paragraph, people: Sequence[tuple[UUID, str]]) -> None:
        """Write a correction to a paragraph, beginning with what it says."""
        self.paragraph = paragraph
        self._title.setText(f"Correction to paragraph {paragraph.number}")
        self.setAccessibleName(self._title.text())
        self._says.setText(paragraph.text)
        typed = self._drafts.get(paragraph.line) or kept(self._jobs, _place(paragraph))
        self.should_read.set_text(typed or paragraph.text)
        self._by.set_options([("", "Nobody named"), *((str(key), name) for key, name in people)])
        self._changes.set_current(0)
        self.say("")
        self.show()
        self.should_read.setFocus()

    def changed(self) -> bool:
        """Whether something was typed that is not added yet."""
        return (
            self.paragraph is not None
            and self.isVisible()
            and self.should_read.text() not in ("", self.paragraph.text.strip())
        )

    def asked_by(self) -> UUID | None:
        """Who asks for it."""
        return UUID(self._by.key()) if self._by.key() else None

    def changes_agreed(self) -> bool:
        """Whether it changes a decision or an action."""
        return self._changes.current() == 1

    def say(self, sentence: str) -> None:
        """Say what is wrong with it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def done(self) -> None:
        """It was added: nothing of it is kept here."""
        if self.paragraph is not None:
            self._drafts.pop(self.paragraph.line, None)
            self._jobs.drop_draft(_place(self.paragraph))
        self.paragraph = None
        self.hide()

    def _drop(self) -> None:
        self.done()
        self.dropped.emit()

    def _typed(self, text: str) -> None:
        if self.paragraph is not None and self.isVisible():
            self._drafts[self.paragraph.line] = text
            if self.changed():
                self._jobs.draft(_place(self.paragraph), text, self.paragraph.text)
            else:
                self._jobs.drop_draft(_place(self.paragraph))
            self.say("")


def was_typed(jobs: Jobs, paragraph: Paragraph) -> bool:
    """Whether a correction to a paragraph was being typed when the program last ended."""
    return bool(kept(jobs, _place(paragraph)))


def _place(paragraph: Paragraph) -> str:
    return f"correction:{paragraph.line}"


class CorrectionLine(QFrame):
    """One that was added: it can be taken back until the minutes are agreed."""

    withdrawn = Signal(object)

    def __init__(self, correction: CorrectionRow) -> None:
        super().__init__()
        self.setProperty("box", "card")
        title = f"Paragraph {correction.paragraph}"
        self.setAccessibleName(f"Correction. {title}. It should read: {correction.should_read}")
        head = row(Label(title, "small_strong"), None, gap=6)
        if correction.agreed_at is None:
            away = icon_button("trash", f"Take back the correction to {title}", kind="ghost", size="small")
            away.clicked.connect(lambda: self.withdrawn.emit(correction))
            head.addWidget(away)
        by = f"Asked for by {correction.asked_by_name}" if correction.asked_by_name else "Nobody named"
        changes = ". Changes a decision or an action" if correction.changes_agreed else ""
        self.setLayout(
            column(
                head,
                Label(correction.should_read, "body", wrap=True),
                Elided(f"{by}{changes}", "small", "text2"),
                gap=3,
                margins=(14, 8, 10, 10),
            )
        )
