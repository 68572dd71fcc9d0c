"""What is done with actions of the list: answers, edits, changes of one or several, and copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.commands.action import AddUpdate
from tasking_app.commands.base import Command, changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.commands.done import Done
from tasking_app.commands.proposal import Propose
from tasking_app.exports import action_table
from tasking_app.records.action import ActionPage, ActionRow
from tasking_app.records.action_form import ActionForm
from tasking_app.rules import action as rule
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.services import action_list, action_request, deciding
from tasking_app.services.proposal import step
from tasking_app.ui import clipboard
from tasking_app.ui.dialogs import action_facts, ask_words
from tasking_app.ui.dialogs.action_ends import Reopen, Replace, Split
from tasking_app.ui.dialogs.action_sheet import ActionSheet
from tasking_app.ui.dialogs.several_actions import SeveralActions
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.kept_text import once_all
from tasking_app.ui.parts import answers

FOR_THE_CHAIR = frozenset({"more_time", "drop"})
SEVERAL = frozenset({"date", "lead", "officer"})
MORE_TIME = "The new date first, then why: 11 dec: contractor missed the date"


class ActionDeeds(QObject):
    """Opens the sheets over a screen and sends the commands. `today` is the day of the list on show."""

    def __init__(self, jobs: Jobs, opener: QWidget) -> None:
        super().__init__(opener)
        self._jobs, self._opener = jobs, opener
        self.today: date | None = None

    # -- one action

    def update(
        self, row: ActionRow, text: str, on_behalf_of: UUID | None, done: Callable[[Done], None]
    ) -> None:
        """Add an update."""
        command = AddUpdate(
            update=new_id(),
            action=row.id,
            text=text,
            at=datetime.now(UTC),
            on_behalf_of=on_behalf_of,
        )
        self._jobs.do(command, done, self, words=f"{row.reference} updated")

    def answer(self, row: ActionRow, name: str, refused: Callable[[str], None]) -> None:
        """Done, more time, blocked; the last two ask for a few words."""
        answer = answers.BY_NAME[name]
        if not answer.asks:
            self._answered(row, name, "", refused)
            return
        ask_words.ask(
            self._opener.window(),
            f"{answer.words}: {row.reference}",
            MORE_TIME if answer.asks == "date" else "Why?",
            answer.words,
            lambda text: self._answered(row, name, text, refused),
        )

    def _answered(self, row: ActionRow, name: str, text: str, refused: Callable[[str], None]) -> None:
        assert self.today is not None
        try:
            command = answers.command(row, name, text, datetime.now(UTC), self.today, None, None)
        except AppError as error:
            refused(str(error))
            return
        if name in FOR_THE_CHAIR and self._jobs.actor.officer is not None:
            series = row.series
            self._jobs.ask(
                lambda work: deciding.decides(work, series),
                lambda may: self._send(row, name, text, command, may=may),
                self,
            )
        else:
            self._send(row, name, text, command, may=True)

    def _send(self, row: ActionRow, name: str, text: str, command: Command, *, may: bool) -> None:
        """The answer itself, or the request for it from somebody who does not decide."""
        said = answers.BY_NAME[name].words
        if may:
            self._jobs.do(command, owner=self, words=f"{row.reference}: {said}")
            return
        asked = step(command, f"{row.reference}, {said.lower()}: {text}", row.id)
        request = Propose(proposal=new_id(), series=row.series, source=name, steps=(asked,))
        self._jobs.do(request, owner=self, words=f"{row.reference}: asked, waits for the chair")

    def edit(self, page: ActionPage) -> None:
        """The facts of an action."""
        action_facts.edit(self._opener.window(), self._jobs, page, self._edited)

    def _edited(self, commands: list[Command], saved: Callable[[], None]) -> None:
        done = once_all(len(commands), saved)
        for command in commands:
            self._jobs.do(command, done, self, words="Changed")
        if not commands:
            saved()

    def bring_back(self, page: ActionPage, before: str) -> None:
        """A text of before stands again; the one that stood instead is kept in turn."""
        shown = page.row
        seen: dict[str, object] = {"text": shown.text, "short_text": shown.short_text}
        wanted: dict[str, object] = {"text": before, "short_text": rule.short_text(before)}
        command = Edit(kind="action", row=shown.id, changes=changes(seen, wanted))
        self._jobs.do(command, owner=self, words=f"{shown.reference}: the earlier text is back")

    # -- one or several

    def open(self, what: str, rows: Sequence[ActionRow]) -> None:
        """A sheet: again, replace and split for one action, date, lead and officer for several too."""
        today = self.today
        if today is None or not rows:
            return
        if what == "again":
            Reopen(self._jobs, rows[0], today).open_over(self._opener.window())
            return

        series = {row.series for row in rows}

        def show(known: tuple[ActionForm, bool]) -> None:
            form, waits = known
            self._sheet(what, rows, form, today, waits=waits).open_over(self._opener.window())

        self._jobs.ask(lambda work: (action_list.form(work), action_request.waits(work, series)), show, self)

    def _sheet(
        self, what: str, rows: Sequence[ActionRow], form: ActionForm, today: date, *, waits: bool
    ) -> ActionSheet:
        if what in SEVERAL:
            return SeveralActions(self._jobs, rows, what, form, today, waits=waits)
        kind = Replace if what == "replace" else Split
        return kind(self._jobs, rows[0], form, today)

    def copy(self, rows: Sequence[ActionRow]) -> str:
        """Put actions on the clipboard, for a spreadsheet and for a document; what to say about it."""
        clipboard.put(action_table.as_text(rows), action_table.as_html(rows))
        return f"{counted(len(rows), 'action')} copied"
