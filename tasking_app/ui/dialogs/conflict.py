"""A conflict of interest: who, in which matter, and whether they leave for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed
from tasking_app.ui.layouts import row
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.chips import Segments
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Declared:
    """What was answered."""

    officer: UUID
    referral: UUID | None
    what: str
    leaves: bool


Said = Callable[[Declared, Callable[[], None]], None]


class Conflict(Sheet):
    """Three answers; the last is whether they leave."""

    def __init__(
        self,
        jobs: Jobs,
        meeting: UUID,
        people: Sequence[tuple[UUID, str]],
        referrals: Sequence[tuple[UUID, str]],
        said: Said,
    ) -> None:
        super().__init__("Conflict of interest", width=620)
        self._said = said
        self.who = Combo([(str(key), name) for key, name in people], "Who")
        self.matter = Combo(
            [("", "No one case"), *((str(key), name) for key, name in referrals)], "Which matter"
        )
        self.what = Field("What is it?", placeholder="a neighbour")
        self.leaves = Segments(["Leaves for it", "Stays"], "Leaves or stays")
        self._problem = Label("", "small", "late")
        self._problem.hide()
        self.body.addLayout(
            row((Labelled("Who", self.who), 1), (Labelled("Which matter", self.matter), 1), gap=12)
        )
        self.body.addWidget(Labelled("What is it?", self.what, hint="in a few words"))
        self.body.addWidget(self.leaves)
        self.body.addWidget(self._problem)
        go = Button("Add", kind="primary", keys="Ctrl+Return", name="Add the conflict of interest")
        back = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(go, back, None)
        go.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        self.what.entered.connect(self._take)
        back.clicked.connect(self.close_layer)
        self.left.connect(self.deleteLater)
        self._typed = Typed(jobs)
        self._typed.keep(f"conflict:{meeting}:what", self.what)

    def first_focus(self) -> QWidget | None:
        return self.who

    def _take(self) -> None:
        if not self.who.key():
            self._problem.setText("Choose who it is.")
            self._problem.show()
            return
        matter = self.matter.key()
        declared = Declared(
            UUID(self.who.key()),
            UUID(matter) if matter else None,
            self.what.text(),
            self.leaves.current() == 0,
        )
        self.close_layer()
        self._said(declared, self._typed.forget)


def ask(
    opener: QWidget,
    jobs: Jobs,
    meeting: UUID,
    people: Sequence[tuple[UUID, str]],
    referrals: Sequence[tuple[UUID, str]],
    said: Said,
) -> None:
    """Open the form over a window; `said` gets the answers, and what to call once they are saved."""
    Conflict(jobs, meeting, people, referrals, said).open_over(opener)
