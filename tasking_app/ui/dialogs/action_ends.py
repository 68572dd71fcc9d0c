"""Open an action again, put another in its place, or make two of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import ReopenAction, ReplaceAction, SplitAction
from tasking_app.commands.base import new_id
from tasking_app.records.action import ActionRow
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import days
from tasking_app.rules.errors import NotAllowed
from tasking_app.ui.dialogs.action_sheet import ActionSheet, Lead, date_field
from tasking_app.ui.form import Labelled
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.widgets.fields import DateField, Field, TextArea
from tasking_app.ui.widgets.labels import Label

NO_DATE = "Say by when: 11 dec, fri or in 2 weeks."


def _day(field: DateField) -> date:
    """The day read. Raises NotAllowed, saying what can be typed."""
    day = field.day()
    if day is None:
        raise NotAllowed(field.problem() or NO_DATE)
    return day


class Reopen(ActionSheet):
    """Why, and by when where the old date is over."""

    def __init__(self, jobs: Jobs, row: ActionRow, today: date) -> None:
        super().__init__(jobs, f"Open {row.reference} again", "Open again", f"{row.reference}: opened again")
        self._row, self._late = row, row.due < today
        self._reason = Field("Why?")
        self._due = date_field("New date", today)
        self._typed.keep(f"again:{row.id}:reason", self._reason)
        self._typed.keep_day(f"again:{row.id}:due", self._due, None)
        hint = (
            f"It was due {days.short(row.due)}."
            if self._late
            else f"It stays due {days.short(row.due)}, unless you type another date."
        )
        self._lay(Labelled("Why?", self._reason), Labelled("New date", self._due, hint=hint))

    def first_focus(self) -> QWidget | None:
        return self._reason.edit

    def _command(self) -> ReopenAction:
        return ReopenAction(
            action=self._row.id,
            seen=self._row.stored,
            update=new_id(),
            deferral=new_id(),
            reason=self._reason.text(),
            at=datetime.now(UTC),
            due=_day(self._due) if self._late or self._due.text() else None,
        )


class Replace(ActionSheet):
    """What is to be done instead, by whom, by when, and why."""

    def __init__(self, jobs: Jobs, row: ActionRow, form: ActionForm, today: date) -> None:
        super().__init__(jobs, f"Replace {row.reference}", "Replace", f"{row.reference}: replaced")
        self._row = row
        self._text = TextArea("What is to be done instead", lines=3)
        self._text.set_text(row.text)
        self._lead = Lead(form, row.agency_id, row.officer_id)
        self._due = date_field("By when?", today)
        self._reason = Field("Why?")
        key = f"replace:{row.id}"
        self._typed.keep(f"{key}:text", self._text)
        self._typed.keep_day(f"{key}:due", self._due, row.due if row.due >= today else None)
        self._typed.keep(f"{key}:reason", self._reason)
        self._lay(
            Label(f"{row.reference} closes and names the new action.", "small", "text2"),
            Labelled("What is to be done instead", self._text),
            self._lead,
            Labelled("By when?", self._due),
            Labelled("Why?", self._reason),
        )

    def first_focus(self) -> QWidget | None:
        return self._text

    def _command(self) -> ReplaceAction:
        agency, officer = self._lead.chosen()
        return ReplaceAction(
            action=self._row.id,
            seen=self._row.stored,
            update=new_id(),
            new_action=new_id(),
            text=self._text.text(),
            agency=agency or self._row.agency_id,
            officer=officer,
            due=_day(self._due),
            reason=self._reason.text(),
            at=datetime.now(UTC),
        )


class Split(ActionSheet):
    """What stays, and the other part with a lead and a date of its own."""

    def __init__(self, jobs: Jobs, row: ActionRow, form: ActionForm, today: date) -> None:
        super().__init__(jobs, f"Split {row.reference}", "Split", f"{row.reference}: split")
        self._row = row
        self._text = TextArea(f"What {row.reference} still is", lines=2)
        self._text.set_text(row.text)
        self._other = TextArea("The other part", lines=2)
        self._lead = Lead(form, row.agency_id, row.officer_id)
        self._due = date_field("By when?", today)
        key = f"split:{row.id}"
        self._typed.keep(f"{key}:text", self._text)
        self._typed.keep(f"{key}:other", self._other)
        self._typed.keep_day(f"{key}:due", self._due, row.due if row.due >= today else None)
        self._lay(
            Labelled(f"What {row.reference} still is", self._text),
            Labelled("The other part", self._other, hint="becomes an action of its own"),
            self._lead,
            Labelled("By when?", self._due),
        )

    def first_focus(self) -> QWidget | None:
        return self._other

    def _command(self) -> SplitAction:
        agency, officer = self._lead.chosen()
        if not self._other.text():
            raise NotAllowed("Say what the other part is.")
        return SplitAction(
            action=self._row.id,
            seen_text=self._typed.seen(f"split:{self._row.id}:text"),
            text=self._text.text(),
            update=new_id(),
            new_action=new_id(),
            new_text=self._other.text(),
            agency=agency or self._row.agency_id,
            officer=officer,
            due=_day(self._due),
            at=datetime.now(UTC),
        )
