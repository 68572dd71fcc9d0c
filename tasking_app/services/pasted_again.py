"""Rows of a pasted list that are there already: twice in the list, or in a list that was sent before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, select

from tasking_app.commands import codec
from tasking_app.commands.action import AddUpdate, AnswerDone, AnswerDrop, AnswerMoreTime, AnswerOnTrack
from tasking_app.commands.proposal import ProposedStep
from tasking_app.database.work import Work
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.rules import days, said_again
from tasking_app.rules.said_again import Said

Key = tuple[UUID, Said]
Steps = Sequence[ProposalStep | ProposedStep]
_STATES = ("waiting", "accepted")


def doubts(work: Work, steps: Steps, of: Proposal | None = None) -> dict[int, str]:
    """What is to be said of rows that are there already, by their places; `of` is the list if it was sent.

    Of two lists that wait the later one is in doubt. What was declined or left out counts for nothing.
    """
    rows = {place: key for place, one in enumerate(steps) if (key := _key(one)) is not None}
    before = _before(work, {action for action, _ in rows.values()}, of)
    found: dict[int, str] = {}
    seen: set[Key] = set()
    for place, key in rows.items():
        if key in before:
            found[place] = before[key]
        elif key in seen:
            found[place] = said_again.TWICE
        seen.add(key)
    return found


def _key(one: ProposalStep | ProposedStep) -> Key | None:
    """The action and what is said of it; None for a row that cannot be accepted anyway."""
    action = one.action_id if isinstance(one, ProposalStep) else one.action
    if action is None or one.problem or not one.data:
        return None
    due, text = _words(one)
    return action, said_again.said(one.kind, due, text)


def _words(one: ProposalStep | ProposedStep) -> tuple[date | None, str]:
    asked = codec.decode(one.kind, one.data.encode())
    if isinstance(asked, AnswerMoreTime):
        return asked.due, asked.reason
    if isinstance(asked, AnswerDrop):
        return None, asked.reason
    if isinstance(asked, AddUpdate | AnswerDone | AnswerOnTrack):
        return None, asked.text
    return None, ""


def _before(work: Work, actions: set[UUID], of: Proposal | None) -> dict[Key, str]:
    """What lists say already that wait or were accepted, with the words for it."""
    found = (
        select(ProposalStep, Proposal)
        .join(Proposal, Proposal.id == ProposalStep.proposal_id)
        .where(
            ProposalStep.action_id.in_(actions),
            ProposalStep.state.in_(_STATES),
            ProposalStep.withdrawn_at.is_(None),
            Proposal.source == "list",
            Proposal.state.in_(_STATES),
            Proposal.withdrawn_at.is_(None),
        )
        .order_by(Proposal.proposed_at, Proposal.id)
    )
    if of is not None:
        found = found.where(Proposal.id != of.id)
    rows = work.session.execute(found).all()
    return {key: words for row in rows for key, words in _told(work, row, of)}


def _told(work: Work, row: Row[ProposalStep, Proposal], of: Proposal | None) -> list[tuple[Key, str]]:
    one, other = row
    key = _key(one)
    waits = other.state == "waiting"
    if key is None or (waits and of is not None and _sent(other) >= _sent(of)):
        return []
    day = days.in_london(other.proposed_at)
    if not waits and not said_again.is_the_same_list(_words(one)[1], (work.today - day).days):
        return []
    return [(key, said_again.already(day, waits=waits))]


def _sent(row: Proposal) -> tuple[datetime, UUID]:
    """The order in which lists came."""
    return row.proposed_at, row.id
