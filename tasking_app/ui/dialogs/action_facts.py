"""Change the facts of an action: what, who leads, who helps, what success is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import GiveTo, SetSupport
from tasking_app.commands.base import Command, beside, changes
from tasking_app.commands.change import Edit
from tasking_app.records.action import ActionPage
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import action as rule
from tasking_app.services import action_list
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import Typed, edit_place
from tasking_app.ui.layouts import Flow, row, wrap
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.choices import CheckBox
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.dialog import Sheet
from tasking_app.ui.widgets.fields import Field, TextArea
from tasking_app.ui.widgets.labels import Label

Edited = Callable[[list[Command], Callable[[], None]], None]
"""Told the commands, and what to call once all of them are carried out."""


def _area(name: str, text: str, lines: int = 2) -> TextArea:
    made = TextArea(name, lines=lines)
    made.set_text(text)
    return made


class ActionFacts(Sheet):
    """The facts of one action; the date moves only by More time, with its reason."""

    def __init__(self, jobs: Jobs, page: ActionPage, form: ActionForm, edited: Edited) -> None:
        super().__init__(f"Edit {page.row.reference}", width=820)
        self._about, self._form, self._edited = page, form, edited
        shown = page.row
        agencies = [(str(key), name) for key, name in form.agencies]
        objectives = [(number, f"{number} {title}") for number, title in form.objectives]
        self._text = _area("What is to be done", shown.text, 3)
        self._short = Field("In short, for lists", text=shown.short_text)
        self._agency = Combo(agencies, "Lead agency", current=str(shown.agency_id))
        self._officer = Combo([("", "Not named")], "Lead officer")
        self._priority = Combo(list(rule.PRIORITIES.items()), "Priority", current=shown.priority)
        self._objective = Combo([("", "None"), *objectives], "Objective", current=shown.objective)
        self._helping = {key: CheckBox(name, name=f"{name} helps") for key, name in form.agencies}
        for key, box in self._helping.items():
            box.setChecked(key in page.supporting)
        self._success = Field("Success is when", text=page.success)
        self._resources = Field("Resources", text=page.resources)
        self._result = Combo(list(rule.RESULTS.items()), "Result", current=page.result or "achieved")
        self._effect = Field("Effect", text=page.effect)
        self._evidence = Field("Evidence", text=page.evidence)
        self._learning = Field("Learning", text=page.learning)
        self._problem = Label("", "small", "late", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._keep(jobs)
        self._agency.chosen.connect(lambda _: self._offer_officers())
        self._offer_officers()

    def _lay_out(self) -> None:
        self.body.addWidget(Labelled("What is to be done", self._text))
        self.body.addWidget(Labelled("In short, for lists", self._short))
        self.body.addLayout(
            row(
                (Labelled("Lead agency", self._agency), 1),
                (Labelled("Lead officer", self._officer), 1),
                (Labelled("Priority", self._priority), 1),
                gap=10,
            )
        )
        self.body.addWidget(Labelled("Helping agencies", wrap(Flow(*self._helping.values(), gap=12))))
        self.body.addWidget(Labelled("Objective", self._objective))
        self.body.addLayout(
            row(
                (Labelled("Success is when", self._success), 1),
                (Labelled("Resources", self._resources), 1),
                gap=10,
            )
        )
        if self._about.outcome is not None:
            fields = (
                ("Result", self._result),
                ("Effect", self._effect),
                ("Evidence", self._evidence),
                ("Learning", self._learning),
            )
            self.body.addLayout(row(*((Labelled(name, field), 1) for name, field in fields), gap=10))
        self.body.addWidget(self._problem)
        keep = Button("Keep changes", kind="primary", keys="Ctrl+Return")
        cancel = Button("Cancel", kind="ghost", keys="Esc")
        self.foot(keep, cancel, None)
        keep.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        cancel.clicked.connect(self.close_layer)

    def _keep(self, jobs: Jobs) -> None:
        """What is typed is on disk until it is saved."""
        page, shown, self._typed = self._about, self._about.row, Typed(jobs)
        for name, field, stored in (
            ("text", self._text, shown.text),
            ("short_text", self._short, shown.short_text),
            ("success", self._success, page.success),
            ("resources", self._resources, page.resources),
        ):
            self._typed.keep(self._place(name), field, stored)
        if page.outcome is not None:
            for name, line, stored in (
                ("effect", self._effect, page.effect),
                ("evidence", self._evidence, page.evidence),
                ("learning", self._learning, page.learning),
            ):
                self._typed.keep(self._place(name), line, stored)
        self._typed.say(self.body)

    def _place(self, name: str) -> str:
        outcome = name in ("effect", "evidence", "learning")
        return (
            edit_place("outcome", self._about.outcome, name)
            if outcome
            else edit_place("action", self._about.row.id, name)
        )

    def _seen(self, name: str) -> str:
        return self._typed.seen(self._place(name))

    def first_focus(self) -> QWidget | None:
        return self._text

    def _offer_officers(self) -> None:
        theirs = [(str(key), name) for key, name, of in self._form.officers if str(of) == self._agency.key()]
        now = self._about.row.officer_id
        self._officer.set_options([("", "Not named"), *theirs], str(now) if now is not None else "")

    def _take(self) -> None:
        if not self._text.text():
            self._problem.setText("Say what is to be done.")
            self._problem.show()
            self._text.setFocus()
            return
        self.close_layer()
        commands = [*self._fields(), *self._lead(), *self._help(), *self._outcome()]
        self._edited(commands, self._typed.forget)

    def _fields(self) -> list[Command]:
        shown = self._about.row
        seen: dict[str, object] = {
            "text": self._seen("text"),
            "short_text": self._seen("short_text"),
            "priority": shown.priority,
            "objective": shown.objective,
            "success": self._seen("success"),
            "resources": self._seen("resources"),
        }
        text, short = self._text.text(), self._short.text().strip()
        if not short or (text != shown.text and short == shown.short_text):
            short = rule.short_text(text)
        wanted: dict[str, object] = {
            "text": text,
            "short_text": short,
            "priority": self._priority.key(),
            "objective": self._objective.key(),
            "success": self._success.text().strip(),
            "resources": self._resources.text().strip(),
        }
        found = changes(seen, wanted)
        seen |= {"due": shown.due, "lead_agency_id": shown.agency_id, "lead_officer_id": shown.officer_id}
        return (
            [Edit(kind="action", row=shown.id, changes=found, beside=beside(seen, wanted))] if found else []
        )

    def _lead(self) -> list[Command]:
        shown = self._about.row
        agency, officer = UUID(self._agency.key()), self._officer.key()
        chosen = UUID(officer) if officer else None
        if agency == shown.agency_id and chosen == shown.officer_id:
            return []
        return [GiveTo(action=shown.id, seen_agency=shown.agency_id, agency=agency, officer=chosen)]

    def _help(self) -> list[Command]:
        wanted = tuple(key for key, box in self._helping.items() if box.isChecked())
        if set(wanted) == set(self._about.supporting):
            return []
        return [SetSupport(action=self._about.row.id, agencies=wanted)]

    def _outcome(self) -> list[Command]:
        page = self._about
        if page.outcome is None:
            return []
        seen: dict[str, object] = {
            "result": page.result,
            "effect": self._seen("effect"),
            "evidence": self._seen("evidence"),
            "learning": self._seen("learning"),
        }
        wanted: dict[str, object] = {
            "result": self._result.key(),
            "effect": self._effect.text().strip(),
            "evidence": self._evidence.text().strip(),
            "learning": self._learning.text().strip(),
        }
        found = changes(seen, wanted)
        about = beside(seen, wanted)
        return [Edit(kind="outcome", row=page.outcome, changes=found, beside=about)] if found else []


def edit(opener: QWidget, jobs: Jobs, page: ActionPage, edited: Edited) -> None:
    """Open the facts; `edited` gets the commands that make them as wanted, none when nothing changed."""
    jobs.ask(action_list.form, lambda form: ActionFacts(jobs, page, form, edited).open_over(opener), opener)
