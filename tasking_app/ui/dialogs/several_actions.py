"""One change for one action or many: a new date, another agency, another officer, with one reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import ChangeActions, OneOfSeveral
from tasking_app.commands.base import new_id
from tasking_app.records.action import ActionRow
from tasking_app.records.action_form import ActionForm
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import action_request
from tasking_app.services.action_request import Asked
from tasking_app.ui.dialogs.action_sheet import ActionSheet, Change, Lead, date_field
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import once_all
from tasking_app.ui.widgets.combos import Combo
from tasking_app.ui.widgets.fields import Field
from tasking_app.ui.widgets.labels import Label

TITLES = {"date": "New date", "lead": "Give to another agency", "officer": "Another officer"}
VERBS = {"date": "Set the date", "lead": "Give", "officer": "Change officer"}
CHAIR = "The chair or the co-ordinator decides this. What you ask for waits until then."
MOST = 500
"""All of them are changed in one go, or none: with more nobody would wait for it."""


def _said(rows: Sequence[ActionRow]) -> str:
    return rows[0].reference if len(rows) == 1 else f"{len(rows)} actions"


class SeveralActions(ActionSheet):
    """The new value and why; `what` is date, lead or officer."""

    def __init__(
        self,
        jobs: Jobs,
        rows: Sequence[ActionRow],
        what: str,
        form: ActionForm,
        today: date,
        *,
        waits: bool = False,
    ) -> None:
        title = f"{TITLES[what]}: {_said(rows)}"
        super().__init__(jobs, title, "Ask for it" if waits else VERBS[what], title)
        self._rows, self._what, self._waits = tuple(rows), what, waits
        agencies = {row.agency_id for row in rows}
        agency = next(iter(agencies)) if len(agencies) == 1 else None
        officers = [(str(key), name) for key, name, of in form.officers if of == agency]
        self._due = date_field("New date", today)
        self._lead = Lead(form, None, None)
        self._officer = Combo(officers, "Lead officer")
        self._one_agency = agency is not None
        self._reason = Field("Why?")
        place = f"several:{what}" if len(rows) > 1 else f"hand:{rows[0].id}:{what}"
        self._typed.keep(f"{place}:reason", self._reason)
        if what == "date":
            self._typed.keep_day(f"{place}:due", self._due, None)
        words = ", ".join(row.reference for row in rows[:12]) + (" and more" if len(rows) > 12 else "")
        about = Label(words, "small", "text2", wrap=True)
        if len(rows) == 1:
            about.hide()
        hint = "kept with each action" if len(rows) > 1 else ""
        chair = Label(CHAIR, "small", "text2", wrap=True)
        if not waits:
            chair.hide()
        self._lay(about, self._value(), Labelled("Why?", self._reason, hint=hint), chair)

    def _value(self) -> QWidget:
        if self._what == "date":
            return Labelled("New date", self._due)
        return self._lead if self._what == "lead" else Labelled("Lead officer", self._officer)

    def first_focus(self) -> QWidget | None:
        return {"date": self._due.edit, "lead": self._lead.agency}.get(self._what, self._officer)

    def _command(self) -> ChangeActions:
        if len(self._rows) > MOST:
            raise NotAllowed(f"That is {len(self._rows)} actions. Choose at most {MOST} at once.")
        due, agency, officer = None, None, None
        if self._what == "date":
            due = self._due.day()
            if due is None:
                raise NotAllowed(self._due.problem() or "Type the new date: 11 dec, fri or in 2 weeks.")
        elif self._what == "lead":
            agency, officer = self._lead.chosen()
            if agency is None:
                raise NotAllowed("Choose the agency.")
        else:
            officer = self._chosen_officer()
        return ChangeActions(
            actions=tuple(_one(row) for row in self._rows),
            reason=self._reason.text(),
            at=datetime.now(UTC),
            due=due,
            agency=agency,
            officer=officer,
        )

    def _send(self, command: Change) -> None:
        """The change itself, or from somebody who does not decide the request for it."""
        if not self._waits or not isinstance(command, ChangeActions):
            super()._send(command)
            return
        asks = self._asks(command)

        def go(asked: Asked) -> None:
            commands = asked.commands()
            done = once_all(len(commands), self._done)
            for one in commands:
                words = self._words if one is asked.change else f"{self._words}: asked, waits for the chair"
                self._jobs.do(one, done, self, asks, words=words)

        self._jobs.ask(partial(action_request.ready, command=command), go, self, asks)

    def _chosen_officer(self) -> UUID:
        if not self._one_agency:
            raise NotAllowed(
                "These actions belong to several agencies. Choose actions of one, or give them to one."
            )
        if not self._officer.key():
            raise NotAllowed("Choose an officer. Settings adds one to the agency.")
        return UUID(self._officer.key())


def _one(row: ActionRow) -> OneOfSeveral:
    return OneOfSeveral(
        action=row.id,
        seen_due=row.due,
        seen_agency=row.agency_id,
        update=new_id(),
        deferral=new_id(),
        seen_officer=row.officer_id,
    )
