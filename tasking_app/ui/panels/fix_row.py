"""One thing that has to be right before a meeting closes, with the controls that put it right on the spot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tasking_app.commands.base import Command, changes
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.records.end import Check
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import keep as keep_text
from tasking_app.ui.kept_text import kept
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.panels.give_out import GiveOut
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Glyph, Label
from tasking_app.ui.widgets.regions import first_stop


class FixRow(QFrame):
    """A red line of the list, fixed where it stands."""

    def __init__(self, check: Check, jobs: Jobs, today: date) -> None:
        super().__init__()
        self.check = check
        self._jobs, self._today = jobs, today
        self.setProperty("box", "row")
        self.setAccessibleName(f"{check.title}. {check.detail}")
        self._controls = QVBoxLayout()
        self._controls.setContentsMargins(0, 0, 0, 0)
        words = column(
            Label(check.title, "strong", wrap=True),
            Label(check.detail, "small", "text2", wrap=True),
            3,
            self._controls,
            gap=1,
        )
        self.setLayout(
            row(
                column(None, Glyph("alert-octagon-filled", "late", 22), None, gap=0),
                (words, 1),
                gap=12,
                margins=(2, 7, 0, 9),
            )
        )
        self._fill()

    def _fill(self) -> None:
        kinds: dict[str, Callable[[], QWidget]] = {
            "no_agency": self._no_agency,
            "no_reason": self._no_reason,
            "victim": self._victim,
        }
        self._put(kinds[self.check.what]())

    def _put(self, widget: QWidget) -> None:
        """Show these controls in place of the last."""
        while (item := self._controls.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._controls.addWidget(widget)
        widget.show()

    def focus_first(self) -> None:
        """Go to the first control."""
        stop = first_stop(self)
        if stop is not None:
            stop.setFocus()

    # -- a decision without its reason

    def _no_reason(self) -> QWidget:
        place = f"reason:{self.check.row}"
        return self._sentence(place, "Why it was decided", "Add the reason", self._give_reason)

    def _give_reason(self, why: str) -> None:
        assert self.check.row is not None
        change = changes({"rationale": ""}, {"rationale": why})
        self._do(Edit(kind="decision", row=self.check.row, changes=change), "Reason added")

    # -- a victim who has not been told

    def _victim(self) -> QWidget:
        told = Button("Told today", icon="phone", size="small", name=f"Told today. {self.check.title}")
        told.clicked.connect(self._told)
        if kept(self._jobs, f"not_told:{self.check.referral}"):
            return self._why_not()
        cannot = Button("Cannot be told, because…", size="small")
        cannot.clicked.connect(self._ask_why_not)
        return wrap(row(told, cannot, None, gap=6))

    def _told(self) -> None:
        wanted = {"victim_told": self._jobs.actor.name or "The chair", "victim_told_on": self._today}
        self._edit_referral({"victim_told": "", "victim_told_on": None}, wanted, "The victim was told today")

    def _ask_why_not(self) -> None:
        self._put(self._why_not())
        self.focus_first()

    def _why_not(self) -> QWidget:
        place = f"not_told:{self.check.referral}"
        return self._sentence(place, "Why the victim cannot be told", "Keep the reason", self._not_told)

    def _not_told(self, why: str) -> None:
        self._edit_referral({"victim_not_told": ""}, {"victim_not_told": why}, "Reason kept")

    def _edit_referral(self, seen: dict[str, object], wanted: dict[str, object], words: str) -> None:
        assert self.check.referral is not None
        self._do(Edit(kind="referral", row=self.check.referral, changes=changes(seen, wanted)), words)

    # -- a note that was meant as an action

    def _no_agency(self) -> QWidget:
        if any(kept(self._jobs, f"{what}:{self.check.row}") for what in ("give", "give-due")):
            return self._giving()
        give = Button("Give it to an agency", icon="building", size="small")
        give.clicked.connect(self._give_out)
        drop = Button("Withdraw the note", icon="trash", size="small")
        drop.clicked.connect(self._withdraw)
        return wrap(row(give, drop, None, gap=6))

    def _withdraw(self) -> None:
        assert self.check.row is not None
        self._do(Withdraw(kind="line", row=self.check.row), "Note withdrawn")

    def _give_out(self) -> None:
        self._put(self._giving())

    def _giving(self) -> QWidget:
        assert self.check.row is not None
        return GiveOut(self._jobs, self.check.row)

    # -- what they share

    def _sentence(self, place: str, name: str, button: str, then: Callable[[str], None]) -> QWidget:
        """One sentence to type; it is on disk while it is typed."""
        field = Field(f"{name}. {self.check.title}", placeholder="Because…")
        keep_text(self._jobs, place, field)
        keep = Button(button, size="small")

        def give() -> None:
            if field.text():
                then(field.text())
                self._jobs.drop_draft(place)
            else:
                field.set_wrong(True)
                field.setFocus()

        field.entered.connect(give)
        keep.clicked.connect(give)
        return wrap(row((field, 1), keep, gap=6))

    def _do(self, command: Command, words: str) -> None:
        self._jobs.do(command, owner=self, words=words)
