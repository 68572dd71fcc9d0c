"""Changes of actions that somebody else decides: asked for as one request, with a row for each action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from tasking_app.commands.action import AnswerMoreTime, ChangeActions, OneOfSeveral
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.proposal import Propose, ProposedStep
from tasking_app.database.work import Work
from tasking_app.models.action import Action
from tasking_app.models.partnership import Agency, Officer
from tasking_app.rules import days
from tasking_app.rules.errors import NotAllowed
from tasking_app.rules.references import ACTION, written
from tasking_app.services import action_change
from tasking_app.services.deciding import deciding
from tasking_app.services.proposal import step


@dataclass(frozen=True, slots=True)
class Asked:
    """What to send: the change of what whoever asks decides, and a request for each other series."""

    change: ChangeActions | None
    requests: tuple[Propose, ...]

    def commands(self) -> tuple[Command, ...]:
        """All of it; what may be refused by the file comes first."""
        return (*self.requests, *((self.change,) if self.change is not None else ()))


def waits(work: Work, series: Iterable[UUID]) -> bool:
    """Whether somebody else decides about actions of these series."""
    return work.actor.officer is not None and not set(series) <= deciding(work)


def ready(work: Work, command: ChangeActions) -> Asked:
    """A change of several actions as whoever asks may send it. Raises NotAllowed where nothing changes."""
    action_change.check_asked(command)
    rows = {one.action: work.get(Action, one.action, "That action") for one in command.actions}
    mine = deciding(work) if work.actor.officer is not None else {row.series_id for row in rows.values()}
    own = tuple(one for one in command.actions if rows[one.action].series_id in mine)
    others: dict[UUID, list[ProposedStep]] = {}
    for one in command.actions:
        row = rows[one.action]
        if row.series_id not in mine and _differs(command, row):
            others.setdefault(row.series_id, []).append(_row(work, command, one, row))
    if not own and not others:
        raise NotAllowed("These actions are like that already. There is nothing to ask for.")
    source = "more_time" if _only_date(command) else "lead"
    return Asked(
        change=replace(command, actions=own) if own else None,
        requests=tuple(
            Propose(proposal=new_id(), series=series, source=source, steps=tuple(steps))
            for series, steps in others.items()
        ),
    )


def _only_date(command: ChangeActions) -> bool:
    return command.agency is None and command.officer is None


def _differs(command: ChangeActions, row: Action) -> bool:
    """An action that is like that already needs no row."""
    return (
        command.due not in (None, row.due)
        or command.agency not in (None, row.lead_agency_id)
        or command.officer not in (None, row.lead_officer_id)
    )


def _row(work: Work, command: ChangeActions, one: OneOfSeveral, action: Action) -> ProposedStep:
    reference, why = written(ACTION, action.number), command.reason.strip()
    if command.due is not None and _only_date(command):
        later = AnswerMoreTime(
            update=one.update,
            deferral=one.deferral,
            action=action.id,
            seen=one.seen_due,
            due=command.due,
            reason=why,
            at=command.at,
        )
        return step(later, f"{reference}, new date {days.short(command.due)}: {why}", action.id)
    words = f"{reference} to {_to(work, command)}"
    if command.due is not None:
        words += f", new date {days.short(command.due)}"
    if command.share:
        words += ", who may see its referral from then on"
    alone = replace(command, id=new_id(), actions=(one,))
    return step(alone, f"{words}: {why}", action.id)


def _to(work: Work, command: ChangeActions) -> str:
    names = []
    if command.officer is not None:
        names.append(work.get(Officer, command.officer, "That officer").name)
    if command.agency is not None:
        names.append(work.get(Agency, command.agency, "That agency").short_name)
    return ", ".join(names)
