"""What is done about who may see a referral and about its restricted words: the sheet, then the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Change, Command, new_id
from tasking_app.commands.change import Edit, Withdraw
from tasking_app.commands.done import Done
from tasking_app.commands.referral import EditRestrictedText, SetReaders, ShareReferral
from tasking_app.records.referral import ReferralPage
from tasking_app.records.referral_access import ReadersForm, SharesForm
from tasking_app.records.text_history import OldText
from tasking_app.services import referral_access as questions
from tasking_app.services import text_history
from tasking_app.ui.dialogs import text_history as history_sheet
from tasking_app.ui.dialogs.referral_access import Readers, Shares
from tasking_app.ui.dialogs.restricted_words import Words
from tasking_app.ui.jobs import Jobs

Place = tuple[str, UUID, UUID | None]
FIELDS = {"title": "Title changed", "description": "Description changed", "points": "Points changed"}


class ReferralDeeds(QObject):
    """Opens the sheets over a screen, with what was typed or ticked there and not kept yet."""

    def __init__(self, jobs: Jobs, opener: QWidget) -> None:
        super().__init__(opener)
        self._jobs, self._opener = jobs, opener
        self._kept: dict[Place, Words | Readers | Shares] = {}

    def edit_words(self, page: ReferralPage) -> None:
        """Edit the words of a restricted referral. Only for a page whose opening was recorded."""
        place = self._place("words", page.row.id)
        self._bring(place, lambda: Words(self._jobs, page, partial(self._edited, place)))

    def show_history(self, page: ReferralPage) -> None:
        """What the texts said before; one that is brought back is a change like any other."""

        def bring_back(one: OldText) -> None:
            change = Change(one.field, one.now, one.text)
            edit = Edit(kind=one.kind, row=one.row, changes=(change,))
            self._jobs.do(edit, owner=self, words=f"{one.about} is as it was")

        question = partial(text_history.of_referral, key=page.row.id, opened=page.opened)
        title = f"Earlier texts of {page.row.reference}"
        self._jobs.ask(
            question,
            lambda found: history_sheet.show(
                self._opener.window(),
                title,
                [replace(one, can_return=one.can_return and not page.may.facts) for one in found],
                bring_back,
            ),
            self,
        )

    def choose_readers(self, key: UUID) -> None:
        """Choose who is on the list of a restricted referral."""
        place = self._place("readers", key)
        self._jobs.ask(
            lambda work: questions.readers_form(work, key),
            lambda form: self._bring(
                place, lambda: Readers(form, lambda more, fewer: self._read_by(place, more, fewer))
            ),
            self,
        )

    def choose_agencies(self, key: UUID) -> None:
        """Choose the agencies an ordinary referral is shared with."""
        place = self._place("shares", key)
        self._jobs.ask(
            lambda work: questions.shares_form(work, key),
            lambda form: self._bring(
                place, lambda: Shares(self._jobs, form, f"share:{key}:why", partial(self._shared, place))
            ),
            self,
        )

    def _place(self, what: str, key: UUID) -> Place:
        """Sheets belong to who sits here: nobody else finds what they typed."""
        return what, key, self._jobs.actor.officer

    def _bring(self, place: Place, make: Callable[[], Words | Readers | Shares]) -> None:
        kept = self._kept.get(place)
        if kept is None or not kept.touched():
            self._forget(place)
            kept = self._kept[place] = make()
        kept.open_over(self._opener.window())

    def _forget(self, place: Place, _done: Done | None = None) -> None:
        sheet = self._kept.pop(place, None)
        if sheet is not None:
            sheet.deleteLater()

    def _saved(self, place: Place, _done: Done | None = None) -> None:
        """What was typed in a sheet is in the file."""
        sheet = self._kept.get(place)
        if isinstance(sheet, Words | Shares):
            sheet.typed.forget()
        self._forget(place)

    def _do(self, place: Place, command: Command, words: str) -> None:
        self._jobs.do(command, partial(self._saved, place), self, words=words)

    def _edited(self, place: Place, seen: dict[str, str], wanted: dict[str, str]) -> None:
        for name, words in FIELDS.items():
            if wanted[name] != seen[name]:
                command = EditRestrictedText(
                    referral=place[1], field=name, seen=seen[name], wanted=wanted[name]
                )
                self._do(place, command, words)

    def _read_by(self, place: Place, more: frozenset[UUID], fewer: frozenset[UUID]) -> None:
        """Somebody may have been put on the list meanwhile: only what was chosen here changes."""

        def write(form: ReadersForm) -> None:
            now = form.on_list()
            wanted = (now | more) - fewer
            if wanted != now:
                command = SetReaders(referral=place[1], readers=tuple(sorted(wanted, key=str)))
                self._do(place, command, f"Who may read {form.reference} has changed")
            else:
                self._forget(place)

        if more or fewer:
            self._jobs.ask(lambda work: questions.readers_form(work, place[1]), write, self)

    def _shared(self, place: Place, more: frozenset[UUID], fewer: frozenset[UUID], why: str) -> None:
        """Shared once, also when somebody else did so meanwhile."""

        def write(form: SharesForm) -> None:
            self._saved(place)
            for one in form.others:
                if one.id in more and one.share is None:
                    command = ShareReferral(share=new_id(), referral=place[1], agency=one.id, reason=why)
                    self._jobs.do(command, owner=self, words=f"Shared with {one.name}")
                elif one.id in fewer and one.share is not None:
                    back = Withdraw(kind="share", row=one.share)
                    self._jobs.do(back, owner=self, words=f"No longer shared with {one.name}")

        if more or fewer:
            self._jobs.ask(lambda work: questions.shares_form(work, place[1]), write, self)
