"""Proposals: asked for, accepted row by row in one transaction, declined with a reason, taken back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import msgspec
from sqlalchemy import select

from tasking_app.commands import codec
from tasking_app.commands.base import Command, new_id
from tasking_app.commands.change import Batch
from tasking_app.commands.meeting import AddItem
from tasking_app.commands.proposal import (
    AcceptProposal,
    DeclineProposal,
    Propose,
    ProposedStep,
    TakeBackProposal,
    UndoProposal,
)
from tasking_app.commands.referral import AddReferral, SetReferralStatus
from tasking_app.database.work import Actor, Work
from tasking_app.models.action import Action
from tasking_app.models.partnership import Officer, Series
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.models.referral import Referral
from tasking_app.rules import proposal as rule
from tasking_app.rules.errors import AppError, Clash, NotAllowed
from tasking_app.rules.referral import OPEN
from tasking_app.services import edit, filing, one_person
from tasking_app.services.deciding import decides, deciding
from tasking_app.services.proposal_trial import Do, try_out


def step(command: Command, words: str, action: UUID | None = None, problem: str = "") -> ProposedStep:
    """A command as a row of a proposal."""
    return ProposedStep(
        step=new_id(),
        kind=codec.kind_of(command),
        data=codec.encode(command).decode(),
        words=words,
        action=action,
        problem=problem,
    )


def propose(work: Work, command: Propose, do: Do) -> None:
    """Store what is asked for.

    Raises NotAllowed: nothing in it, an odd kind, asked for already, or what could never be accepted.
    The rows of a pasted list say for themselves what stands in their way.
    """
    rule.check_source(command.source, [one.kind for one in command.steps])
    series = work.get(Series, command.series, "That series")
    row = Proposal(
        id=command.proposal,
        of_series=series.id,
        source=command.source,
        proposed_by=work.actor.officer,
        proposed_at=work.now,
    )
    asked = [codec.decode(one.kind, one.data.encode()) for one in command.steps]
    for wanted in asked:
        _check_open_words(wanted)
    if command.source != "list":
        _check_new(work, command)
        try_out(work, [(wanted, one.action) for wanted, one in zip(asked, command.steps, strict=True)], do)
    work.add(row)
    for place, (one, wanted) in enumerate(zip(command.steps, asked, strict=True)):
        _add_step(work, row, place, one, wanted)


def _add_step(work: Work, row: Proposal, place: int, one: ProposedStep, asked: Command) -> None:
    action = work.get(Action, one.action, "That action") if one.action is not None else None
    referral = getattr(asked, "referral", None) if one.kind == "PlaceReferral" else None
    known = work.session.get(Referral, referral) if referral is not None else None
    above = action or known
    filed = filing.like(above) if above is not None else filing.folder(work, None, row.of_series)
    stored = ProposalStep(
        id=one.step,
        proposal_id=row.id,
        place=place,
        action_id=one.action,
        kind=one.kind,
        data=one.data,
        words=one.words,
        problem=one.problem,
        **filed,
    )
    work.add(stored)


def _check_open_words(asked: Command) -> None:
    """People's names and restricted words have tables of their own; the whole series reads proposals."""
    if getattr(asked, "restricted", False) or getattr(asked, "people", ()):
        raise NotAllowed(
            "A proposal is read by everybody in the series. Leave the people out; "
            "they are added, and the referral restricted, once it is accepted."
        )


def _check_new(work: Work, command: Propose) -> None:
    for one in command.steps:
        asked = codec.decode(one.kind, one.data.encode())
        title = _folded(getattr(asked, "title", ""))
        if isinstance(asked, AddReferral):
            _check_not_open(work, title)
        for step_row, by in _waiting(work, command.source):
            stored = codec.decode(step_row.kind, step_row.data.encode())
            same_title = title and title == _folded(getattr(stored, "title", ""))
            same_title = same_title and _meeting(asked) == _meeting(stored)
            if (one.action is not None and step_row.action_id == one.action) or same_title:
                raise NotAllowed(f"{by or 'Somebody'} has asked for this already. It waits to be decided.")


def _meeting(command: Command) -> UUID | None:
    """An item is asked for once for each meeting."""
    return command.meeting if isinstance(command, AddItem) else None


def _check_not_open(work: Work, title: str) -> None:
    rows = work.session.execute(
        select(Referral.number, Referral.title).where(
            Referral.status.in_(OPEN), Referral.restricted.is_(False), Referral.withdrawn_at.is_(None)
        )
    )
    for number, known in rows:
        if _folded(known) == title:
            raise NotAllowed(f"R-{number} has these words and is open already. Add what you know there.")


def _waiting(work: Work, source: str) -> list[tuple[ProposalStep, str]]:
    rows = work.session.execute(
        select(ProposalStep, Officer.name)
        .join(Proposal, Proposal.id == ProposalStep.proposal_id)
        .outerjoin(Officer, Officer.id == one_person.now(Proposal.proposed_by))
        .where(
            Proposal.state == "waiting",
            Proposal.source == source,
            Proposal.withdrawn_at.is_(None),
            ProposalStep.data != "",
        )
    )
    return [(row, name or "") for row, name in rows]


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def accept(work: Work, command: AcceptProposal, do: Do) -> None:
    """Carry out the rows chosen, all or none. Raises NotAllowed, naming the row that cannot be done."""
    row = _to_decide(work, command.proposal)
    chosen = [one for one in steps_of(work, row.id) if one.id in command.steps]
    if not chosen:
        raise NotAllowed("Choose at least one row, or decline with a reason.")
    _check_series(work, chosen)
    asked = _commands(chosen, again=row.tries > 0)
    proposer = _proposer(work, row)
    for stored, wanted in zip(chosen, asked, strict=True):
        if stored.problem:
            raise NotAllowed(f"{_said(stored)}: {stored.problem} Leave this row out.")
        before = len(work.steps)
        try:
            do(replace(work, actor=proposer), wanted)
            if isinstance(wanted, AddReferral):  # accepted into the register, filed with it
                work.set(stored, **filing.folder(work, wanted.referral, row.of_series))
                do(work, SetReferralStatus(referral=wanted.referral, seen="referred", status="active"))
        except Clash as error:
            raise NotAllowed(
                f"{_said(stored)}: somebody has changed this since it was asked for. Leave this row out."
            ) from error
        except AppError as error:
            raise NotAllowed(f"{_said(stored)}: {error}") from error
        back = Batch(steps=tuple(reversed(work.steps[before:])))
        work.set(stored, inverse=codec.encode(back).decode())
    for stored in steps_of(work, row.id):
        work.set(stored, state="accepted" if stored.id in command.steps else "left_out")
    work.set(row, tries=row.tries + 1)
    work.steps.pop()  # an undo does not count back: what is accepted again makes new rows
    _decide(work, row, "accepted", "")


def _check_series(work: Work, chosen: list[ProposalStep]) -> None:
    """A list may hold actions of several series; each is decided by its own chair."""
    mine = deciding(work)
    other = next((one for one in chosen if one.series_id not in mine), None)
    if other is not None:
        raise NotAllowed(f"{_said(other)}: the chair of another series decides this. Leave this row out.")


def _said(stored: ProposalStep) -> str:
    """What a row is called in a sentence; never the words of a restricted one."""
    return "A row about a restricted item" if stored.restricted else stored.words


def _commands(chosen: list[ProposalStep], *, again: bool) -> list[Command]:
    """The commands of some rows. Once undone, the rows they made are history: then they make new ones."""
    texts = [one.data for one in chosen]
    if again:
        for one in chosen:
            for key in _made_by(one):
                fresh = str(new_id())
                texts = [text.replace(key, fresh) for text in texts]
    return [codec.decode(one.kind, text.encode()) for one, text in zip(chosen, texts, strict=True)]


def _made_by(stored: ProposalStep) -> list[str]:
    """The keys of the rows a stored command makes, and its own."""
    made = msgspec.json.decode(stored.data)
    parts = [made, *made.get("actions", ())]
    return [part[name] for part in parts for name in (*rule.STEPS[stored.kind], "id") if name in part]


def _proposer(work: Work, row: Proposal) -> Actor:
    """What is said in an accepted row was said by whoever asked."""
    officer = one_person.kept(work, row.proposed_by)
    return Actor(officer.id, officer.agency_id, officer.name) if officer is not None else work.actor


def undo(work: Work, command: UndoProposal) -> None:
    """Take what an accepted proposal did back, all or none; it waits again. Raises NotAllowed, Clash."""
    row = work.get(Proposal, command.proposal, "That proposal")
    if row.state != "accepted":
        raise NotAllowed("Only what was accepted can be undone.")
    _check_decides(work, row)
    for stored in reversed(steps_of(work, row.id)):
        if stored.inverse:
            back = codec.decode(Batch.__name__, stored.inverse.encode())
            assert isinstance(back, Batch)
            edit.batch(work, back)
        work.set(stored, state="waiting", inverse="")
    work.change(row, {"state": "accepted"}, {"state": "waiting"})
    work.set(row, decided_by=None, decided_at=None)


def decline(work: Work, command: DeclineProposal) -> None:
    """Decline with a reason. Raises NotAllowed without one."""
    reason = rule.check_reason(command.reason)
    _decide(work, _to_decide(work, command.proposal), "declined", reason)


def take_back(work: Work, command: TakeBackProposal) -> None:
    """The proposer no longer asks. Raises NotAllowed for anybody else's."""
    row = work.get(Proposal, command.proposal, "That proposal")
    rule.check_waiting(row.state)
    asked_by = one_person.kept(work, row.proposed_by)
    if (asked_by.id if asked_by is not None else None) != work.actor.officer:
        raise NotAllowed("Only whoever asked can take it back. Decline it with a reason instead.")
    _decide(work, row, "taken_back", "")


def _to_decide(work: Work, key: UUID) -> Proposal:
    row = work.get(Proposal, key, "That proposal")
    rule.check_waiting(row.state)
    _check_decides(work, row)
    return row


def _check_decides(work: Work, row: Proposal) -> None:
    if not decides(work, row.of_series):
        raise NotAllowed("The chair or the co-ordinator of the series decides this.")


def _decide(work: Work, row: Proposal, state: str, reason: str) -> None:
    work.change(row, {"state": row.state}, {"state": state})
    work.set(row, reason=reason, decided_by=work.actor.officer, decided_at=work.now)


def steps_of(work: Work, key: UUID) -> list[ProposalStep]:
    """The rows of a proposal in order."""
    return list(
        work.session.scalars(
            select(ProposalStep)
            .where(ProposalStep.proposal_id == key, ProposalStep.withdrawn_at.is_(None))
            .order_by(ProposalStep.place)
        )
    )
