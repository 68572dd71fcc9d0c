"""The page of an attendee: the agency's actions and requests, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from tasking_app.commands import codec
from tasking_app.commands.action import AnswerMoreTime
from tasking_app.database.work import LONDON, Work
from tasking_app.models.action import Action, ActionUpdate
from tasking_app.models.line import Decision, Line
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Agency, Officer
from tasking_app.models.proposal import Proposal, ProposalStep
from tasking_app.records.action import ActionRow
from tasking_app.records.may import ActionMay
from tasking_app.records.my_agency import Asked, LastMeeting, MyAction, MyAgency
from tasking_app.records.proposal import ProposalRow
from tasking_app.rules import action as actions
from tasking_app.rules import meeting as stages
from tasking_app.rules import my_agency as rule
from tasking_app.rules import need_to_know as need
from tasking_app.rules.proposal import OF_ACTIONS
from tasking_app.services import (
    action_list,
    action_rows,
    holidays,
    may,
    need_to_know,
    one_person,
    proposal_pages,
    setting,
)
from tasking_app.services.deciding import deciding
from tasking_app.services.home import next_meeting

YEAR = timedelta(days=365)
MOST_DONE = 100
LATELY = proposal_pages.LATELY


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is the same for all actions of the page."""

    heard: frozenset[UUID]
    lists: frozenset[UUID]
    deciding: frozenset[UUID]
    requests: Mapping[UUID, tuple[Asked | None, str]]
    opened: Collection[UUID]
    may: ActionMay


def my_agency(work: Work, opened: Collection[UUID] = ()) -> MyAgency | None:
    """The page of whoever sits here; None for nobody.

    `opened` are restricted actions whose reading was recorded; their words show to who is on their list.
    """
    if work.actor.agency is None:
        return None
    agency = work.get(Agency, work.actor.agency, "That agency")
    last = _last(work)
    own = (Action.lead_agency_id == agency.id) & action_rows.is_open() & Action.withdrawn_at.is_(None)
    rows = action_rows.rows(
        work, action_rows.statement().where(own).order_by(Action.due, Action.number).limit(action_list.MOST)
    )
    seen = _Seen(
        heard=_heard(work, own, last),
        lists=need_to_know.lists(work),
        deciding=deciding(work),
        requests=_requests(work, own),
        opened=opened,
        may=may.own_actions(work),
    )
    done, done_count = _done(work, agency.id)
    following = next_meeting(work)
    meeting = work.get(Meeting, following) if following is not None else None
    out = setting.number(work, "limit.agenda_out")
    return MyAgency(
        agency=agency.short_name,
        actions=tuple(_action(work, row, seen) for row in rows),
        done=done,
        done_count=done_count,
        today=work.today,
        next_meeting=meeting.held_on if meeting is not None else None,
        update_by=holidays.before(meeting.held_on, out) if meeting is not None else None,
        last=_left(work, last, agency.id) if last is not None else None,
        requests=_other_requests(work),
    )


def _action(work: Work, row: ActionRow, seen: _Seen) -> MyAction:
    on_list = row.folder in seen.lists
    may_open = row.restricted and need.may_read(work.actor.officer, on_list=on_list)
    hidden = row.restricted and not (may_open and row.id in seen.opened)
    asked, declined = seen.requests.get(row.id, (None, ""))
    return MyAction(
        row=action_rows.hide(row) if hidden else row,
        mine=row.officer_id is not None and row.officer_id == work.actor.officer,
        due_now=rule.is_due_now(row.due, work.today),
        heard=row.id in seen.heard,
        hidden=hidden,
        may_open=may_open,
        decides=row.series in seen.deciding,
        asked=asked,
        declined="" if hidden else declined,
        may=seen.may,
    )


def _last(work: Work) -> Meeting | None:
    """The latest meeting that was held."""
    held = Meeting.stage.in_([stage.value for stage in stages.HELD])
    latest = (
        select(Meeting)
        .where(held)
        .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.reference.desc())
    )
    return work.session.scalars(latest.limit(1)).first()


def _heard(work: Work, own: ColumnElement[bool], last: Meeting | None) -> frozenset[UUID]:
    """The open actions of which something was said since the last meeting ended."""
    found = (
        select(ActionUpdate.action_id)
        .join(Action, Action.id == ActionUpdate.action_id)
        .where(own, ActionUpdate.withdrawn_at.is_(None))
    )
    if last is not None:
        since = last.ended_at or datetime.combine(last.held_on, time(0), LONDON)
        found = found.where(ActionUpdate.said_at > since)
    return frozenset(work.session.scalars(found.distinct()))


def _requests(work: Work, own: ColumnElement[bool]) -> dict[UUID, tuple[Asked | None, str]]:
    """What waits for each open action, or why it was declined: the latest request of each counts."""
    beside = aliased(ProposalStep)
    rows_of = (
        select(func.count())
        .where(beside.proposal_id == Proposal.id, beside.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    me = frozenset(work.session.scalars(one_person.entries(work.actor.officer)))
    rows = work.session.execute(
        select(ProposalStep, Proposal, Officer.name, rows_of)
        .join(Proposal, Proposal.id == ProposalStep.proposal_id)
        .join(Action, Action.id == ProposalStep.action_id)
        .outerjoin(
            Officer, Officer.id == func.coalesce(Proposal.decided_by, one_person.now(Proposal.proposed_by))
        )
        .where(
            own,
            Proposal.source.in_(OF_ACTIONS),
            Proposal.withdrawn_at.is_(None),
            (Proposal.state == "waiting") | (Proposal.decided_at >= work.now - LATELY),
        )
        .order_by(Proposal.proposed_at, Proposal.id)
    )
    return {
        step.action_id: _request(step, asked, name or "", count - 1, mine=asked.proposed_by in me)
        for step, asked, name, count in rows
        if step.action_id is not None
    }


def _request(
    step: ProposalStep, asked: Proposal, name: str, others: int, *, mine: bool
) -> tuple[Asked | None, str]:
    if asked.state == "declined":
        return None, rule.declined_words(asked.source, name, asked.reason)
    if asked.state != "waiting":
        return None, ""
    wanted = codec.decode(step.kind, step.data.encode())
    due = wanted.due if isinstance(wanted, AnswerMoreTime) else None
    words = rule.asked_words(asked.source, due, "" if mine else name or "Somebody", others)
    return Asked(proposal=asked.id, words=words, mine=mine), ""


def _done(work: Work, agency: UUID) -> tuple[tuple[ActionRow, ...], int]:
    """What the agency finished in the last year, the latest first, and how many those are."""
    finished = (
        (Action.lead_agency_id == agency)
        & (Action.status == actions.Status.DONE.value)
        & (Action.closed_at >= work.now - YEAR)
        & Action.withdrawn_at.is_(None)
    )
    count = work.session.scalar(select(func.count()).select_from(Action).where(finished))
    latest = action_rows.statement().where(finished).order_by(Action.closed_at.desc(), Action.number.desc())
    rows = action_rows.rows(work, latest.limit(MOST_DONE))
    return tuple(action_rows.hide(row) for row in rows), int(count or 0)


def _left(work: Work, last: Meeting, agency: UUID) -> LastMeeting:
    given = select(
        func.count(),
        func.count().filter(Action.lead_officer_id == work.actor.officer),
    ).where(Action.raised_in == last.id, Action.lead_agency_id == agency, Action.withdrawn_at.is_(None))
    for_agency, mine = work.session.execute(given).one()
    decided = work.session.scalar(
        select(func.count())
        .select_from(Decision)
        .join(Line, Line.id == Decision.line_id)
        .where(Line.meeting_id == last.id, Line.withdrawn_at.is_(None))
    )
    return LastMeeting(
        id=last.id, held_on=last.held_on, mine=mine, agency=for_agency, decisions=int(decided or 0)
    )


def _other_requests(work: Work) -> tuple[ProposalRow, ...]:
    if work.actor.officer is None:
        return ()
    found = proposal_pages.of_officer(work, work.actor.officer)
    return tuple(one for one in found if one.source not in OF_ACTIONS and one.state != "taken_back")
