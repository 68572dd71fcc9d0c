"""Two people changed the same field: both texts side by side, nothing chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Change, plain
from tasking_app.commands.change import PutBack
from tasking_app.rules.errors import Clash, FieldClash
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import edit_place
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.cards import Card
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.labels import Label


class _Compare(Sheet):
    def __init__(self, jobs: Jobs, clash: Clash) -> None:
        super().__init__("Which one is right?", width=860)
        self._jobs, self._clash = jobs, clash
        words = "This was changed in two places. Choose; the other text stays in the history."
        self.body.addWidget(Label(words, "body", "text2", wrap=True))
        one = clash.fields[0]
        mine = self._side("Yours", one.mine, "Keep mine", self._keep_mine)
        theirs = self._side("The other", one.theirs, "Keep the other", self._keep_theirs)
        self.body.addLayout(row((mine, 1), (theirs, 1), gap=14))
        later = Button("Decide later", kind="ghost", keys="Esc")
        later.clicked.connect(self.close_layer)
        self.foot(later, None)

    def _side(self, title: str, value: object, verb: str, act: Callable[[], None]) -> QWidget:
        choose = Button(verb, size="small")
        choose.clicked.connect(act)
        text = str(value) if value not in (None, "") else "(empty)"
        return Card(title, role="h3").add(Label(text, wrap=True), row(choose, None))

    def _keep_mine(self) -> None:
        clash = self._clash
        if isinstance(clash.row, UUID):
            changes = tuple(_change(one) for one in clash.fields)
            command = PutBack(kind=clash.kind, row=clash.row, changes=changes)
            self._jobs.do(command, lambda _: self._forget(), self, words="Your text is kept")
        self.close_layer()

    def _keep_theirs(self) -> None:
        self._forget()
        self.close_layer()

    def _forget(self) -> None:
        """It is decided: what was typed is not waiting in its sheet any more."""
        for one in self._clash.fields:
            self._jobs.drop_draft(edit_place(self._clash.kind, self._clash.row, one.field))


def _change(one: FieldClash) -> Change:
    return Change(one.field, plain(one.theirs), plain(one.mine))


def compare(opener: QWidget, jobs: Jobs, clash: Clash) -> None:
    """Open both texts."""
    _Compare(jobs, clash).open_over(opener)
