"""Sends a line that was typed in a meeting, asking only what its command still needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Command
from tasking_app.rules.errors import AppError
from tasking_app.rules.quick_line import Kind, Need, Parsed
from tasking_app.services.sharing import MustShare
from tasking_app.ui.dialogs import confirm, why
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_commands import command_for, words_for


@dataclass(frozen=True, slots=True)
class Letter:
    """A line on its way: where it belongs, what was read, and whom to tell how it went.

    `refused` gets a sentence, or nothing where a question was left unanswered. With `anyway` a decision whose
    reason is not given is added without it: the text must not stay behind.
    """

    spot: Spot
    parsed: Parsed
    done: Callable[[Command], None]
    refused: Callable[[str], None]
    after: UUID | None = None
    reason: str = ""
    share: bool = False
    anyway: bool = False


class Sender(QObject):
    """Sends lines for the widgets they are typed in. What is asked keeps the text where it was typed."""

    def __init__(self, jobs: Jobs, opener: QWidget) -> None:
        super().__init__(opener)
        self._jobs, self._opener = jobs, opener

    def send(self, letter: Letter) -> None:
        """Send a line that is ready; its reason is asked for first where it needs one."""
        if Need.REASON in letter.parsed.needs and not letter.reason:
            self._ask_why(letter)
        else:
            self._do(letter)

    def _ask_why(self, letter: Letter) -> None:
        decision = letter.parsed.kind is Kind.DECISION
        text = (
            "To close a case or to do nothing needs its reason in the minutes."
            if decision
            else "The reason stands with the action from now on."
        )

        def said(words: str, saved: Callable[[], None]) -> None:
            def done(command: Command) -> None:
                saved()
                letter.done(command)

            self._do(replace(letter, reason=words, done=done))

        def given_up() -> None:
            if decision and letter.anyway:
                self._do(letter)
            else:
                letter.refused("")

        why.ask(
            self._opener.window(),
            self._jobs,
            f"why:{letter.spot.item}:{letter.parsed.text}",
            "Why?",
            text,
            "Add decision" if decision else "Add update",
            said,
            "Leave it for the end" if decision else "",
            given_up,
        )

    def _do(self, letter: Letter) -> None:
        spot = letter.spot
        try:
            command = command_for(
                letter.parsed,
                spot.quick,
                datetime.now(UTC),
                spot.item,
                after=letter.after,
                reason=letter.reason,
                share=letter.share,
            )
        except AppError as error:
            letter.refused(str(error))
            return
        words = "" if letter.parsed.kind is Kind.NOTE else words_for(letter.parsed)
        self._jobs.do(
            command, lambda _: letter.done(command), self, partial(self._failed, letter), words=words
        )

    def _failed(self, letter: Letter, error: Exception) -> None:
        if isinstance(error, MustShare):
            confirm.ask(
                self._opener.window(),
                "Share it first?",
                str(error),
                "Share and add",
                lambda: self._do(replace(letter, share=True)),
                lambda: letter.refused(""),
            )
        else:
            letter.refused(str(error))
