"""Which referral or which objective the actions are narrowed to: by number or by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from tasking_app.records.action_filter import FilterChoices, ReferralChoice
from tasking_app.rules.counting import counted
from tasking_app.services import action_filter
from tasking_app.ui.dialogs import pick_row
from tasking_app.ui.dialogs.pick_row import Answer
from tasking_app.ui.jobs import Jobs


def ask(opener: QWidget, jobs: Jobs, what: str, known: FilterChoices, taken: Callable[[str], None]) -> None:
    """Open the list of referrals or objectives; `taken` gets the key, empty for any."""

    def show(found: Sequence[Answer]) -> None:
        answers = [Answer("", "Any", f"Any {what}"), *found]
        pick_row.ask(opener.window(), f"Which {what}?", answers, lambda one: taken(one.key))

    if what == "objective":
        show([Answer(number, number, title) for number, title in known.objectives])
    else:
        jobs.ask(action_filter.referrals, lambda found: show([_answer(one) for one in found]), opener)


def _answer(one: ReferralChoice) -> Answer:
    return Answer(str(one.id), one.reference, one.title, counted(one.actions, "action"))
