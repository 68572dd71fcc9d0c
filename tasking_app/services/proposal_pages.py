"""Proposals as screens show them: what waits, what was decided lately, and one with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.partnership import Officer
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.records.proposal import ProposalPage, ProposalRow, Proposals, StepRow
from tasking_app.rules import days
from tasking_app.rules import proposal as rule
from tasking_app.rules.counting import counted
from tasking_app.rules.references import ACTION, written
from tasking_app.services import one_person, pasted_again
from tasking_app.services.deciding import decides
from tasking_app.services.proposal import steps_of

LATELY = timedelta(days=60)
MOST_DECIDED = 50
HIDDEN = "A restricted item: open the action to read it"


def proposals(work: Work) -> Proposals:
    """What waits, oldest first, and what was decided in the last 60 days, latest first."""
    work.reach("The requests are")
    waiting = _rows(work, Proposal.state == "waiting", Proposal.proposed_at)
    since = (Proposal.state != "waiting") & (Proposal.decided_at >= work.now - LATELY)
    decided = _rows(work, since, Proposal.decided_at.desc())[:MOST_DECIDED]
    return Proposals(waiting=tuple(waiting), decided=tuple(decided))


def of_officer(work: Work, officer: UUID) -> tuple[ProposalRow, ...]:
    """What an officer asked for: all that waits, and what was decided in the last 60 days."""
    lately = or_(Proposal.state == "waiting", Proposal.decided_at >= work.now - LATELY)
    return tuple(
        _rows(
            work, Proposal.proposed_by.in_(one_person.entries(officer)) & lately, Proposal.proposed_at.desc()
        )
    )


def page(work: Work, key: UUID) -> ProposalPage:
    """One proposal with its rows. Raises NotFound."""
    work.reach("The requests are")
    row = work.get(Proposal, key, "That proposal")
    shown = _rows(work, Proposal.id == row.id, Proposal.proposed_at)[0]
    stored = steps_of(work, row.id)
    about = _about(work, [one.action_id for one in stored if one.action_id is not None])
    in_doubt = pasted_again.doubts(work, stored, row) if _may_be_twice(row) else {}
    steps = tuple(
        StepRow(
            id=one.id,
            words=HIDDEN if one.restricted else one.words,
            about=about[one.action_id][0] if one.action_id in about else "",
            detail=about[one.action_id][1] if one.action_id in about and not one.restricted else "",
            state=one.state,
            problem=one.problem,
            hidden=one.restricted,
            action=one.action_id,
            doubt=in_doubt.get(place, ""),
        )
        for place, one in enumerate(stored)
    )
    return ProposalPage(
        row=shown,
        steps=steps,
        mine=shown.proposer is not None and shown.proposer == work.actor.officer,
        decides=decides(work, row.of_series),
    )


def _may_be_twice(row: Proposal) -> bool:
    return row.source == "list" and row.state == "waiting"


def _about(work: Work, keys: Sequence[UUID]) -> dict[UUID | None, tuple[str, str]]:
    """The reference of each action, and what it is with the day it is due now."""
    rows = work.session.execute(
        select(Action.id, Action.number, Action.short_text, Action.due).where(Action.id.in_(set(keys)))
    )
    return {
        key: (written(ACTION, number), f"{_ended(text)} Due {days.short(due)}")
        for key, number, text, due in rows
    }


def _ended(text: str) -> str:
    return text if text.endswith(("…", ".", "!", "?")) else f"{text}."


def _rows(work: Work, wanted: Any, order: Any) -> list[ProposalRow]:  # expressions of the query builder
    asker, decider = aliased(Officer), aliased(Officer)
    first = aliased(ProposalStep)
    steps = (
        select(ProposalStep.proposal_id, func.count().label("steps"))
        .where(ProposalStep.withdrawn_at.is_(None))
        .group_by(ProposalStep.proposal_id)
        .subquery()
    )
    rows = work.session.execute(
        select(
            Proposal,
            asker,
            decider.name,
            steps.c.steps,
            first.words,
            first.restricted,
        )
        .join(steps, steps.c.proposal_id == Proposal.id)
        .join(first, (first.proposal_id == Proposal.id) & (first.place == 0))
        .outerjoin(asker, asker.id == one_person.now(Proposal.proposed_by))
        .outerjoin(decider, decider.id == Proposal.decided_by)
        .where(Proposal.withdrawn_at.is_(None), wanted)
        .order_by(order, Proposal.id)
    )
    return [_row(*row) for row in rows]


def _row(
    row: Proposal, asked_by: Officer | None, decided_by: str | None, steps: int, words: str, restricted: bool
) -> ProposalRow:
    several = f"{rule.SOURCES[row.source]}, {counted(steps, 'row')}"
    as_one = row.source == "list" or (row.source in rule.OF_ACTIONS and steps > 1)
    return ProposalRow(
        id=row.id,
        source=row.source,
        title=several if as_one else HIDDEN if restricted else words,
        state=row.state,
        state_words=rule.STATES[row.state],
        proposed_by=asked_by.name if asked_by is not None else "Somebody",
        proposer=asked_by.id if asked_by is not None else None,
        proposed_at=row.proposed_at,
        rows=steps,
        decided_by=decided_by or "",
        decided_at=row.decided_at,
        reason="" if restricted else row.reason,
    )
